"""Many articles that workers take in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy


class Import(models.Model):
    """Articles that somebody sent together; workers take them in, part by part."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())
    outlet = models.TextField(
        default="", blank=True, help_text="Who published them, whatever a file says."
    )
    is_whole = models.BooleanField(
        default=False, help_text="Everything that was sent is here to be taken in."
    )

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportItem(models.Model):
    """One article as it was sent, until it is taken in; then what became of it."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", pgettext_lazy("import", "waiting")
        NEW = "new", pgettext_lazy("import", "new")
        CHANGED = "changed", pgettext_lazy("import", "changed")
        SAME = "same", pgettext_lazy("import", "same")
        REFUSED = "refused", pgettext_lazy("import", "refused")

    batch = models.ForeignKey(Import, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    name = models.TextField(help_text="The file it came in.")
    line = models.PositiveIntegerField(default=0, help_text="From 1 where each has an article.")
    format = models.TextField()
    source = models.BinaryField(null=True)
    state = models.TextField(choices=State.choices, default=State.WAITING)
    article = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    quotes = models.PositiveIntegerField(default=0)
    reason = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["batch", "position"], name="import_item_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "new", "changed", "same", "refused"]),
                name="import_item_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(source__isnull=False),
                name="import_item_waits_with_its_source",
            ),
        )
        indexes = (models.Index(fields=["batch", "state", "position"], name="import_item_state"),)

    def __str__(self) -> str:
        return f"{self.name}, line {self.line}" if self.line else self.name
