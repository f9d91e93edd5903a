"""Where words stand in a text: offsets, parts and paragraphs. Pure Python, knows no Django.

Every offset is a Unicode code point, half open, into one text version. What a page draws of them
is made in `quotes.segments`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

Span = tuple[int, int]
Spans = tuple[Span, ...]

MARKS = frozenset("\"'`“”„‟‘’‚‛«»‹›「」『』〝〞＂")
CANDIDATES = 10
SHOWN = 80

NO_PART = "wants a list with at least one part"
NO_ENDS = 'a part wants a "start" and an "end", both whole numbers'
NO_WORDS = 'a part wants "start", "end" and "exact", or "exact" alone'
NOT_WORDS = '"{}" wants words'
INVERTED = "the part {} to {} ends before it begins"
EMPTY = "the part {} to {} is empty"
OUTSIDE = "the part {} to {} lies outside the text, which has {} characters"
OVERLAP = "the part {} to {} overlaps {} to {}"
OTHER_WORDS = "the text has “{}” from {} to {}, not “{}”"
NOWHERE = "these words do not stand in the text"
AMBIGUOUS = "these words stand in more than one place"


class SpanError(ValueError):
    """Parts that cannot stand in the text.

    `message` says why to a person, `value` is what was refused, `candidates` are the places
    (ten at most) where ambiguous words stand.
    """

    def __init__(self, message: str, value: object, candidates: Spans = ()) -> None:
        super().__init__(message)
        self.message = message
        self.value = value
        self.candidates = candidates


def read_spans(value: object, length: int) -> Spans:
    """Return the parts in reading order, touching ones joined.

    Each is `{"start", "end"}` or `[start, end]`. SpanError for none at all, and for one that is
    empty, inverted, overlapping or outside a text of `length` code points.
    """
    return _join([_read_span(part, length) for part in _listed(value)])


def read_parts(value: object, text: str) -> Spans:
    """Return the parts as `read_spans` does, after checking their words against the text.

    Each part is `{"start", "end", "exact"}`, where `exact` has to be the slice, or words alone,
    `{"exact", "prefix"?, "suffix"?}`, which have to stand in one place only.
    """
    return _join([_read_part(part, text) for part in _listed(value)])


def words(text: str, spans: Spans) -> tuple[str, ...]:
    """Return the words of each part."""
    return tuple(text[start:end] for start, end in spans)


@lru_cache(maxsize=16)  # one change of a long article asks four times
def paragraphs(text: str) -> Spans:
    """Return the lines that hold anything; only line feeds lie between them."""
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


@lru_cache(maxsize=16)
def _starts_and_ends(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    lines = paragraphs(text)
    return tuple(start for start, _ in lines), tuple(end for _, end in lines)


def touched(text: str, spans: Sequence[Span]) -> set[int]:
    """Return where the paragraphs begin that share a code point with one of the spans."""
    starts, ends = _starts_and_ends(text)
    return {
        start
        for span_start, span_end in spans
        for start in starts[bisect_right(ends, span_start) : bisect_left(starts, span_end)]
    }


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a quote shown outside its article.

    With the marks printed round it, and the words left out between the part before and this one.
    """

    left_out: str
    opening: str
    words: str
    closing: str


def pieces(text: str, spans: Spans, offset: int = 0) -> tuple[Piece, ...]:
    """Return the parts of a quote in order, ready to be shown outside its article.

    `text` may be a cut of the article that begins at code point `offset`. Quote marks are given
    where the cut has them; none are added.
    """
    drawn, end_before = [], None
    for start, end in ((start - offset, end - offset) for start, end in spans):
        opening, closing = marks_before(text, start), marks_after(text, end)
        left_out = "" if end_before is None else text[end_before : start - len(opening)].strip()
        drawn.append(Piece(left_out, opening, text[start:end], closing))
        end_before = end + len(closing)
    return tuple(drawn)


def marks_before(text: str, start: int) -> str:
    """Return the quote marks (two at most) that stand directly before an offset."""
    first = start
    while first > max(0, start - 2) and text[first - 1] in MARKS:
        first -= 1
    return text[first:start]


def marks_after(text: str, end: int) -> str:
    """Return the quote marks (two at most) that stand directly after an offset."""
    last = end
    while last < min(len(text), end + 2) and text[last] in MARKS:
        last += 1
    return text[end:last]


def _listed(value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple) or not value:
        raise SpanError(NO_PART, value)
    return value


def _read_span(part: object, length: int) -> Span:
    start, end = _ends(part)
    if end < start:
        raise SpanError(INVERTED.format(start, end), part)
    if end == start:
        raise SpanError(EMPTY.format(start, end), part)
    if start < 0 or end > length:
        raise SpanError(OUTSIDE.format(start, end, length), part)
    return start, end


def _ends(part: object) -> Span:
    ends = (part.get("start"), part.get("end")) if isinstance(part, Mapping) else part
    match ends:
        case [int() as start, int() as end] if not {type(start), type(end)} & {bool}:
            return start, end
    raise SpanError(NO_ENDS, part)


def _read_part(part: object, text: str) -> Span:
    if not isinstance(part, Mapping):
        raise SpanError(NO_WORDS, part)
    exact, prefix, suffix = (_string(part, key) for key in ("exact", "prefix", "suffix"))
    if "start" not in part and "end" not in part:
        return _only_place(part, list(islice(_places(text, exact, prefix, suffix), CANDIDATES)))
    start, end = _read_span(part, len(text))
    if "exact" in part and (there := text[start:end]) != exact:
        raise SpanError(OTHER_WORDS.format(there[:SHOWN], start, end, exact[:SHOWN]), part)
    return start, end


def _string(part: Mapping[str, object], key: str) -> str:
    value = part.get(key, "")
    if not isinstance(value, str):
        raise SpanError(NOT_WORDS.format(key), part)
    return value


def _only_place(part: object, places: list[Span]) -> Span:
    if not places:
        raise SpanError(NOWHERE, part)
    if len(places) > 1:
        raise SpanError(AMBIGUOUS, part, tuple(places))
    return places[0]


def _places(text: str, exact: str, prefix: str, suffix: str) -> Iterator[Span]:
    """Yield every place where `exact` stands directly between `prefix` and `suffix`."""
    start = text.find(exact) if exact else -1
    while start >= 0:
        end = start + len(exact)
        if text.endswith(prefix, 0, start) and text.startswith(suffix, end):
            yield start, end
        start = text.find(exact, start + 1)


def _join(spans: list[Span]) -> Spans:
    joined: list[Span] = []
    for start, end in sorted(spans):
        before = joined[-1] if joined else (-1, -1)
        if start < before[1]:
            raise SpanError(OVERLAP.format(start, end, *before), [start, end])
        if start == before[1]:
            joined[-1] = (before[0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
