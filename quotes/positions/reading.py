"""What one sentence says for or against something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lexicon import PARTICIPLE, PAST
from .verdicts import called, fate, judged
from .views import deed, view, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .aims import Aim, Found
    from .lexicon import Head

VIEWS, DEEDS, FATES = {"for", "against", "needing"}, {"keeping", "ending"}, {"staying", "going"}


def read(aim: Aim) -> Iterator[Found]:
    """Yield every position a sentence takes plainly."""
    for at in range(len(aim.clauses.tokens)):
        told = _told(aim, at) or judged(aim, at) or called(aim, at)
        if told is not None:
            yield told._replace(conditional=aim.clauses.has_condition(at))


def _told(aim: Aim, at: int) -> Found | None:
    for head in aim.clauses.lexicon.heads.get(aim.clauses.word(at), ()):
        if (told := _told_by(aim, at, head)) is not None:
            return told
    return None


def _told_by(aim: Aim, at: int, head: Head) -> Found | None:
    if head.role in VIEWS:
        return view(aim, at, head)
    if head.role in DEEDS:
        return fate(aim, at, head) if _is_passive(aim, at, head) else deed(aim, at, head)
    if head.role == "wanting":
        return wanted(aim, at)
    return fate(aim, at, head) if head.role in FATES else None


def _is_passive(aim: Aim, at: int, head: Head) -> bool:
    return head.form in {PAST, PARTICIPLE} and "be" in aim.clauses.lead(at).passed
