"""To whom a quote is attributed, and through whom it came."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from articles.history import tracked
from quotes.models import following, triggers
from quotes.models.fields import SpansField, words_field
from quotes.models.quotes import Quote
from quotes.models.speakers import Speaker

COPIES = ("status", "sort_at", "dated_on")
"""Columns of attributions and stances that repeat their quote's: no list joins to sort."""


@tracked("AttributionEvent", exclude=COPIES)
class Attribution(models.Model):
    """Who is said to have said a quote: the words that name the source here, and who that is."""

    class Sourcing(models.TextChoices):
        """How the article identifies the source."""

        NAMED = "named", pgettext_lazy("sourcing", "named")
        UNNAMED = "unnamed", pgettext_lazy("sourcing", "unnamed")
        DOCUMENT = "document", pgettext_lazy("sourcing", "document")
        NONE = "none", pgettext_lazy("sourcing", "none")

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="attributions")
    position = models.PositiveSmallIntegerField(default=0)
    mention = SpansField(null=True, blank=True)
    mention_words = words_field()
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="attributions"
    )
    organisation = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sourcing = models.TextField(choices=Sourcing.choices, default=Sourcing.NAMED)
    descriptor = SpansField(null=True, blank=True)
    descriptor_words = words_field()
    condition = SpansField(null=True, blank=True)
    condition_words = words_field()
    proposed_name = models.TextField(
        default="", blank=True, help_text="Whom the machine reads here, until a person agrees."
    )
    proposed_kind = models.TextField(choices=Speaker.Kind.choices, default=Speaker.Kind.PERSON)
    status = models.TextField(editable=False)
    sort_at = models.DateTimeField(editable=False)
    dated_on = models.DateField(null=True, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["quote", "position"],
                name="attribution_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            triggers.span_check("mention", "attribution_mention_is_not_empty"),
            triggers.span_check("descriptor", "attribution_descriptor_is_not_empty"),
            triggers.span_check("condition", "attribution_condition_is_not_empty"),
            models.CheckConstraint(
                condition=Q(sourcing__in=["named", "unnamed", "document", "none"]),
                name="attribution_sourcing_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(sourcing="none") | Q(speaker=None, mention=None),
                name="attribution_none_names_nobody",
            ),
        )
        indexes = (
            models.Index(
                fields=["speaker", "status", "-sort_at", "-quote"], name="attribution_by_speaker"
            ),
        )
        triggers = (
            triggers.before("copies_filled", triggers.COPY_FROM_QUOTE),
            triggers.before(
                "words_are_slices",
                triggers.ATTRIBUTION_WORDS_ARE_SLICES,
                text_id="bigint",
                body="text",
                home="bigint",
            ),
            pgtrigger.Trigger(
                name="speaker_passed_on",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("quote", "bigint"), ("first", "bigint")],
                func=triggers.SPEAKER_PASSED_ON,
            ),
            *following.search_follows(
                "quote", "speaker", "organisation", "sourcing", "descriptor_words"
            ),
        )

    def __str__(self) -> str:
        return " ".join(self.mention_words or ()) or self.proposed_name


@tracked("RelayEvent")
class Relay(models.Model):
    """Through whom a quote reached the article, in order: "he said, per state media"."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="relays")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.TextField()
    speaker = models.ForeignKey(Speaker, models.PROTECT, null=True, blank=True, related_name="+")
    span = SpansField(null=True, blank=True)
    span_words = words_field()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["quote", "position"],
                name="relay_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            triggers.span_check("span", "relay_span_is_not_empty"),
            models.CheckConstraint(condition=~Q(name=""), name="relay_has_a_name"),
        )
        triggers = (
            triggers.before(
                "words_are_slices",
                triggers.RELAY_WORDS_ARE_SLICES,
                text_id="bigint",
                body="text",
                home="bigint",
            ),
            *following.search_follows_relay("quote", "name"),
        )

    def __str__(self) -> str:
        return self.name
