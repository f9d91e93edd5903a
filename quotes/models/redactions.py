"""Words taken out for good: who did it, when and why; never which words."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.history import Xid8Field


class Redaction(models.Model):
    """One redaction of one article, written by the SQL function `redact` alone.

    `code_points` were covered in its texts, at `places` places; `quotes` have other words since.
    `under_way` is the transaction that does it, null once it is done: what else never changes
    takes changes from that one alone.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="redactions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())
    reason = models.TextField()
    code_points = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    quotes = models.PositiveIntegerField(default=0)
    under_way = Xid8Field(null=True, editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="redaction_has_a_reason"),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"redaction {self.pk} of article {self.article_id}"
