"""Notes on a quote, for those who work here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.models import Note
from quotes.queries.filters import may_see_undecided

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def notes_on(quote_id: int, *, user: User | AnonymousUser) -> list[Note]:
    """Answer the notes on a quote with who wrote them, oldest first; to readers none."""
    if not may_see_undecided(user):
        return []
    notes = Note.objects.filter(quote=quote_id).select_related("by")
    return list(notes.order_by("at", "id"))
