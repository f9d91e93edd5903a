"""Where what was said begins, after its cue: "that …", "whether …", "to …", a clause, an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .cues import phrase_end
from .occasions import Occasions
from .told import addressee_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cues import Cue
    from .lexicon import Lexicon
    from .tokens import Token

_LONGEST_PLACE = 9
_LONGEST_SUBJECT = 30
_BARS = frozenset(";:—–()?!,.") | {"--"}
_FEWEST = 2
_STOPS = frozenset(";:.")
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
        self.past_occasion = Occasions(tokens, lexicon).past

    def after(self, cue: Cue, high: int) -> Opening | None:
        """Return how the content of a cue begins, if it follows it before token `high`."""
        told = addressee_after(self.tokens, cue, high, self.lexicon)
        after = told[1] if told else cue.last
        first = self.past_occasion(after, high)
        if high - first < _FEWEST:
            return None
        if self.tokens[first].lower in self.lexicon.that or self._is_not_only(first, high):
            return Opening(first, "that", cue.last)
        if that := self._that_after(cue, after, high):
            return Opening(that, "that", cue.last)
        if self._is_set_off(cue, first, high):
            return Opening(first + 1, "clause", cue.last)
        return self._plain(cue, first, high, told=told is not None)

    def _plain(self, cue: Cue, first: int, high: int, *, told: bool) -> Opening | None:
        """Return how it begins without a word or mark that leads to it."""
        if self.tokens[first].text in self.lexicon.opens_clause:
            first += 1
        if self.tokens[first].text in _BARS:
            return None
        about = self._about(cue, first)
        if about and high > about:
            return Opening(about, "about", about)
        if phrase_end(self.tokens, first, self.lexicon.unnamed):
            return None
        how = self._how(self.tokens[cue.verb].lower, first, high, told=told)
        return Opening(first, how, cue.last) if how else None

    def _that_after(self, cue: Cue, after: int, high: int) -> int:
        """Return the "that" past whom, where or how: "told the board of the port that"; or 0."""
        verb, lexicon = self.tokens[cue.verb].lower, self.lexicon
        tells = verb in lexicon.telling
        if verb not in lexicon.clausal and verb not in lexicon.telling:
            return 0
        if not tells and self.tokens[cue.last].lower not in lexicon.adjuncts:
            return 0
        for index in range(after, min(high, after + _LONGEST_SUBJECT)):
            word = self.tokens[index].lower
            if word in lexicon.that:
                return index if index + _FEWEST <= high else 0
            if word in lexicon.finite or word in _STOPS or self._is_quoted(index):
                return 0
            if word in lexicon.questions or word in lexicon.pronouns:
                return 0
        return 0

    def _is_quoted(self, index: int) -> bool:
        """Tell words in marks from a title: "told the channel’s “…” that"."""
        before = self.tokens[index - 1]
        titled = before.text.endswith(("’s", "'s")) or before.lower in self.lexicon.works
        return self.tokens[index].stretch is not None and not titled

    def _is_set_off(self, cue: Cue, first: int, high: int) -> bool:
        """Tell "She added, the boats are late" from "he said, adding that" and "he said, and"."""
        verb = self.tokens[cue.verb].lower
        if self.tokens[first].text not in (",", ":") or high - first <= _FEWEST:
            return False
        if cue.last != first or verb not in self.lexicon.clausal:
            return False
        after = self.tokens[first + 1]
        if after.lower.endswith("ing") or after.lower in self.lexicon.not_set_off:
            return False
        return self.is_clause(first + 1, high, PRESENT)

    def _about(self, cue: Cue, first: int) -> int:
        """Return the token after "talked openly about", "asked the mayor about"; or 0."""
        rests = self.lexicon.takes_about.get(self.tokens[cue.verb].lower, ())
        for at in {cue.verb + 1, self._past_adverbs(cue.verb + 1), first}:
            for rest in rests:
                if tuple(token.lower for token in self.tokens[at : at + len(rest)]) == rest:
                    return at + len(rest)
        return 0

    def _past_adverbs(self, index: int) -> int:
        while index < len(self.tokens) and (
            self.tokens[index].lower in self.lexicon.when
            or (self.tokens[index].text.endswith("ly") and self.tokens[index].text.islower())
        ):
            index += 1
        return index

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
        if begins and (verb in lexicon.always or self._is_told(verb, first, high, told=told)):
            return "clause"
        if word in lexicon.lead_ins or verb not in lexicon.objected:
            return ""
        return "object to" if self._has_infinitive(verb, first, high) else "object"

    def _is_told(self, verb: str, first: int, high: int, *, told: bool) -> bool:
        if not told and verb not in self.lexicon.clausal:
            return False
        if verb in self.lexicon.objected:
            high = self._phrase_end(first, high)
        return self.is_clause(first, high)

    def _phrase_end(self, first: int, high: int) -> int:
        """Return where what a verb names gives way to another clause: "the plan, which …"."""
        for index in range(first + 1, high):
            word = self.tokens[index].lower
            if word in self.lexicon.joints and index + 1 < high:
                after = self.tokens[index + 1].lower
                past = after.endswith("ed") or after in self.lexicon.finite
                if word not in self.lexicon.conjunctions or past:
                    return index
            if word == ",":
                return index
        return high

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
        ends = tuple(self.lexicon.clause_ends)
        for index in range(first + 1, min(high, first + _LONGEST_SUBJECT)):
            word = self.tokens[index].lower
            if word in self.lexicon.finite or word in self.lexicon.cues:
                return True
            if word.endswith(endings) or (ends and word.endswith(ends)):
                return True
        return self.tokens[first].lower in self.lexicon.pronouns
