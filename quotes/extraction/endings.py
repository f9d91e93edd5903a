"""Where what was said ends: with its sentence, or where the narration takes over again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mentions import mention_before
from .verbs import form_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cues import Cue
    from .lexicon import Lexicon
    from .openings import Openings
    from .tokens import Token

_DASHES = frozenset("—–―-") | {"--"}
_DEPTHS = {"(": 1, ")": -1}
_SHARED = 12
_SHORT = 5
_LONG_AGE = 3


class Endings:
    """Finds the ends of what is said in one sentence.

    `taken` are the offsets where quoted words begin that are read already: to be filled.
    """

    def __init__(self, tokens: Sequence[Token], cues: Sequence[Cue], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.cues = {cue.first: cue for cue in cues}
        self.lexicon = lexicon
        self.taken: set[int] = set()
        self.not_only = self.relative = self.leading = False
        self.dash = _only_dash(tokens)

    def after(self, first: int, cue: Cue, *, relative: bool = False, leading: bool = False) -> int:
        """Return the token that a content beginning at token `first` ends before.

        In a `relative` clause ("who said that …, left") the sentence goes on after a comma, after
        a `leading` one ("When she said that …, he left") it only begins there.
        """
        self.relative, self.leading = relative, leading
        depth = 0
        self.not_only = any(token.lower == "not" for token in self.tokens[first : first + 1])
        for index in range(first, len(self.tokens)):
            token = self.tokens[index]
            depth += _DEPTHS.get(token.text, 0)
            if depth < 0 or token.text == ";":
                return index
            if token.stretch:
                if end := self._after_marks(index, token.stretch.start, depth):
                    return end
            elif depth == 0 and index > first and self._breaks(index, cue):
                return index
        return len(self.tokens)

    def of_phrase(self, first: int, cue: Cue, openings: Openings) -> int:
        """Return the token that a content which is no clause ("the plan", "to go") ends before."""
        past = form_of(self._verb(cue), self.lexicon) == "past"
        for index in range(first + 1, len(self.tokens)):
            word = self.tokens[index].lower
            if word in self.lexicon.ends_phrase:
                return index
            if word in self.lexicon.places and self._is_occasion(index, openings):
                return index
            if word in self.lexicon.conjunctions and index + 1 < len(self.tokens):
                after = self.tokens[index + 1].lower
                if after in self.lexicon.finite or (past and after.endswith("ed")):
                    return index
        return len(self.tokens)

    def _is_occasion(self, index: int, openings: Openings) -> bool:
        """Whether "on Friday" or "in an interview" begins here and tells of the saying."""
        last = self.tokens[openings.past_occasion(index, len(self.tokens)) - 1].lower
        return last in self.lexicon.weekdays or last in self.lexicon.events

    def _breaks(self, index: int, cue: Cue) -> bool:
        """Whether the narration takes over at this comma, dash or "and"."""
        token = self.tokens[index]
        if index + 1 >= len(self.tokens):
            return False
        if token.text == ",":
            if self.not_only and self.tokens[index + 1].lower == "but":
                return False
            by_age = is_age(self.tokens, index) or is_age(self.tokens, index - 2)
            return not by_age and self._breaks_at_comma(index + 1, cue)
        if index == self.dash:
            return True
        if token.lower not in self.lexicon.conjunctions:
            return False
        return self._goes_on_saying(index + 1, cue)

    def _breaks_at_comma(self, index: int, cue: Cue) -> bool:
        token = self.tokens[index]
        takes_over = token.lower in self.lexicon.takes_over or self._is_summed_up(index)
        if takes_over or self._is_participle(token):
            return True
        if self.leading and token.lower not in self.lexicon.conjunctions:
            return self._begins_clause(index)
        if self.relative and (token.lower in self.lexicon.finite or token.lower.endswith("ed")):
            return True
        other = self.cues.get(index)
        if other is not None:
            return other.saying or form_of(self._verb(other), self.lexicon) != "past"
        joined = token.lower in self.lexicon.conjunctions
        if joined and self._goes_on_saying(index + 1, cue):
            return True
        while index < len(self.tokens) and self.tokens[index].lower in self.lexicon.joints:
            index += 1
        return self._is_said_by_another(index)

    def _is_summed_up(self, index: int) -> bool:
        """Whether what was said is taken up as a whole: ", a claim the board denies"."""
        if index + 2 >= len(self.tokens) or self.tokens[index].lower not in self.lexicon.indefinite:
            return False
        return self.tokens[index + 1].lower in self.lexicon.summing

    def _is_participle(self, token: Token) -> bool:
        """Tell ", drawing cheers" from ", including the pilots" and ", king of"."""
        word, others = token.text, self.lexicon.goes_with  # none where no verb ends so
        if not others or not word.endswith("ing") or not word.islower():
            return False
        return len(word) > _SHORT and word not in others

    def _after_marks(self, index: int, start: int, depth: int) -> int:
        """Return where words in marks end it: read already, or leading to "accusing it of"; or 0.

        The comma of the latter stands inside the closing mark.
        """
        if start in self.taken:
            return index
        other = self.cues.get(index + 1) if depth == 0 else None
        accusing = other is not None and form_of(self._verb(other), self.lexicon) == "ing"
        return index + 1 if accusing else 0

    def _begins_clause(self, index: int) -> bool:
        """Whether a subject and its verb come before the next comma."""
        token = self.tokens[index]
        if token.lower in self.lexicon.prepositions or token.lower in self.lexicon.relative:
            return False
        for after in self.tokens[index + 1 : index + _SHARED]:
            if after.text in ",;:":
                return False
            if after.lower in self.lexicon.finite or after.lower.endswith(("ed", "s")):
                return True
        return False

    def _goes_on_saying(self, index: int, cue: Cue) -> bool:
        """Whether the same one says more: "said that … and promised to …"."""
        other = self.cues.get(index)
        if other is None or other.source_follows:
            return False
        forms = form_of(self._verb(cue), self.lexicon), form_of(self._verb(other), self.lexicon)
        return forms[0] == forms[1] and forms[0] != "base"

    def _is_said_by_another(self, index: int) -> bool:
        for first, other in self.cues.items():
            if index < first <= index + _SHARED and other.saying:
                found = mention_before(self.tokens, index, first, self.lexicon)
                return found is not None and found.first == index
        return False

    def _verb(self, cue: Cue) -> str:
        return self.tokens[cue.verb].lower


def is_age(tokens: Sequence[Token], comma: int) -> bool:
    """Whether an age stands between this comma and the next, as a name's apposition."""
    if not 0 <= comma < len(tokens) - 2 or tokens[comma].text != ",":
        return False
    number = tokens[comma + 1].text
    return number.isdigit() and len(number) < _LONG_AGE and tokens[comma + 2].text == ","


def _only_dash(tokens: Sequence[Token]) -> int:
    """Return the sentence's one dash between spaces, or -1: two of them enclose an aside."""
    found = [
        index
        for index in range(1, len(tokens) - 1)
        if tokens[index].text in _DASHES
        and (tokens[index].text != "-" or tokens[index - 1].end < tokens[index].start)
    ]
    return found[0] if len(found) == 1 else -1


def trimmed(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the end without the punctuation before it."""
    while last > first and not (
        tokens[last - 1].stretch
        or tokens[last - 1].text[0].isalnum()
        or tokens[last - 1].text in ")]%"
    ):
        last -= 1
    return last
