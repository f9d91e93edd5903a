"""The words of a text as sentences, where each stands in code points. Pure Python, no Django."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quotes.spans import Span

_TOKEN = re.compile(
    r"[^\W_]+?(?=n['’]t(?!\w))|n['’]t(?!\w)"
    r"|[^\W_]{1,2}['’](?=[^\W_]{3})|['’](?:m|re|ll|d|ve|s)(?!\w)"
    r"|[^\W_]+(?:-[^\W_]+)*|[.!?…,;:—–()]|\n"
)
ENDS = frozenset(".!?…\n")
PAUSES = frozenset(",;:—–()")


class Token(NamedTuple):
    """A word, in lower case and spelt out, or a mark, and its place in the text."""

    word: str
    start: int
    end: int
    is_capital: bool = False
    is_cue: bool = False


Sentence = list[Token]


def sentences(
    text: str, spans: Iterable[Span], *, cue: Span, spelt: Mapping[str, str], short: frozenset[str]
) -> list[Sentence]:
    """Cut stretches of a text into sentences; the mark that ends one is its last token.

    Tokens inside `cue` are marked so; `spelt` tells what "n't" is short for, and no sentence ends
    after the words in `short`, as "mr".
    """
    found: list[Sentence] = [[]]
    for start, end in spans:
        for match in _TOKEN.finditer(text, start, end):
            written = match[0]
            word = written.lower().replace("’", "'")
            at, last = match.span()
            is_cue = cue[0] <= at < cue[1]
            found[-1].append(Token(spelt.get(word, word), at, last, written[0].isupper(), is_cue))
            if word in ENDS and not _follows(found[-1], short):
                found.append([])
    return [each for each in found if each]


def _follows(tokens: Sentence, short: frozenset[str]) -> bool:
    return len(tokens) > 1 and tokens[-1].word == "." and tokens[-2].word in short
