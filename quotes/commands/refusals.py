"""Why a command was refused; nothing was stored when one of these is raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from articles.models import Article
    from quotes.queries.states import Change


class Refused(Exception):
    """A command said no: which field, which value, and what to do instead."""

    def __init__(self, field: str, value: object, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.value = value
        self.message = message


class Invalid(Refused):
    """The input itself is wrong; `candidates` are the places its words stand in."""

    def __init__(
        self,
        field: str,
        value: object,
        message: str,
        *,
        candidates: tuple[tuple[int, int], ...] = (),
    ) -> None:
        super().__init__(field, value, message)
        self.candidates = candidates


class Missing(Refused):
    """What the input names does not exist."""


class Conflict(Refused):
    """The input is fine, but what is stored stands against it."""


class StaleVersion(Conflict):
    """Somebody changed the quote after it was read."""

    def __init__(self, *, sent: int, current: int) -> None:
        message = _("version %(sent)s was changed by somebody else; it is at version %(now)s now")
        super().__init__("version", sent, message % {"sent": sent, "now": current})
        self.current = current


class PartConflict(StaleVersion):
    """Somebody changed the very part of the quote that was to be changed; `change`: their step."""

    def __init__(self, *, sent: int, current: int, part: str, change: Change) -> None:
        super().__init__(sent=sent, current=current)
        self.part = part
        self.change = change


class DuplicateQuote(Conflict):
    """The same words of the same text version, by the same speaker, are stored already."""

    def __init__(self, existing: int | None) -> None:
        message = _("these words of this speaker are marked already")
        if existing:
            message = _("these words of this speaker are marked already as quote %(number)s")
            message %= {"number": existing}
        super().__init__("content", existing, message)
        self.existing = existing


class DuplicateExternalId(Conflict):
    """Another quote has this external_id; `existing` is it."""

    def __init__(self, external_id: str, existing: int | None) -> None:
        message = _("quote %(number)s has this external_id already") % {"number": existing}
        super().__init__("external_id", external_id, message)
        self.existing = existing


class Ambiguous(Conflict):
    """A name that several speakers go by; `candidates` are their ids and names."""

    def __init__(self, field: str, name: str, candidates: list[tuple[int, str]]) -> None:
        listed = ", ".join(f"{name} (id {pk})" for pk, name in candidates)
        message = _("“%(name)s” is the name of several: %(listed)s; send the id of the one meant")
        super().__init__(field, name, message % {"name": name, "listed": listed})
        self.candidates = candidates


class AlreadyKnown(Conflict):
    """Somebody or something goes by this already; `candidates` are their ids and names."""

    def __init__(self, field: str, value: str, candidates: list[tuple[int, str]]) -> None:
        listed = ", ".join(f"{name} (id {pk})" for pk, name in candidates)
        message = _("“%(value)s” is known already: %(listed)s")
        super().__init__(field, value, message % {"value": value, "listed": listed})
        self.candidates = candidates


class PositionsDiffer(Conflict):
    """Two targets are to become one on which quotes take two positions, and nobody said which."""

    def __init__(self, into: int, count: int) -> None:
        message = _(
            "%(count)s quotes take different positions on the two: say which stands, the newer,"
            " or that on one of them"
        )
        super().__init__("keep", into, message % {"count": count})


class Overtaken(Conflict):
    """Two waited for each other, and the database let the other one go first."""

    def __init__(self) -> None:
        message = _("somebody changed the same at this moment and went first; do it again")
        super().__init__("quote", None, message)


class Withdrawn(Conflict):
    """The article was taken out of sight: nothing of it is changed until it is brought back."""

    def __init__(self, article: Article) -> None:
        by = article.withdrawn_by.shown_name if article.withdrawn_by else _("Verbatim")
        at = date_format(localtime(article.withdrawn_at), "j M Y, H:i")
        reason = f" (“{article.withdrawal_reason}”)" if article.withdrawal_reason else ""
        told = {"who": by, "at": at, "reason": reason}
        message = _("%(who)s withdrew this article on %(at)s%(reason)s; it can be brought back")
        super().__init__("article", article.pk, message % told)
