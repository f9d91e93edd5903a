"""Saved views: one's own, and those that others share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from quotes.models import SavedView
from quotes.models.speakers import Fold

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from accounts.models import User

MOST = 200
"""So many shared views are listed."""


def own_views(user: User | AnonymousUser) -> list[SavedView]:
    """Answer the views this person keeps, by name; of a visitor none."""
    if not user.is_authenticated:
        return []
    return list(_by_name(SavedView.objects.filter(owner=user)))


def shared_views(user: User | AnonymousUser) -> list[SavedView]:
    """Answer the views that others share, by name, at most `MOST`."""
    others = SavedView.objects.filter(shared=True)
    if user.is_authenticated:
        others = others.exclude(owner=user)
    return list(_by_name(others)[:MOST])


def find_view(view_id: int, *, user: User | AnonymousUser) -> SavedView | None:
    """Answer a view if it is shared or this person's own."""
    may = Q(shared=True) | Q(owner=user) if user.is_authenticated else Q(shared=True)
    return SavedView.objects.select_related("owner").filter(may, pk=view_id).first()


def _by_name(views: QuerySet[SavedView]) -> QuerySet[SavedView]:
    return views.select_related("owner").order_by(Fold("name"), "id")
