"""Who a verb of saying belongs to, where nobody's words in marks stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .mentions import Mention, mention_before, subject
from .phrases import trim_lead, walk_back
from .restricting import is_verbal
from .verbs import agrees, form_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cues import Cue
    from .reading import SentenceReader
    from .tokens import Token

_RELATIVE = frozenset(("who", "which", "that"))
_BOUND = frozenset(("and", "but", ",", "by", "or", "then"))
_DASHES = frozenset("—–―-") | {"--"}
_LATEST_LEAD = 2
_LONGEST_ASIDE = 20


class Subject(NamedTuple):
    """The mention a verb belongs to, whether it stands beside it, and whether it names a source."""

    mention: Mention
    adjacent: bool = True
    plain: bool = False


class Subjects:
    """Finds the subjects of one sentence's verbs of saying."""

    def __init__(self, reader: SentenceReader) -> None:
        self.reader = reader
        self.tokens = reader.tokens
        self.lexicon = reader.lexicon

    def of(self, cue: Cue, low: int, last: Mention | None) -> Subject | None:
        """Return the subject of a cue among the tokens from `low`; `last` said what is before."""
        if self._is_inverted(cue):
            return None
        found = self._named(cue, low, last)
        if not (found and agrees(self.tokens, found.mention, cue, self.lexicon)):
            found = self._plain(cue, low)
        return found

    def can_show(self, cue: Cue, mention: Mention) -> bool:
        """Tell "the survey shows" from "the mayor shows": of the verbs that do both."""
        if self.tokens[cue.verb].lower not in self.lexicon.showing:
            return True
        words = [token.lower for token in self.tokens[mention.first : mention.last]]
        nouns = self.lexicon.evidence | self.lexicon.documents
        return any(word in nouns or word.removesuffix("s") in nouns for word in words)

    def leads(self, mention: Mention, cue: Cue) -> bool:
        """Whether its clause leads to the main one: "But when Moor said that …, he left"."""
        before = mention.first - 1
        if cue.last < len(self.tokens) and self.tokens[cue.last].text == ",":
            return False  # "As Moor said, …"
        if before < 0 or self.tokens[before].lower not in self.lexicon.subordinating:
            return False
        return before <= _LATEST_LEAD or self.tokens[before - 1].text == ","

    def _is_inverted(self, cue: Cue) -> bool:
        """Whether the subject stands after its verb: "sagte sie", "dit-il"."""
        lexicon, tokens = self.lexicon, self.tokens
        if cue.last >= len(tokens) or not cue.first:
            return False
        if tokens[cue.last].text in lexicon.inverting:
            return True
        comma = bool(lexicon.opens_clause) and tokens[cue.first - 1].text == ","
        return comma and tokens[cue.last].lower in lexicon.pronouns

    def _named(self, cue: Cue, low: int, last: Mention | None) -> Subject | None:
        mention = mention_before(self.tokens, low, cue.first, self.lexicon)
        if mention:
            return Subject(mention)
        if cue.first == 0:
            return None
        if aside := self._before_aside(cue, low):
            return Subject(aside)
        before = self.tokens[cue.first - 1].lower
        if before in _RELATIVE and cue.first > low:
            return Subject(Mention(cue.first - 1, cue.first, cue.first))
        if before in _BOUND or form_of(self.tokens[cue.verb].lower, self.lexicon) == "ing":
            shared = last or self._before(cue)
            shared = shared or subject(self.tokens, 0, cue.first, self.lexicon)
            return Subject(shared, adjacent=False) if shared else None
        return None

    def _before_aside(self, cue: Cue, low: int) -> Mention | None:
        """Return the mention that an aside parts from its verb: "Moor - the mayor - said"."""
        close = cue.first - 1
        if self.tokens[close].text not in _DASHES:
            return None
        for dash in range(close - 1, max(low, close - _LONGEST_ASIDE), -1):
            if self.tokens[dash].text in _DASHES:
                return mention_before(self.tokens, low, dash, self.lexicon)
        return None

    def _before(self, cue: Cue) -> Mention | None:
        """Return who said the quoted words that stand before a cue in the same sentence."""
        start = self.tokens[cue.first].start
        before = [f for f in self.reader.found if f.source and f.parts[0][0] < start]
        return before[-1].source.mention if before and before[-1].source else None

    def _plain(self, cue: Cue, low: int) -> Subject | None:
        """Return the words before a verb of saying that nothing marks as a source: "21 percent"."""
        tokens, lexicon, verb = self.tokens, self.lexicon, self.tokens[cue.verb].lower
        form = form_of(verb, lexicon)
        if verb not in lexicon.clausal or form == "ing":
            return None
        first = walk_back(tokens, low, cue.first, lexicon)
        first = trim_lead(tokens, first, cue.first, lexicon)
        words = tokens[first : cue.first]
        if not words or words[0].lower in lexicon.never_first or is_verbal(words, lexicon):
            return None
        if words[-1].lower in lexicon.never_last or not words[-1].text[-1].isalnum():
            return None
        helped = any(token.lower in lexicon.finite for token in tokens[cue.first : cue.verb])
        if not helped and not self._may_speak(words, verb, form):
            return None
        return Subject(Mention(first, cue.first, cue.first), plain=True)

    def _may_speak(self, words: Sequence[Token], verb: str, form: str) -> bool:
        """Tell "21 percent said" and "surveys show" from "the swing states" and "one post"."""
        last, lexicon = words[-1].lower, self.lexicon
        if len(words) == 1 and last in lexicon.not_names:
            return last in lexicon.alone
        if form == "third":
            return verb not in lexicon.nouny
        if form == "base":
            plural = last.endswith("s") or last in lexicon.alone
            return verb in lexicon.always or (plural and verb + "s" not in lexicon.nouny)
        return True
