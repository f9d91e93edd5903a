"""Which stretches of two texts are the same.

Lines first, then the words of lines that differ, by patience diff (Bram Cohen, "Patience Diff
Advantages", 2010): what stands once in either text and in the same order in both holds the
alignment (a longest increasing subsequence, M. Fredman, Discrete Mathematics 11, 1975), and only
what lies between is compared further. What is short enough then is compared by the longest common
blocks (J. Ratcliff and D. Metzener, "Pattern Matching: The Gestalt Approach", Dr. Dobb's Journal,
July 1988: Python's difflib), which costs too much for a whole article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from quotes.anchoring.words import PHRASE, WORD, Telling, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.spans import Span

SHORT = 60_000
"""Two stretches whose numbers of words have at most this product are compared block by block."""


class Run(NamedTuple):
    """A stretch that is the same in both texts: where it begins in each, and its code points."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """Where it ends in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """Where it ends in the new text."""
        return self.new + self.length


class Alignment:
    """Two texts beside each other: their common `runs` in order, none touching the next in both."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.runs = list(_join(old, new, _runs(old, new)))
        self._begins = [run.old for run in self.runs]
        self._telling = Telling(old, new)

    def run_of(self, span: Span) -> Run | None:
        """Answer the run that holds all of a span of the old text."""
        at = bisect_right(self._begins, span[0]) - 1
        return self.runs[at] if at >= 0 and span[1] <= self.runs[at].old_end else None

    def runs_in(self, span: Span) -> list[Run]:
        """Answer what of a span of the old text is in the new one, too, cut at its ends."""
        found, (start, end) = [], span
        for at in range(max(0, bisect_right(self._begins, start) - 1), len(self.runs)):
            run = self.runs[at]
            if run.old >= end:
                break
            first, last = max(start, run.old), min(end, run.old_end)
            if first < last:
                found.append(Run(first, run.new + first - run.old, last - first))
        return found

    def around(self, offset: int) -> tuple[Run, Run]:
        """Answer the last run that begins before a place in the old text, and the one after."""
        at = bisect_left(self._begins, offset)
        before = self.runs[at - 1] if at else Run(0, 0, 0)
        end = Run(len(self.old), len(self.new), 0)
        return before, self.runs[at] if at < len(self.runs) else end

    def holds_before(self, span: Span, run: Run) -> bool:
        """Tell whether no other place shares with this one all the words up to the span's end."""
        return run.old == run.new == 0 or self.stand_once((run.old, span[1]))

    def holds_after(self, span: Span, run: Run) -> bool:
        """Tell whether no other place shares with this one all the words from the span's begin."""
        at_end = run.old_end == len(self.old) and run.new_end == len(self.new)
        return at_end or self.stand_once((span[0], run.old_end))

    def stand_once(self, span: Span) -> bool:
        """Tell whether words of the old text that both have stand once in either."""
        words = self.old[slice(*span)]
        return self._telling.lies_in(span) or all(
            (first := text.find(words)) >= 0 and text.find(words, first + 1) < 0
            for text in (self.new, self.old)
        )


def same_lines(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Answer which lines are the same, in order: (place in old, place in new, how many)."""
    return _blocks(old, new, 1)


def _join(old: str, new: str, runs: Iterator[Run]) -> Iterator[Run]:
    """Join runs between which the same stands in both texts: white space, or nothing."""
    last = Run(0, 0, 0)
    for run in runs:
        if old[last.old_end : run.old] == new[last.new_end : run.new]:
            last = Run(last.old, last.new, run.old_end - last.old)
            continue
        if last.length:
            yield last
        last = run
    if last.length:
        yield last


def _runs(old: str, new: str) -> Iterator[Run]:
    """Yield lines that are the same, and words of lines that are not."""
    lines, new_lines = _lines(old), _lines(new)
    at, new_at = 0, 0
    here, there = old.split("\n"), new.split("\n")
    for first, new_first, count in _blocks(here, there, 1):
        begin, end = lines[first][0], lines[first + count - 1][1]
        new_begin = new_lines[new_first][0]
        yield from _words(old, new, (at, begin), (new_at, new_begin))
        yield Run(begin, new_begin, end - begin)
        at, new_at = end, new_begin + end - begin
    yield from _words(old, new, (at, len(old)), (new_at, len(new)))


def _words(old: str, new: str, here: Span, there: Span) -> Iterator[Run]:
    words = [(word[0], word.start()) for word in WORD.finditer(old, *here)]
    new_words = [(word[0], word.start()) for word in WORD.finditer(new, *there)]
    blocks = _blocks([word for word, _ in words], [word for word, _ in new_words], PHRASE)
    for first, new_first, count in blocks:
        for at in range(count):
            word, start = words[first + at]
            yield Run(start, new_words[new_first + at][1], len(word))


def _lines(text: str) -> list[Span]:
    """Answer where each line stands, empty ones too, without its break."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    return [(start, following - 1) for start, following in pairwise(starts)]


def _blocks(old: Sequence[str], new: Sequence[str], length: int) -> list[tuple[int, int, int]]:
    """Answer what is the same, in the same order: (place in old, place in new, how many).

    Long stretches are held together by what stands once in either, `length` words or lines long.
    """
    found, waiting = [], [(0, len(old), 0, len(new))]
    while waiting:
        start, end, new_start, new_end = waiting.pop()
        if start == end or new_start == new_end:
            continue
        if head := _alike(old[start:end], new[new_start:new_end]):
            found.append((start, new_start, head))
            waiting.append((start + head, end, new_start + head, new_end))
        elif tail := _alike(old[start:end][::-1], new[new_start:new_end][::-1]):
            found.append((end - tail, new_end - tail, tail))
            waiting.append((start, end - tail, new_start, new_end - tail))
        else:
            held = list(_held(old[start:end], new[new_start:new_end], length))
            anchors = [(start + at, new_start + new_at, size) for at, new_at, size in held]
            found += anchors
            waiting += _between(anchors, (start, end), (new_start, new_end))
    return sorted(found)


def _between(
    anchors: list[tuple[int, int, int]], here: Span, there: Span
) -> Iterator[tuple[int, int, int, int]]:
    """Yield what lies before, between and after anchors, to be compared further."""
    at, new_at = here[0], there[0]
    if not anchors:
        return
    for start, new_start, size in [*anchors, (here[1], there[1], 0)]:
        yield at, start, new_at, new_start
        at, new_at = start + size, new_start + size


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """Answer how many words or lines the two begin with in common."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _held(old: Sequence[str], new: Sequence[str], length: int) -> Iterator[tuple[int, int, int]]:
    """Yield what holds the alignment: what stands once, else the longest blocks if it is short."""
    size = min(length, len(old), len(new))
    here, there = phrases(old, size), phrases(new, size)
    count, new_count = Counter(here), Counter(there)
    once = {phrase: at for at, phrase in enumerate(there) if new_count[phrase] == 1}
    pairs = [(at, once[each]) for at, each in enumerate(here) if count[each] == 1 and each in once]
    if pairs:
        yield from _without_overlaps(_rising(pairs), size)
    elif len(old) * len(new) <= SHORT:
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            if block.size:
                yield block.a, block.b, block.size


def _without_overlaps(pairs: Sequence[Span], length: int) -> Iterator[tuple[int, int, int]]:
    """Yield phrases as blocks; of two that share words in one text only, the first."""
    at, new_at, size = 0, 0, 0
    for start, new_start in pairs:
        if start - at == new_start - new_at <= size:
            size = start - at + length
        elif start >= at + size and new_start >= new_at + size:
            if size:
                yield at, new_at, size
            at, new_at, size = start, new_start, length
    if size:
        yield at, new_at, size


def _rising(pairs: Sequence[Span]) -> list[Span]:
    """Answer the longest run of pairs whose second numbers rise; the first ones do already."""
    ends: list[int] = []  # the smallest second number that a run of each length ends with
    last: list[int] = []  # the pair it belongs to
    before: list[int] = []
    for at, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [second], [at]
    found, at = [], last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]
