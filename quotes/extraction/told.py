"""Whom it was said to, and on what condition: spans beside the cue that are cheap to find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import Cue, phrase_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .tokens import Token

_LONGEST = 8
_UNFINISHED = frozenset(("to", "that"))
_OBJECTS = frozenset(("him", "her", "me", "us", "them", "you", "it"))


def addressee_after(
    tokens: Sequence[Token], cue: Cue, limit: int, lexicon: Lexicon
) -> tuple[int, int] | None:
    """Return token indices of who is told, right after a verb of telling: "told reporters"."""
    if tokens[cue.verb].lower not in lexicon.telling or cue.last != cue.verb + 1:
        return None
    first = index = cue.last
    while index < min(limit, first + _LONGEST) and _goes_on(tokens, first, index, lexicon):
        index += 1
    if index == first or _is_unfinished(tokens, index - 1, lexicon):
        return None
    subject = index < limit and tokens[index].lower in lexicon.finite
    if subject and tokens[first].lower not in _OBJECTS:  # "warned the price would double"
        return None
    if tokens[first].lower in lexicon.prepositions:
        return None
    return first, index


def _goes_on(tokens: Sequence[Token], first: int, index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    word = token.lower
    if token.stretch or not (token.text[0].isalnum() or token.text in ".’'-&"):
        return False
    if token.text == "." and tokens[index - 1].lower not in lexicon.abbreviations:
        return False
    if index > first and (_is_object(tokens, index - 1, lexicon) or word in lexicon.pronouns):
        return False
    stops = word in lexicon.after_name or word in lexicon.clause_openers or word in lexicon.weekdays
    return not stops and word not in lexicon.auxiliaries and word not in lexicon.finite


def _is_unfinished(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether a phrase lacks its noun, as "some of the"; "her" may be one of its own."""
    last = tokens[index].lower in lexicon.determiners
    return last and not (index + 1 < len(tokens) and _is_object(tokens, index, lexicon))


def _is_object(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell "told her" from the "her" of "told her managers"."""
    if tokens[index].lower not in _OBJECTS:
        return False
    after = tokens[index + 1]
    if tokens[index].lower not in lexicon.possessive or not after.text.islower():
        return True
    word = after.lower
    begins = word in lexicon.determiners or word in lexicon.pronouns or word in lexicon.after_name
    return begins or word in lexicon.finite or word in lexicon.clause_openers


def condition_in(
    tokens: Sequence[Token], low: int, high: int, lexicon: Lexicon
) -> tuple[int, int] | None:
    """Return the span of "on condition of anonymity" or the like among tokens `low:high`."""
    for index in range(low, high):
        if tokens[index].lower in lexicon.anonymity:
            end = phrase_end(tokens, index, lexicon.anonymity)
            if end:
                end = _reason_end(tokens, end, high, lexicon)
                return tokens[index].start, tokens[end - 1].end
    return None


def _reason_end(tokens: Sequence[Token], end: int, high: int, lexicon: Lexicon) -> int:
    """Return where "because he was not allowed to speak" ends, if that follows a condition."""
    open_ended = tokens[end - 1].lower in _UNFINISHED
    if end >= high or not (open_ended or tokens[end].lower in lexicon.reasons):
        return end
    last = end
    while last < high and tokens[last].text[:1].isalnum():
        last += 1
    return last
