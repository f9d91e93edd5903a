"""What the speaker is for or against, will do and wants done: "I oppose the levy"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lexicon import BASE, ING, PARTICIPLE, PAST, ROLES

if TYPE_CHECKING:
    from .aims import Aim, Found
    from .lexicon import Head


def view(aim: Aim, at: int, head: Head) -> Found | None:
    """Read "I oppose the levy", "we need the levy", a cue like "welcomed" and its object."""
    clauses, lexicon = aim.clauses, aim.clauses.lexicon
    behind, is_cue = clauses.behind(at, head), clauses.tokens[at].is_cue
    subject, passed = clauses.lead(at)
    if behind is None or clauses.is_over(head, passed, is_cue=is_cue):
        return None
    end, negated = behind
    if head.form in {PAST, PARTICIPLE} and not head.rest and passed & lexicon["be"]:
        return None
    if head.form == ING and not (is_cue and clauses.opens_cue(at, passed)):
        return None
    negated |= bool(passed & lexicon["negations"])
    if passed & lexicon["possible"] and not negated:
        return None
    if clauses.word(subject) == "to":
        is_own, refused = clauses.wish(subject)
        is_own |= is_cue and clauses.opens_cue(subject, frozenset())
        negated = negated != refused
    else:
        is_own = is_cue or _is_own(aim, at, head, subject)
    if not is_own or (negated and clauses.tokens[at].word not in lexicon["deniable"]):
        return None
    return aim.towards(head, max(0, subject + is_cue), end, negated=negated, flips=False)


def deed(aim: Aim, at: int, head: Head) -> Found | None:
    """Read what the speaker will do, wants done or calls for: "they should scrap the levy"."""
    clauses, lexicon = aim.clauses, aim.clauses.lexicon
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
    return aim.towards(head, max(0, subject), at + 1, negated=negated, flips=True)


def wanted(aim: Aim, at: int) -> Found | None:
    """Read "I want the levy gone"."""
    clauses, lexicon = aim.clauses, aim.clauses.lexicon
    subject, passed = clauses.lead(at)
    *words, last = clauses.object_at(at + 1).words or [clauses.tokens[at]]
    roles = {
        head.role
        for head in lexicon.heads.get(last.word, ())
        if head.form in {PAST, PARTICIPLE} and not head.rest
    }
    done = roles & {"keeping", "ending", "going"}
    if not words or len(done) != 1 or passed & lexicon["negations"]:
        return None
    if not clauses.is_own(subject):
        return None
    end = at + 2 + sum(token.end <= last.start for token in clauses.tokens[at + 1 :])
    return aim.at(aim.named(words), ROLES[done.pop()], subject, end)


def _is_own(aim: Aim, at: int, head: Head, subject: int) -> bool:
    """Tell whether the speaker does it; what is needed, whoever needs it is told."""
    clauses = aim.clauses
    if clauses.is_own(subject) or _goes_on(aim, subject) or _says_who(aim, at):
        return True
    object_, asks = clauses.object_at(at + 1), clauses.lexicon["questions"]
    if head.role != "needing" or clauses.word(subject) in asks or not clauses.is_plain(at):
        return False
    return not aim.naming.is_person(aim.named(object_.words))


def _goes_on(aim: Aim, at: int) -> bool:
    """Tell whether a verb after "and" has the speaker for its subject, as the one before."""
    clauses = aim.clauses
    if clauses.word(at) not in clauses.lexicon["joins"]:
        return False
    for before in range(at - 1, -1, -1):
        word = clauses.word(before)
        if word in clauses.lexicon["starts"]:
            return clauses.is_own(before)
        if word in clauses.lexicon["negations"]:  # of both, or of the one before alone
            return False
    return False


def _says_who(aim: Aim, at: int) -> bool:
    """Tell whether the verb itself says that the speaker does it: "apoyo"."""
    clauses = aim.clauses
    return clauses.word(at) in clauses.lexicon["self_evident"] and clauses.is_plain(at)
