"""What was said: quotes, to whom each is attributed, and through whom it came."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from articles.history import tracked
from quotes.models import triggers
from quotes.models.fields import SpansField
from quotes.models.speakers import Speaker

COPIES = ("status", "sort_at", "dated_on")
"""Columns of attributions and stances that repeat their quote's, so that no list joins to sort; kept by trigger."""

QUOTE_COPIES = ("article", "outlet", "language", "published_at", "speaker", "sort_at", "dated_on")
"""Columns of a quote that repeat its article's or follow from them; kept by trigger, so not part of its history."""


def copies_filled() -> pgtrigger.Trigger:
    """Answer the trigger that fills the copies in a row that hangs on a quote."""
    return pgtrigger.Trigger(
        name="copies_filled",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=triggers.COPY_FROM_QUOTE,
    )


def words_field() -> ArrayField[list[str] | None, list[str] | None]:
    """Answer the column that keeps the words of a span column beside it."""
    return ArrayField(models.TextField(), null=True, blank=True)


class StatementFamily(models.Model):
    """The same words as several articles, or one article twice, print them."""

    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.pk)


@tracked("QuoteEvent", exclude=QUOTE_COPIES)
class Quote(models.Model):
    """One attributed statement: its words, exactly as one text version prints them."""

    class Kind(models.TextChoices):
        """How the words are given."""

        DIRECT = "direct", "direct"
        INDIRECT = "indirect", "indirect"
        MIXED = "mixed", "mixed"
        TERM = "term", "term"

    class Act(models.TextChoices):
        """What was done with the words."""

        SAID = "said", "said"
        DENIED = "denied", "denied"
        IMAGINED = "imagined", "imagined"
        ANNOUNCED = "announced", "announced"
        DECLINED = "declined", "declined"

    class Status(models.TextChoices):
        """Whether a person has decided."""

        SUGGESTED = "suggested", "suggested"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"

    class Origin(models.TextChoices):
        """Who marked it first."""

        MACHINE = "machine", "machine"
        PERSON = "person", "person"
        IMPORT = "import", "import"

    text_version = models.ForeignKey("articles.TextVersion", models.PROTECT, related_name="+")
    content = SpansField()
    content_words = ArrayField(models.TextField())
    cue = SpansField(null=True, blank=True)
    cue_words = words_field()
    kind = models.TextField(choices=Kind.choices)
    act = models.TextField(choices=Act.choices, default=Act.SAID)
    status = models.TextField(choices=Status.choices, default=Status.SUGGESTED)
    origin = models.TextField(choices=Origin.choices)
    confidence = models.FloatField(null=True, blank=True)
    reason = models.TextField(default="", blank=True)
    changed = models.BooleanField(
        default=False, help_text="Differs from what the machine suggested."
    )
    unsure = models.BooleanField(default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_how = models.TextField(
        choices=[("single", "single"), ("batch", "batch")], null=True, blank=True
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="nested")
    stances_done = models.BooleanField(default=False)
    said_on = models.DateField(null=True, blank=True)
    said_on_precision = models.TextField(
        choices=[(p, p) for p in ("day", "month", "year")], null=True, blank=True
    )
    earlier = models.BooleanField(default=False)
    place = models.TextField(default="", blank=True)
    channel = models.TextField(default="", blank=True)
    said_in = models.TextField(default="", blank=True)
    addressee = models.TextField(default="", blank=True)
    addressee_span = SpansField(null=True, blank=True)
    addressee_words = words_field()
    family = models.ForeignKey(
        StatementFamily, models.SET_NULL, null=True, blank=True, related_name="quotes"
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="+", editable=False
    )
    outlet = models.ForeignKey(
        "articles.Outlet", models.PROTECT, null=True, related_name="+", editable=False
    )
    language = models.TextField(editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, related_name="+", editable=False
    )
    sort_at = models.DateTimeField(editable=False)
    dated_on = models.DateField(null=True, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["text_version", "content", "speaker"],
                condition=~Q(status="rejected"),
                nulls_distinct=False,
                name="quote_once_a_speaker",
            ),
            triggers.span_check("content", "quote_content_is_not_empty"),
            triggers.span_check("cue", "quote_cue_is_not_empty"),
            triggers.span_check("addressee_span", "quote_addressee_is_not_empty"),
            models.CheckConstraint(
                condition=Q(kind__in=["direct", "indirect", "mixed", "term"]),
                name="quote_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(act__in=["said", "denied", "imagined", "announced", "declined"]),
                name="quote_act_is_known",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["machine", "person", "import"]),
                name="quote_origin_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status="suggested", decided_at=None, decided_by=None, decided_how=None)
                | Q(
                    status__in=["accepted", "rejected"],
                    decided_at__isnull=False,
                    decided_how__isnull=False,
                    decided_how__in=["single", "batch"],
                ),
                name="quote_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1),
                name="quote_confidence_is_a_share",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="quote_is_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(said_on=None, said_on_precision=None)
                | Q(
                    said_on__isnull=False,
                    said_on_precision__isnull=False,
                    said_on_precision__in=["day", "month", "year"],
                ),
                name="quote_said_on_has_a_precision",
            ),
            models.CheckConstraint(
                condition=Q(
                    channel__in=[
                        "",
                        "interview",
                        "briefing",
                        "speech",
                        "statement",
                        "document",
                        "post",
                        "court",
                    ]
                ),
                name="quote_channel_is_known",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="quote_version_counts_from_one"
            ),
        )
        indexes = (
            models.Index(fields=["status", "-sort_at", "-id"], name="quote_newest"),
            models.Index(fields=["outlet", "status", "-sort_at", "-id"], name="quote_by_outlet"),
            models.Index("article", name="quote_by_article"),
        )
        triggers = (
            pgtrigger.Trigger(
                name="words_are_slices",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("body", "text"), ("zone", "text")],
                func=triggers.QUOTE_WORDS_ARE_SLICES,
            ),
            pgtrigger.Trigger(
                name="copies_passed_on",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=triggers.PASS_ON_QUOTE,
            ),
        )

    def __str__(self) -> str:
        return " … ".join(self.content_words)


@tracked("AttributionEvent", exclude=COPIES)
class Attribution(models.Model):
    """Who is said to have said a quote: the words that name the source here, and who that is."""

    class Sourcing(models.TextChoices):
        """How the article identifies the source."""

        NAMED = "named", "named"
        UNNAMED = "unnamed", "unnamed"
        DOCUMENT = "document", "document"
        NONE = "none", "none"

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
            pgtrigger.Trigger(
                name="words_are_slices",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("body", "text"), ("home", "bigint")],
                func=triggers.ATTRIBUTION_WORDS_ARE_SLICES,
            ),
            copies_filled(),
            pgtrigger.Trigger(
                name="speaker_passed_on",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=triggers.PASS_ON_SPEAKER,
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
            pgtrigger.Trigger(
                name="words_are_slices",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("body", "text")],
                func=triggers.RELAY_WORDS_ARE_SLICES,
            ),
        )

    def __str__(self) -> str:
        return self.name


class QuoteSearch(models.Model):
    """What words find a quote by; beside the tables of record, written by trigger in the same transaction."""

    quote = models.OneToOneField(Quote, models.CASCADE, primary_key=True, related_name="search")
    status = models.TextField()
    sort_at = models.DateTimeField()
    words = SearchVectorField()

    class Meta:
        indexes = (
            GinIndex(fields=["words"], name="quote_search_words", fastupdate=False),
            models.Index(fields=["status", "-sort_at", "-quote"], name="quote_search_newest"),
        )

    def __str__(self) -> str:
        return str(self.pk)
