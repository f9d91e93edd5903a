"""Saved views: kept, renamed, shared and taken away by whose they are.

A step names no view: others read the list of steps, and a private view is nobody else's business.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Role
from articles.drafts import shown
from quotes.commands.explain import explained
from quotes.commands.names import clean_name, one_at_a_time
from quotes.commands.refusals import Conflict, Invalid, Missing
from quotes.commands.steps import step
from quotes.models import SavedView
from quotes.models.speakers import Fold

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from accounts.models import User
    from quotes.models import Step

LONGEST_QUERY = 4000
"""Characters of the filters of a view: what a browser's address can have."""


def save_view(name: str, *, path: str, query: str, shared: bool = False, by: User) -> SavedView:
    """Keep a page and its filters under a name. Raises Invalid, or Conflict for a name in use."""
    if not re.fullmatch(r"/([a-z0-9]+/)+", path):
        raise Invalid("path", shown(path), _("this is no page that can be kept"))
    if len(query) > LONGEST_QUERY or "\x00" in query:
        raise Invalid("query", shown(query), _("these are too many filters to be kept"))
    with explained(), transaction.atomic():
        kept = _free_name(name, by=by)
        with _step("save_view", by=by):
            return SavedView.objects.create(
                name=kept, owner=by, shared=shared, path=path, query=query
            )


def change_view(
    view_id: int, *, name: str | None = None, shared: bool | None = None, by: User
) -> SavedView:
    """Rename a view of one's own, or share it or not. Raises Missing, Invalid or Conflict."""
    with explained(), transaction.atomic():
        view = _own(view_id, by=by)
        wanted = view.name if name is None else _free_name(name, by=by, but=view)
        seen = view.shared if shared is None else shared
        if (view.name, view.shared) != (wanted, seen):
            with _step("change_view", by=by):
                view.name, view.shared, view.updated_at = wanted, seen, timezone.now()
                view.save(update_fields=["name", "shared", "updated_at"])
        return view


def delete_view(view_id: int, *, by: User) -> None:
    """Take a view away; reviewers may take away what others share. Raises Missing."""
    with explained(), transaction.atomic():
        view = _own(view_id, by=by, or_reviewer=True)
        with _step("delete_view", by=by):
            view.delete()


def _step(command: str, *, by: User) -> AbstractContextManager[Step]:
    return step(command, article_id=None, quote_id=None, by=by)


def _own(view_id: int, *, by: User, or_reviewer: bool = False) -> SavedView:
    """Answer a view of this person, locked; another's is as if it were not there."""
    view = SavedView.objects.select_for_update(of=("self",)).filter(pk=view_id).first()
    may_take = or_reviewer and by.is_at_least(Role.REVIEWER)
    if view is None or not (view.owner_id == by.pk or (view.shared and may_take)):
        message = _("there is no view %(view_id)s of yours") % {"view_id": view_id}
        raise Missing("view", view_id, message)
    return view


def _free_name(given: str, *, by: User, but: SavedView | None = None) -> str:
    name = clean_name(given, "view")
    one_at_a_time(f"view of {by.pk}", name)
    own = SavedView.objects.filter(owner=by)
    own = own.exclude(pk=but.pk) if but else own
    if own.alias(plain=Fold("name")).filter(plain=Fold(Value(name))).exists():
        message = _("you have a view called “%(name)s” already") % {"name": name}
        raise Conflict("name", name, message)
    return name
