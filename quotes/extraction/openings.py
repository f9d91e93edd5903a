"""Where what was said begins, after its cue: "that …", "whether …", "to …", a clause, an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .cues import phrase_end
from .told import addressee_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cues import Cue
    from .lexicon import Lexicon
    from .tokens import Token

_LONGEST_GAP = 14
_LONGEST_PLACE = 9
_BARS = frozenset(";:—–()?!") | {"--"}
_FEWEST = 2


class Opening(NamedTuple):
    """The token a content begins with, how it begins, and where its cue ends."""

    first: int
    how: str
    cue_end: int
    told: tuple[int, int] | None = None


def opening_after(tokens: Sequence[Token], cue: Cue, high: int, lexicon: Lexicon) -> Opening | None:
    """Return how the content of a cue begins, if it follows it before token `high`."""
    told = addressee_after(tokens, cue, high, lexicon)
    after = told[1] if told else cue.last
    first = _past_occasion(tokens, after, high, lexicon)
    if high - first < _FEWEST:
        return None
    word = tokens[first].lower
    if word == "that":
        return Opening(first, "that", cue.last, told)
    if "," in (tokens[i].text for i in range(after, first)) and word not in lexicon.pronouns:
        return None
    return _worded(tokens, cue, first, high, lexicon, told)


def _worded(
    tokens: Sequence[Token],
    cue: Cue,
    first: int,
    high: int,
    lexicon: Lexicon,
    told: tuple[int, int] | None,
) -> Opening | None:
    verb, word = tokens[cue.verb].lower, tokens[first].lower
    if tokens[first].text in _BARS or word in (",", ".", "and", "or", "but"):
        return None
    if word in lexicon.questions:
        return Opening(first, "question", cue.last, told)
    if word == "to" or (word == "not" and tokens[first + 1].lower == "to"):
        how = "infinitive" if verb in lexicon.promising or told else ""
        return Opening(first, how, cue.last, told) if how else None
    if word in lexicon.about and (verb in lexicon.takes_about):
        return Opening(first + 1, "about", first + 1, told)
    if verb in lexicon.clausal or told:
        if word in lexicon.after_name and word not in lexicon.fronted:
            return None
        return Opening(
            first, "clause" if is_clause(tokens, first, high, lexicon) else "noun", cue.last, told
        )
    if word in lexicon.prepositions:
        return None
    if verb in lexicon.objected:
        infinitive = verb in lexicon.promising and any(
            tokens[i].lower == "to" for i in range(first, min(high, first + _LONGEST_PLACE))
        )
        return Opening(first, "object to" if infinitive else "object", cue.last, told)
    return None


def is_clause(tokens: Sequence[Token], first: int, high: int, lexicon: Lexicon) -> bool:
    """Tell a clause ("he would come") from a noun phrase: it has a verb to its subject."""
    for index in range(first + 1, min(high, first + 30)):
        if tokens[index].lower in lexicon.finite or tokens[index].lower in lexicon.cues:
            return True
        if tokens[index].lower.endswith(("ed", "n’t", "n't")):
            return True
    return tokens[first].lower in lexicon.pronouns


def _past_occasion(tokens: Sequence[Token], first: int, high: int, lexicon: Lexicon) -> int:
    """Return the token after "on Friday", "in a statement", "this week", if they follow."""
    at = first
    while at < high and at - first < _LONGEST_GAP:
        end = _occasion_end(tokens, at, high, lexicon)
        if end == at:
            break
        at = end
    return at


def _occasion_end(tokens: Sequence[Token], at: int, high: int, lexicon: Lexicon) -> int:
    word = tokens[at].lower
    if word in lexicon.weekdays or word in lexicon.when:
        return at + 1
    if word == "," and at + 1 < high:
        return at + 1 if tokens[at + 1].lower == "that" else _comma_closes(tokens, at)
    if end := phrase_end(tokens, at, lexicon.occasions):
        return end
    if word not in lexicon.places:
        return at
    end = at + 1
    while end < min(high, at + _LONGEST_PLACE):
        token = tokens[end]
        if token.lower == "that":
            return end
        if token.lower in lexicon.channels or token.lower in lexicon.weekdays:
            return end + 1
        if token.stretch or not token.text[0].isalnum() or token.lower in lexicon.finite:
            break
        end += 1
    return at


def _comma_closes(_tokens: Sequence[Token], at: int) -> int:
    return at
