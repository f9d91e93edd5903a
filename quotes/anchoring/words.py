"""Words and phrases of a text, and which phrases tell where one is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.spans import Span

# Scripts without spaces are compared character by character; white space follows the words.
WITHOUT_SPACES = r"\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{WITHOUT_SPACES}]|\w+|[^\w\s]")
PHRASE = 4
"""How many words in a row make a phrase: most of them stand once in an article."""


def phrases(words: Sequence[str], length: int) -> Sequence[str | tuple[str, ...]]:
    """Answer what stands from each word on, so many words long."""
    if length == 1:
        return words
    return list(zip(*(words[start:] for start in range(length)), strict=False))


class Telling:
    """The phrases that stand once in either of two texts: what holds one stands once, too."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new

    def lies_in(self, span: Span) -> bool:
        """Tell whether such a phrase lies inside a span of the old text, with something round it.

        The words at its ends do not count: elsewhere they may be parts of longer ones.
        """
        first = bisect_right(self._starts, span[0])
        last = bisect_left(self._ends, span[1]) - PHRASE
        return first <= last and self._before[last + 1] > self._before[first]

    @cached_property
    def _words(self) -> list[tuple[str, int]]:
        return [(word[0], word.start()) for word in WORD.finditer(self._old)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for _, start in self._words]

    @cached_property
    def _ends(self) -> list[int]:
        return [start + len(word) for word, start in self._words]

    @cached_property
    def _before(self) -> list[int]:
        """How many of the phrases before each one stand once in either text."""
        here = phrases([word for word, _ in self._words], PHRASE)
        count, new_count = Counter(here), Counter(phrases(WORD.findall(self._new), PHRASE))
        return [0, *accumulate(count[each] == 1 == new_count[each] for each in here)]
