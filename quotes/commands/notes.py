"""Notes on a quote: written, changed by who wrote them, taken away; each undone like any step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Role
from articles.drafts import shown
from quotes.commands.explain import explained
from quotes.commands.refusals import Conflict, Invalid, Missing
from quotes.commands.steps import step
from quotes.models import Note, Quote
from quotes.models.notes import LONGEST

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from accounts.models import User
    from quotes.models import Step


def add_note(quote_id: int, *, text: str, by: User) -> Note:
    """Write a note on a quote, which keeps its version. Raises Missing or Invalid."""
    words = _words(text)
    with explained(), transaction.atomic():
        quote = Quote.objects.select_for_update(of=("self",)).filter(pk=quote_id).first()
        if quote is None:
            raise Missing(
                "quote", quote_id, _("there is no quote %(quote_id)s") % {"quote_id": quote_id}
            )
        with step("add_note", article_id=quote.article_id, quote_id=quote_id, by=by):
            return Note.objects.create(quote=quote, by=by, text=words)


def change_note(note_id: int, *, text: str, by: User) -> Note:
    """Give one's own note other words. Raises Missing, Invalid, or Conflict for another's note."""
    words = _words(text)
    with explained(), transaction.atomic():
        note = _own(note_id, by=by)
        if note.text != words:
            with _step_on(note, "change_note", by=by):
                note.text = words
                note.save(update_fields=["text"])
        return note


def delete_note(note_id: int, *, by: User) -> int:
    """Take a note away and answer the id of its quote. Reviewers may take away anybody's.

    Raises Missing, or Conflict for another's note.
    """
    with explained(), transaction.atomic():
        note = _own(note_id, by=by, or_reviewer=True)
        with _step_on(note, "delete_note", by=by):
            note.delete()
        return note.quote_id


def _step_on(note: Note, command: str, *, by: User) -> AbstractContextManager[Step]:
    return step(command, article_id=note.quote.article_id, quote_id=note.quote_id, by=by)


def _own(note_id: int, *, by: User, or_reviewer: bool = False) -> Note:
    notes = Note.objects.select_for_update(of=("self",)).select_related("quote")
    note = notes.filter(pk=note_id).first()
    if note is None:
        raise Missing(
            "note",
            note_id,
            _("there is no note %(note_id)s; perhaps it was taken away") % {"note_id": note_id},
        )
    if note.by_id != by.pk and not (or_reviewer and by.is_at_least(Role.REVIEWER)):
        raise Conflict("note", note_id, _("a note is changed only by who wrote it"))
    return note


def _words(text: str) -> str:
    words = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not words:
        raise Invalid("text", text, _("a note says something"))
    if len(words) > LONGEST:
        message = _("a note has at most %(longest)s characters; this one has %(count)s") % {
            "longest": LONGEST,
            "count": len(words),
        }
        raise Invalid("text", shown(words), message)
    return words
