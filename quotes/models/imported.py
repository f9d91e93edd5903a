"""Rows of other programs' files, and what they became here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ImportedRow(models.Model):
    """One row of another program's file: what it became, and what of it has no place here.

    `key` is made of what the row says, so that the same row again is known; `data` goes back into
    an export to the same format.
    """

    format = models.TextField()
    key = models.TextField()
    article_id = models.BigIntegerField(null=True, blank=True)
    quote_id = models.BigIntegerField(
        null=True, blank=True, db_index=True, help_text="Perhaps deleted since."
    )
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["format", "key"], name="imported_row_once"),
            models.CheckConstraint(
                condition=~Q(format="") & ~Q(key=""), name="imported_row_has_a_key"
            ),
        )
        indexes = (models.Index(fields=["article_id"], name="imported_row_by_article"),)

    def __str__(self) -> str:
        return f"{self.format} {self.key}"
