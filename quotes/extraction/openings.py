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
_LONGEST_SUBJECT = 30
_BARS = frozenset(";:—–()?!,.") | {"--"}
_FEWEST = 2
_PAST = ("ed", "n’t", "n't")
PRESENT = (*_PAST, "s")


class Opening(NamedTuple):
    """The token a content begins with, how it begins, and where its cue ends."""

    first: int
    how: str
    cue_end: int


class Openings:
    """Finds where what is said begins in one sentence."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon

    def after(self, cue: Cue, high: int) -> Opening | None:
        """Return how the content of a cue begins, if it follows it before token `high`."""
        told = addressee_after(self.tokens, cue, high, self.lexicon)
        after = told[1] if told else cue.last
        first = self.past_occasion(after, high)
        if high - first < _FEWEST:
            return None
        if self.tokens[first].lower in self.lexicon.that or self._is_not_only(first, high):
            return Opening(first, "that", cue.last)
        if self.tokens[first].text in self.lexicon.opens_clause:
            first += 1
        if self.tokens[first].text in _BARS:
            return None
        about = phrase_end(self.tokens, cue.verb, self.lexicon.takes_about)
        if about and high - about >= _FEWEST:
            return Opening(about, "about", about)
        if phrase_end(self.tokens, first, self.lexicon.unnamed):
            return None
        how = self._how(self.tokens[cue.verb].lower, first, high, told=told is not None)
        return Opening(first, how, cue.last) if how else None

    def _is_not_only(self, first: int, high: int) -> bool:
        words = [token.lower for token in self.tokens[first : min(high, first + 3)]]
        return len(words) == 3 and words[0] == "not" and words[2] == "that"  # noqa: PLR2004

    def _how(self, verb: str, first: int, high: int, *, told: bool) -> str:
        """Return what kind of words follow a verb, or "" where they are not what was said."""
        word, lexicon = self.tokens[first].lower, self.lexicon
        if word in lexicon.questions:
            return "question"
        if word == "to" or (word == "not" and self.tokens[first + 1].lower == "to"):
            return "infinitive" if told or self._promises(verb, first) else ""
        if word in lexicon.conjunctions:
            return ""
        begins = word not in lexicon.after_name or word in lexicon.fronted
        if begins and (told or verb in lexicon.clausal) and self.is_clause(first, high):
            return "clause"
        if word in lexicon.lead_ins or verb not in lexicon.objected:
            return ""
        return "object to" if self._has_infinitive(verb, first, high) else "object"

    def _promises(self, verb: str, first: int) -> bool:
        """Tell "promised to sail" and "declined to comment" from "refused to sail"."""
        if verb in self.lexicon.declining:
            return self.tokens[first + 1].lower in self.lexicon.answering
        return verb in self.lexicon.promising

    def _has_infinitive(self, verb: str, first: int, high: int) -> bool:
        some = self.tokens[first : min(high, first + _LONGEST_PLACE)]
        return verb in self.lexicon.promising and any(token.lower == "to" for token in some)

    def is_clause(self, first: int, high: int, endings: tuple[str, ...] = _PAST) -> bool:
        """Tell a clause ("he would come") from a noun phrase: it has a verb to its subject."""
        for index in range(first + 1, min(high, first + _LONGEST_SUBJECT)):
            word = self.tokens[index].lower
            if word in self.lexicon.finite or word in self.lexicon.cues:
                return True
            if word.endswith(endings):
                return True
        return self.tokens[first].lower in self.lexicon.pronouns

    def past_occasion(self, first: int, high: int) -> int:
        """Return the token after "on Friday", "in a statement", "this week", if they follow."""
        at = first
        while at < high and at - first < _LONGEST_GAP:
            end = self._occasion_end(at, high)
            if end == at:
                break
            at = end
        return at

    def _occasion_end(self, at: int, high: int) -> int:
        word = self.tokens[at].lower
        if word in self.lexicon.weekdays or word in self.lexicon.when:
            return at + 1
        if word == ",":
            return (
                at + 1 if at + 1 < high and self.tokens[at + 1].lower in self.lexicon.that else at
            )
        if end := phrase_end(self.tokens, at, self.lexicon.occasions):
            return end
        if end := self._date_end(at + (word in self.lexicon.places), high):
            return end
        return self._place_end(at, high) if word in self.lexicon.places else at

    def _date_end(self, at: int, high: int) -> int:
        """Return the token after "17 December" or "Dec. 17, 2021", or 0."""
        end = at
        month = False
        while end < high and (
            (named := self.tokens[end].lower in self.lexicon.bare_months)
            or self.tokens[end].text[:1].isdigit()
            or (month and self.tokens[end].text == ".")
        ):
            month = month or named
            end += 1
        return end if month else 0

    def _place_end(self, at: int, high: int) -> int:
        """Return the token after "in a speech to the board", if it is that."""
        for end in range(at + 1, min(high, at + _LONGEST_PLACE)):
            token = self.tokens[end]
            if token.lower in self.lexicon.that:
                return end
            if token.lower in self.lexicon.channels or token.lower in self.lexicon.weekdays:
                return end + 1
            if token.stretch or not token.text[0].isalnum() or token.lower in self.lexicon.finite:
                break
        return at
