"""Cutting a paragraph's tokens into sentences, so that a quote and its "he said" stay in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tokens import is_abbreviating

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .lexicon import Lexicon
    from .stretches import Stretch
    from .tokens import Token

_STOPS = frozenset(".?!…") | {"...", "...."}
_CLOSERS = frozenset(")]}’'\"”")
_NESTED_CLOSERS = "’'”\" )]_*"
_DASHES = frozenset("—–―") | {"--"}
_LOOK_AHEAD = 9
_LONGEST = 250


def sentences(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Sequence[Token]]:
    """Yield each sentence's tokens; a quote with its stop may go on into "he asked".

    A sentence is cut after 250 tokens, so that reading one stays quick whatever a text is made of.
    """
    start = 0
    for index in _possible_ends(tokens):
        if index < start:
            continue
        end = _end_at(text, tokens, index, lexicon)
        if end:
            yield from _short_enough(tokens, start, end)
            start = end
    yield from _short_enough(tokens, start, len(tokens))


def _possible_ends(tokens: Sequence[Token]) -> list[int]:
    return [
        index
        for index, (_, _, text, _, stretch) in enumerate(tokens)
        if text in _STOPS or stretch is not None
    ]


def _short_enough(tokens: Sequence[Token], start: int, end: int) -> Iterator[Sequence[Token]]:
    for first in range(start, end, _LONGEST):
        yield tokens[first : min(first + _LONGEST, end)]


def final_stop(text: str, stretch: Stretch) -> str:
    """Return the punctuation a stretch ends in, through marks nested at its end; or ""."""
    at = stretch.end - 1
    while at > stretch.start and text[at] in _NESTED_CLOSERS:
        at -= 1
    return "" if text[at].isalnum() else text[at]


def _end_at(text: str, tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return the index after a sentence's last token if it ends with token `index`, else 0."""
    token = tokens[index]
    if token.stretch:
        stop = final_stop(text, token.stretch)
        ends = stop in _STOPS and _begins_sentence(tokens, index + 1)
        return index + 1 if ends and not _is_attributed(tokens, index + 1, lexicon, stop) else 0
    if token.text not in _STOPS:
        return 0
    if is_abbreviating(tokens, index, lexicon):
        return index + 1 if _begins_speech(text, tokens, index + 1) else 0
    end = index + 1
    while (
        end < len(tokens)
        and tokens[end].text in _CLOSERS
        and tokens[end].start == tokens[end - 1].end
    ):
        end += 1
    return end if _begins_sentence(tokens, end) else 0


def _begins_speech(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a whole sentence in marks follows, as in `… of Oldtown, Calif. "We will see."`."""
    stretch = tokens[index].stretch if index < len(tokens) else None
    if stretch is None or not text[stretch.start].isupper():
        return False
    return final_stop(text, stretch) in _STOPS and " " in text[stretch.start : stretch.end]


def _begins_sentence(tokens: Sequence[Token], index: int) -> bool:
    if index >= len(tokens):
        return True
    token = tokens[index]
    if token.text in _DASHES:
        return False
    if tokens[index - 1].end == token.start and not (token.stretch and tokens[index - 1].stretch):
        return False
    return token.stretch is not None or not token.text[0].isalnum() or not token.text[0].islower()


def _is_attributed(tokens: Sequence[Token], index: int, lexicon: Lexicon, stop: str) -> bool:
    """Tell whether a finished quotation goes on into who said it: "Why?" Dr Roe asked."""
    ahead = tokens[index : index + _LOOK_AHEAD]
    for at, token in enumerate(ahead):
        if (
            token.stretch
            or (token.text in _STOPS and not is_abbreviating(tokens, index + at, lexicon))
            or token.text in ",;:"
        ):
            return False
        if token.lower in lexicon.saying:
            return stop != "." or _ends_soon(ahead[at + 1 :])
    return False


def _ends_soon(tokens: Sequence[Token]) -> bool:
    if not tokens or tokens[0].text in _STOPS:
        return True
    return len(tokens) > 1 and tokens[0].text[:1].isalnum() and tokens[1].text in _STOPS
