"""What somebody did, so that it can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.history import CurrentXid, Xid8Field


class Step(models.Model):
    """One undoable deed; the events of its context say how. Without an article: about a speaker."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, blank=True, related_name="+"
    )
    quote_id = models.BigIntegerField(
        null=True, blank=True, help_text="The quote it was about; perhaps deleted since."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    command = models.TextField()
    detail = models.JSONField(
        default=dict,
        blank=True,
        help_text="What its name leaves open: of how many quotes, of whom.",
    )
    context = models.UUIDField(unique=True)
    deed = models.UUIDField(
        null=True, blank=True, help_text="Made by the page that sent it: twice sent is once done."
    )
    xid = Xid8Field(db_default=CurrentXid(), editable=False)
    at = models.DateTimeField(db_default=Now())
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["by", "deed"], name="step_deed_once"),
            models.CheckConstraint(
                condition=~Q(command__in=["undo", "redo"]) | Q(undoes__isnull=False),
                name="step_undo_names_what_it_undoes",
            ),
        )
        indexes = (
            models.Index(fields=["article", "xid"], name="step_since"),
            models.Index(fields=["article", "by", "-id"], name="step_last_of_somebody"),
            models.Index(fields=["by", "-id"], name="step_of_somebody"),
        )

    def __str__(self) -> str:
        return self.command
