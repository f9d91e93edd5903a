"""Where the words somebody looked for stand in printed words, which are never changed by it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>\S+))')
# A letter may carry its accents, points and vowels as characters of their own.
_WORD = re.compile(r"\w[\w\u0300-\u036f\u0591-\u05bd\u064b-\u065f]*")

Term = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Some printed words, which were looked for or not."""

    text: str
    hit: bool


def read_terms(q: str) -> tuple[Term, ...]:
    """Read what is looked for: words, phrases in quotation marks, nothing that follows a minus."""
    terms = []
    for match in _TERM.finditer(q):
        text = match["phrase"] if match["phrase"] is not None else match["word"]
        if not match["minus"] and text.lower() != "or":
            terms.append(tuple(fold(word) for word in _WORD.findall(text)))
    return tuple(term for term in terms if term)


def runs(text: str, terms: Sequence[Term]) -> tuple[Run, ...]:
    """Cut printed words where hits begin and end; joined they are the same words again."""
    if not terms:
        return (Run(text, hit=False),)
    found, at = [], 0
    for start, end in _hits(text, terms):
        found += [Run(text[at:start], hit=False), Run(text[start:end], hit=True)]
        at = end
    return tuple(run for run in (*found, Run(text[at:], hit=False)) if run.text)


def fold(word: str) -> str:
    """Write a word as it is compared: lower case, accents left out."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _hits(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    words = [(match.start(), match.end(), fold(match[0])) for match in _WORD.finditer(text)]
    folded, index = tuple(word[2] for word in words), 0
    while index < len(words):
        lengths = [len(term) for term in terms if folded[index : index + len(term)] == term]
        length = max(lengths, default=0)
        if length:
            yield words[index][0], words[index + length - 1][1]
        index += length or 1
