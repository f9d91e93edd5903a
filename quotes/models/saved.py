"""What somebody looks at again and again: a page with its filters, kept under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.history import tracked
from quotes.models.speakers import Fold


@tracked("SavedViewEvent")
class SavedView(models.Model):
    """A page and its filters under a name: `path` and `query` are the address that was kept.

    A private one is for its owner alone; a shared one for everybody who may read.
    """

    name = models.TextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)
    path = models.TextField()
    query = models.TextField(default="", blank=True)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint("owner", Fold("name"), name="saved_view_name_once_a_person"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="saved_view_has_a_name"),
            models.CheckConstraint(
                condition=Q(path__regex=r"^/([a-z0-9]+/)+$"), name="saved_view_path_is_a_page"
            ),
        )
        indexes = (
            models.Index(Fold("name"), "id", name="saved_view_shared", condition=Q(shared=True)),
        )

    def __str__(self) -> str:
        return self.name
