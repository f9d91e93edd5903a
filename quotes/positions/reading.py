"""What one sentence says for or against something: verbs, wishes, fates, judgements and calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .lexicon import BASE, ING, OPPOSE, OTHER, PARTICIPLE, PAST, ROLES, SUPPORT
from .tokens import ENDS, PAUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .clauses import Clauses, Phrase
    from .lexicon import Head
    from .naming import Naming
    from .tokens import Token


class Found(NamedTuple):
    """One position and the code points of the words it goes by."""

    target: int
    position: str
    conditional: bool
    start: int
    end: int


@dataclass(frozen=True)
class Reader:
    """Reads one sentence; `before`: what the speaker said up to it, which "it" may take up."""

    clauses: Clauses
    naming: Naming
    before: Sequence[Token]

    def read(self) -> Iterator[Found]:
        """Yield every position the sentence takes plainly."""
        clauses = self.clauses
        conditional = clauses.has_condition()
        for at, token in enumerate(clauses.tokens):
            for head in clauses.lexicon.heads.get(token.word, ()):
                if (told := self._told(at, head)) is not None:
                    yield told._replace(conditional=conditional)
                    break
            else:
                told = self._judged(at) or self._called(at)
                if told is not None:
                    yield told._replace(conditional=conditional)

    def _told(self, at: int, head: Head) -> Found | None:
        if head.role in {"for", "against", "needing"}:
            return self._view(at, head)
        if head.role in {"keeping", "ending"}:
            return self._fate(at, head) if self._is_passive(at, head) else self._deed(at, head)
        return self._fate(at, head) if head.role in {"staying", "going"} else None

    def _view(self, at: int, head: Head) -> Found | None:
        """Read "I oppose the levy", "we need the levy", a cue like "welcomed" and its object."""
        clauses, lexicon = self.clauses, self.clauses.lexicon
        behind, is_cue = clauses.behind(at, head), clauses.tokens[at].is_cue
        subject, passed = clauses.lead(at)
        if behind is None or clauses.is_over(head, passed, is_cue=is_cue):
            return None
        end, negated = behind
        if head.form in {PAST, PARTICIPLE} and not head.rest and passed & lexicon["be"]:
            return None
        if head.form == ING and not is_cue:
            return None
        negated |= bool(passed & lexicon["negations"])
        if passed & lexicon["possible"] and not negated:
            return None
        if clauses.word(subject) == "to" and not is_cue:
            is_own, refused = clauses.wish(subject)
            negated = negated != refused
        elif head.role == "needing":
            is_own = clauses.is_plain(at) and clauses.word(subject) not in lexicon["questions"]
        else:
            is_own = is_cue or clauses.is_own(subject) or self._goes_on(subject)
            is_own = is_own or self._says_who(at)
        if not is_own:
            return None
        return self._towards(head, subject + 1, end, negated=negated, flips=False)

    def _goes_on(self, at: int) -> bool:
        """Tell whether a verb after "and" has the speaker for its subject, as the one before."""
        clauses = self.clauses
        if clauses.word(at) not in clauses.lexicon["joins"]:
            return False
        for before in range(at - 1, -1, -1):
            if clauses.word(before) in clauses.lexicon["starts"]:
                return clauses.is_own(before)
        return False

    def _says_who(self, at: int) -> bool:
        """Tell whether the verb itself says that the speaker does it: "apoyo"."""
        clauses = self.clauses
        return clauses.word(at) in clauses.lexicon["self_evident"] and clauses.is_plain(at)

    def _deed(self, at: int, head: Head) -> Found | None:
        """Read what the speaker will do, wants done or calls for: "they should scrap the levy"."""
        clauses, lexicon = self.clauses, self.clauses.lexicon
        subject, passed = clauses.lead(at)
        negated = bool(passed & lexicon["negations"])
        if head.form != BASE:
            return None
        if clauses.word(subject) == "to":
            is_wanted, refused = clauses.wish(subject)
            negated = negated != refused
        elif passed & lexicon["deontic"]:
            is_wanted = clauses.is_plain(at)
        elif passed & lexicon["willing"]:
            is_wanted = clauses.is_own(subject)
        else:
            is_wanted = subject < 0 or (subject == 0 and clauses.word(0) in lexicon["lets"])
            is_wanted = is_wanted and not clauses.is_reported and clauses.is_plain(at)
        if not is_wanted:
            return None
        return self._towards(head, max(0, subject), at + 1, negated=negated, flips=True)

    def _is_passive(self, at: int, head: Head) -> bool:
        _, passed = self.clauses.lead(at)
        return head.form in {PAST, PARTICIPLE} and "be" in passed

    def _fate(self, at: int, head: Head) -> Found | None:
        """Read what must or should become of it: "the levy must go", "must not be dropped"."""
        clauses, lexicon = self.clauses, self.clauses.lexicon
        behind = clauses.behind(at, head)
        subject, passed = clauses.lead(at)
        if behind is None or not passed & lexicon["deontic"]:
            return None
        if head.role in {"staying", "going"} and head.form != BASE and clauses.word(at) != "be":
            return None
        negated = behind[1] or bool(passed & lexicon["negations"])
        position = ROLES[head.role]
        return self._of(subject, behind[0], OTHER[position] if negated else position)

    def _judged(self, at: int) -> Found | None:
        """Read "the levy is unfair": what is not good is bad, but what is not bad is nothing."""
        clauses, lexicon = self.clauses, self.clauses.lexicon
        if clauses.word(at) not in lexicon["be"]:
            return None
        subject, passed = clauses.lead(at)
        end, negated = at + 1, bool(passed & lexicon["negations"])
        while clauses.word(end) in lexicon["before_judgement"] and end - at < LONGEST_GAP:
            negated |= clauses.word(end) in lexicon["negations"]
            end += 1
        word, after = clauses.word(end), clauses.word(end + 1)
        if passed & lexicon["possible"] or passed & lexicon["deontic"]:
            return None
        if word in lexicon["bad"] or word in lexicon["bad_nouns"]:
            return None if negated else self._of(subject, end + 1, OPPOSE)
        ends = not after or after in PAUSES or after in ENDS or after in lexicon["after_good"]
        if word in lexicon["good"] and (ends or after in lexicon["good_nouns"]):
            return self._of(subject, end + 1, OPPOSE if negated else SUPPORT)
        return None

    def _called(self, at: int) -> Found | None:
        """Read "No to the levy!"."""
        for head in self.clauses.lexicon.calls.get(self.clauses.word(at), ()):
            behind = self.clauses.behind(at, head)
            if behind and at == 0 and self.clauses.is_plain(at):
                return self._towards(head, at, behind[0], negated=False, flips=False)
        return None

    def _of(self, last: int, end: int, position: str) -> Found | None:
        """Return a position towards the subject that ends here."""
        clauses = self.clauses
        phrase = clauses.subject_at(last) if last >= 0 else None
        if phrase is None or not clauses.is_plain(phrase.start):
            return None
        target = self._named(phrase)
        if target is None:
            return None
        tokens = clauses.tokens
        return Found(target, position, False, tokens[phrase.start].start, tokens[end - 1].end)  # noqa: FBT003

    def _towards(
        self, head: Head, first: int, at: int, *, negated: bool, flips: bool
    ) -> Found | None:
        """Return a position towards the object that begins here; denied opposition is none."""
        clauses, lexicon = self.clauses, self.clauses.lexicon
        position = ROLES[head.role]
        phrase = clauses.object_at(at)
        if not phrase.words:
            return None
        last, link = phrase.words[-1].word, clauses.word(phrase.end)
        if last in (lexicon["ends"] | lexicon["carries"]) and link in lexicon["links"]:
            position = OTHER[position] if last in lexicon["ends"] else position
            phrase = clauses.object_at(phrase.end + 1)
        negated |= clauses.word(phrase.end) in lexicon["negations_after"]
        if negated and not flips and ROLES[head.role] == OPPOSE:
            return None
        if head.after and not self._is_closed(phrase.end, head.after):
            return None
        target = self._named(phrase)
        if target is None:
            return None
        tokens = clauses.tokens
        start = max(first, phrase.start - LONGEST_SHOWN)
        position = OTHER[position] if negated else position
        return Found(target, position, False, tokens[start].start, tokens[phrase.end - 1].end)  # noqa: FBT003

    def _is_closed(self, at: int, word: str) -> bool:
        return any(self.clauses.word(place) == word for place in range(at, at + LONGEST_GAP))

    def _named(self, phrase: Phrase) -> int | None:
        words, lexicon = phrase.words, self.clauses.lexicon
        if len(words) != 1:
            return self.naming.target_of(words)
        (token,) = words
        if token.word in lexicon["pronouns"] or token.word in lexicon["person_pronouns"]:
            before = [*self.before, *self.clauses.tokens[: phrase.start]]
            is_person = token.word in lexicon["person_pronouns"]
            return self.naming.taken_up(before, is_person=is_person)
        return self.naming.target_of(words)


LONGEST_GAP, LONGEST_SHOWN = 6, 8
