"""Who looks at which article now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

GONE_AFTER = 15
"""Seconds after which somebody who has said nothing is not there any more."""


class Presence(models.Model):
    """Somebody with an article open, and the quote in hand; kept for seconds, in no history."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    quote_id = models.BigIntegerField(null=True, blank=True)
    seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["article", "user"], name="presence_once_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} at article {self.article_id}"
