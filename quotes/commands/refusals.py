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
        super().__init__(
            "version",
            sent,
            f"version {sent} was changed by somebody else; it is at version {current} now",
        )
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
        where = f" as quote {existing}" if existing else ""
        super().__init__(
            "content", existing, f"these words of this speaker are marked already{where}"
        )
        self.existing = existing


class Ambiguous(Conflict):
    """A name that several speakers go by; `candidates` are their ids and names."""

    def __init__(self, field: str, name: str, candidates: list[tuple[int, str]]) -> None:
        listed = ", ".join(f"{name} (id {pk})" for pk, name in candidates)
        super().__init__(
            field, name, f"“{name}” is the name of several: {listed}; send the id of the one meant"
        )
        self.candidates = candidates


class Overtaken(Conflict):
    """Two waited for each other, and the database let the other one go first."""

    def __init__(self) -> None:
        message = "somebody changed the same at this moment and went first; do it again"
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
