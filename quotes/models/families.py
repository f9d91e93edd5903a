"""What belongs together: copies of one text, and one statement printed more than once.

Which family a quote is of follows from what is accepted and from what people said of it: triggers
keep it, whatever route a write takes. The functions they call stand in the migrations.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from articles.history import tracked
from quotes.models.quotes import Quote


class TextSketch(models.Model):
    """One of the few marks by which a copy of a text is recognised; see `quotes.copies`."""

    pk = models.CompositePrimaryKey("mark", "text_version")
    mark = models.BigIntegerField()
    text_version = models.ForeignKey(
        "articles.TextVersion",
        models.DO_NOTHING,
        db_constraint=False,  # ten rows a text: no check for each
        db_index=False,
        related_name="+",
    )

    def __str__(self) -> str:
        return str(self.mark)


@tracked("StatementPlaceEvent")
class StatementPlace(models.Model):
    """What a person said of a quote's family: it stands `beside` that quote, or alone."""

    quote = models.OneToOneField(Quote, models.CASCADE, related_name="statement_place")
    beside = models.ForeignKey(Quote, models.CASCADE, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(quote=F("beside")), name="statement_place_is_beside_another"
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="family_settled",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    PERFORM public.settle_statement(
                        CASE WHEN TG_OP = 'DELETE' THEN OLD.quote_id ELSE NEW.quote_id END);
                    RETURN NULL;
                """,
            ),
        )

    def __str__(self) -> str:
        return f"{self.quote_id} beside {self.beside_id}"
