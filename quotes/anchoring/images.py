"""What became of one stretch of the old text at its place in the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quotes.spans import MARKS

if TYPE_CHECKING:
    from quotes.anchoring.alignment import Alignment
    from quotes.spans import Span

FAR = 400
"""How far from the known words the quotation marks of an altered quote are looked for."""


class Image(NamedTuple):
    """A span of the new text, how many code points of the old one (`length`) are the `same` in it.

    `is_same`: the words are the same, between the same quotation marks.
    """

    span: Span
    same: int
    length: int
    is_same: bool

    @property
    def new_length(self) -> int:
        """How many code points it has in the new text."""
        return self.span[1] - self.span[0]

    @property
    def likeness(self) -> float:
        """The share of both that is the same in both, from 0 to 1."""
        return 2 * self.same / max(1, self.length + self.new_length)


def image_of(alignment: Alignment, span: Span) -> Image:
    """Answer what stands in the new text where this stretch of the old one stood."""
    (start, end), runs = span, alignment.runs_in(span)
    same = sum(run.length for run in runs)
    if not runs:
        return Image(_gap(alignment, span), 0, end - start, is_same=False)
    new_start = runs[0].new if runs[0].old == start else _begin(alignment, span, runs[0].new)
    new_end = runs[-1].new_end if runs[-1].old_end == end else _end(alignment, span, runs[-1])
    found = _to_the_marks(alignment, span, (new_start, new_end))
    whole = len(runs) == 1 and same == end - start
    return Image(found, same, end - start, is_same=whole and found == (new_start, new_end))


def _gap(alignment: Alignment, span: Span) -> Span:
    before, after = alignment.around(span[0])
    return _trimmed(alignment.new, before.new_end, max(before.new_end, after.new))


def _begin(alignment: Alignment, span: Span, known: int) -> int:
    """Answer where altered words begin: with what came for them, else with the first one known."""
    before, _ = alignment.around(span[0] + 1)
    came = before.new_end, known
    if before.old_end >= span[0] or not alignment.old[before.old_end : span[0]].strip():
        return _trimmed(alignment.new, *came)[0]
    return _after_mark(alignment, span, came)


def _after_mark(alignment: Alignment, span: Span, came: Span) -> int:
    if alignment.old[span[0] - 1 : span[0]] in MARKS:
        for at in range(came[0], came[1]):
            if alignment.new[at] in MARKS:
                return at + 1
    return came[1]


def _end(alignment: Alignment, span: Span, last: tuple[int, int, int]) -> int:
    """Answer where altered words end: with what came for them, else with the last one known."""
    old, new, length = last
    known = new + length
    _, after = alignment.around(old + length)
    if not alignment.old[span[1] : after.old].strip():
        return _trimmed(alignment.new, known, after.new)[1]
    if alignment.old[span[1] : span[1] + 1] in MARKS:
        for at in range(after.new - 1, known - 1, -1):
            if alignment.new[at] in MARKS:
                return at
    return known


def _to_the_marks(alignment: Alignment, span: Span, found: Span) -> Span:
    """Reach on to the quotation marks where the old words stood at them and the new ones do not."""
    old, new, (start, end) = alignment.old, alignment.new, found
    if _is_mark(old, span[0] - 1) and not _is_mark(new, start - 1):
        limit = max(new.rfind("\n", 0, start), start - FAR)
        before = (at + 1 for at in range(start - 2, limit, -1) if new[at] in MARKS)
        start = next((at for at in before if not new[at].isspace()), start)
    if _is_mark(old, span[1]) and not _is_mark(new, end):
        line = new.find("\n", end)
        limit = min(len(new) if line < 0 else line, end + FAR)
        behind = (at for at in range(end, limit) if new[at] in MARKS)
        end = next((at for at in behind if not new[at - 1].isspace()), end)
    return start, end


def _is_mark(text: str, at: int) -> bool:
    return at >= 0 and text[at : at + 1] in MARKS


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave white space at either end out."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
