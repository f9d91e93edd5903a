"""What must become of something, how it is judged and called for: "the levy must go"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .aims import LONGEST_GAP
from .lexicon import BASE, OPPOSE, OTHER, ROLES, SUPPORT
from .tokens import ENDS, PAUSES

if TYPE_CHECKING:
    from .aims import Aim, Found
    from .lexicon import Head


def fate(aim: Aim, at: int, head: Head) -> Found | None:
    """Read what must or should become of it: "the levy must go", "must not be dropped"."""
    clauses, lexicon = aim.clauses, aim.clauses.lexicon
    behind = clauses.behind(at, head)
    subject, passed = clauses.lead(at)
    if behind is None or not passed & lexicon["deontic"]:
        return None
    if head.role in {"staying", "going"} and head.form != BASE and clauses.word(at) != "be":
        return None
    if clauses.word(behind[0]) in lexicon["to_do"]:  # "should be allowed to lapse"
        return None
    negated = behind[1] or bool(passed & lexicon["negations"])
    position = ROLES[head.role]
    return aim.of_subject(subject, behind[0], OTHER[position] if negated else position)


def judged(aim: Aim, at: int) -> Found | None:
    """Read "the levy is unfair": what is not good is bad, but what is not bad is nothing."""
    clauses, lexicon = aim.clauses, aim.clauses.lexicon
    if clauses.word(at) not in lexicon["be"]:
        return None
    subject, passed = clauses.lead(at)
    end, negated = at + 1, bool(passed & lexicon["negations"])
    while clauses.word(end) in lexicon["before_judgement"] and end - at < LONGEST_GAP:
        negated |= clauses.word(end) in lexicon["negations"]
        end += 1
    position = _judgement(aim, end, negated=negated)
    if position is None or passed & (lexicon["possible"] | lexicon["deontic"]):
        return None
    named = clauses.object_at(end + 1)
    if clauses.word(subject) in lexicon["pronouns"] and named.words:  # "it is a good act"
        return aim.at(aim.named(named.words), position, subject, named.end)
    after = clauses.word(end + 1)
    ends = not after or after in PAUSES or after in ENDS or after in lexicon["after_good"]
    if clauses.word(end) in lexicon["good"] and not (ends or after in lexicon["good_nouns"]):
        return None
    told = aim.of_subject(subject, end + 1, position)
    if told and clauses.word(end) in lexicon["good"] and aim.naming.is_person(told.target):
        return None
    return told


def _judgement(aim: Aim, at: int, *, negated: bool) -> str | None:
    lexicon, word = aim.clauses.lexicon, aim.clauses.word(at)
    if word in lexicon["good"]:
        return OPPOSE if negated else SUPPORT
    is_bad = word in lexicon["bad"] or word in lexicon["bad_nouns"]
    return OPPOSE if is_bad and not negated else None


def called(aim: Aim, at: int) -> Found | None:
    """Read "No to the levy!"."""
    for head in aim.clauses.lexicon.calls.get(aim.clauses.word(at), ()):
        behind = aim.clauses.behind(at, head)
        if behind and at == 0 and aim.clauses.is_plain(at):
            return aim.towards(head, at, behind[0], negated=False, flips=False)
    return None
