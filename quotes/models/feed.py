"""What has changed, for those who follow: written by trigger alone, in the transaction itself.

A row says that this transaction changed this object, once however often; what the object is now is
read when somebody asks. So no body is stored twice, and none can be out of date.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from articles.history import CurrentXid, Xid8Field


class Change(models.Model):
    """One object that one transaction changed; the feed is these rows in the order of the key.

    `kind` is article, quote, speaker or target, or `pruned`: the last transaction of which rows
    were taken away because newer ones tell more. In the database the key begins with it: of each
    kind the rows behind a cursor stand in one stretch of the index.
    """

    pk = models.CompositePrimaryKey("xid", "kind", "object_id")
    xid = Xid8Field(db_default=CurrentXid(), editable=False)
    kind = models.TextField()
    object_id = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())
    redacted = models.BooleanField(db_default=False, help_text="Words of it were taken out.")

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
