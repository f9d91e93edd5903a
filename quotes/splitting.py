"""Parts of a quote taken together, held by others, split at marks. Pure Python, knows no Django."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quotes.spans import Span, Spans

DOUBLE = frozenset('"“”„‟«»「」『』〝〞＂')


def length(parts: Spans) -> int:
    """Return how many code points the parts have together."""
    return sum(end - start for start, end in parts)


def holds(outer: Spans, inner: Spans) -> bool:
    """Tell whether every part of one lies in a part of the other, which has more."""
    return length(outer) > length(inner) and all(
        any(first <= start and end <= last for first, last in outer) for start, end in inner
    )


def union(parts: Spans, others: Spans) -> Spans:
    """Return the parts of both, those that touch or overlap as one."""
    joined: list[Span] = []
    for start, end in sorted((*parts, *others)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def joined(parts: Spans, blocks: Iterable[Span]) -> Spans:
    """Return one part for each block that parts stand in, from the first of them to the last.

    Blocks are spans of the text; a headline is stored behind the body, and was never printed there.
    """
    places = list(blocks)
    found: dict[int, Span] = {}
    for start, end in parts:
        within = (at for at, (first, last) in enumerate(places) if first <= start < last)
        block = next(within, -1)
        found[block] = (found.get(block, (start, end))[0], end)
    return tuple(sorted(found.values()))


def inside_marks(text: str, parts: Spans) -> Spans:
    """Return what of the parts stands in double quotation marks that stand in them, too.

    The parts themselves where no such mark does: “We go,” he said, “now.” is two parts.
    """
    found = [part for span in parts for part in _inside_marks(text, span)]
    return tuple(found) or parts


def _inside_marks(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    places = [place for place in range(start, end) if text[place] in DOUBLE]
    if not places:
        yield span
        return
    inside = text[start - 1 : start] in DOUBLE and start > 0
    for place in (*places, end):
        if inside and text[start:place].strip():
            yield start, place
        inside, start = not inside, place + 1
