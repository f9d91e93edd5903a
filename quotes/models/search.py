"""What lists and figures read instead of the tables of record: written by trigger alone.

What stands in these tables is told in one place, the views `quotes_searchrow` and
`quotes_positionrow`; `search_follows(ids)` writes what differs, in the same transaction.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from quotes.models import tallies
from quotes.models.quotes import Quote
from quotes.models.speakers import Speaker
from quotes.models.targets import Target


class QuoteSearch(models.Model):
    """By what a quote is found: its words, and its facets, `prefix:value`, once it is accepted.

    `status` is the quote's own, but `withdrawn` for an accepted one of a withdrawn article.
    """

    quote = models.OneToOneField(Quote, models.CASCADE, primary_key=True, related_name="search")
    status = models.TextField()
    sort_at = models.DateTimeField()
    words = SearchVectorField()
    facets = ArrayField(models.TextField(), null=True)
    dated_on = models.DateField(null=True)
    article = models.ForeignKey(
        "articles.Article",
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )

    class Meta:
        indexes = (
            GinIndex(fields=["words", "facets"], name="quote_search_facets", fastupdate=False),
            models.Index(fields=["status", "-sort_at", "-quote"], name="quote_search_newest"),
            models.Index("article", name="quote_search_by_article"),
            models.Index(
                "dated_on", name="quote_search_dated", condition=models.Q(facets__isnull=False)
            ),
        )
        triggers = tallies.facets_counted()

    def __str__(self) -> str:
        return str(self.pk)


class PositionTaken(models.Model):
    """What figures count: a stance of an accepted quote, once for each to whom it is attributed.

    Terms and withdrawn articles have none; acts are all here. `organisation` is whom it is said
    for, or the speaker where that is no person. Speakers and targets stand as tagged: merges are
    resolved when read. `attribution` is 0 where nobody is named at all; `statement` is the family
    of the words, or else minus the quote.
    """

    pk = models.CompositePrimaryKey("quote", "target", "attribution")
    quote = models.ForeignKey(
        Quote, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="positions"
    )
    target = models.ForeignKey(
        Target, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    attribution = models.BigIntegerField()
    position = models.TextField(null=True)
    conditional = models.BooleanField()
    speaker = models.ForeignKey(
        Speaker, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    organisation = models.ForeignKey(
        Speaker, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    sourcing = models.TextField()
    act = models.TextField()
    relayed = models.BooleanField()
    batch = models.BooleanField()
    earlier = models.BooleanField()
    unnamed = models.BooleanField(help_text="The speaker belongs to one article.")
    dated_on = models.DateField(null=True)
    sort_at = models.DateTimeField()
    article = models.ForeignKey(
        "articles.Article",
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    outlet = models.ForeignKey(
        "articles.Outlet",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    language = models.TextField()
    statement = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index("speaker", "target", "dated_on", name="position_by_speaker"),
            models.Index("organisation", "target", "dated_on", name="position_by_organisation"),
            models.Index("target", "position", "dated_on", name="position_by_target"),
            models.Index("article", name="position_by_article"),
        )
        triggers = tallies.positions_counted()

    def __str__(self) -> str:
        return f"{self.position or 'about'} {self.target_id}"
