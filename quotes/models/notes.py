"""What people who work here tell each other about a quote."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.history import tracked
from quotes.models.quotes import Quote

LONGEST = 4000
"""Code points of a note."""


@tracked("NoteEvent")
class Note(models.Model):
    """A remark on a quote, for those who work here alone."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())
    text = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="note_says_something"),
        )

    def __str__(self) -> str:
        return self.text
