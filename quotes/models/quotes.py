"""What was said."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Now
from django.db.models.lookups import Range
from django.utils.translation import pgettext_lazy

from articles.drafts import EXTERNAL_ID_LENGTH
from articles.history import tracked
from quotes.models import following, triggers
from quotes.models.fields import SpansField, words_field
from quotes.models.speakers import Speaker
from quotes.models.statements import SETTLED, STATEMENTS
from quotes.models.waiting import WAITING

QUOTE_COPIES = (
    *("article", "outlet", "language", "published_at", "speaker", "sort_at", "dated_on"),
    "family",
)
"""Columns of a quote that follow from its article, attributions and others: no history of it."""


CHANNELS = ("", "interview", "briefing", "speech", "statement", "document", "post", "court")


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

        DIRECT = "direct", pgettext_lazy("kind", "direct")
        INDIRECT = "indirect", pgettext_lazy("kind", "indirect")
        MIXED = "mixed", pgettext_lazy("kind", "mixed")
        TERM = "term", pgettext_lazy("kind", "term")

    class Act(models.TextChoices):
        """What was done with the words."""

        SAID = "said", pgettext_lazy("act", "said")
        DENIED = "denied", pgettext_lazy("act", "denied")
        IMAGINED = "imagined", pgettext_lazy("act", "imagined")
        ANNOUNCED = "announced", pgettext_lazy("act", "announced")
        DECLINED = "declined", pgettext_lazy("act", "declined")

    class Status(models.TextChoices):
        """Whether a person has decided."""

        SUGGESTED = "suggested", pgettext_lazy("status", "suggested")
        ACCEPTED = "accepted", pgettext_lazy("status", "accepted")
        REJECTED = "rejected", pgettext_lazy("status", "rejected")

    class Origin(models.TextChoices):
        """Who marked it first."""

        MACHINE = "machine", pgettext_lazy("origin", "machine")
        PERSON = "person", pgettext_lazy("origin", "person")
        IMPORT = "import", pgettext_lazy("origin", "import")

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
        StatementFamily,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="quotes",
        editable=False,
    )
    external_id = models.TextField(null=True, blank=True)
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
            models.UniqueConstraint(
                fields=["external_id"],
                condition=Q(external_id__isnull=False),
                name="quote_external_id_once",
            ),
            models.CheckConstraint(
                condition=Range(Length("external_id"), (1, EXTERNAL_ID_LENGTH)),
                name="quote_external_id_length",
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
                condition=Q(channel__in=list(CHANNELS)), name="quote_channel_is_known"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="quote_version_counts_from_one"
            ),
        )
        indexes = (
            models.Index(fields=["status", "-sort_at", "-id"], name="quote_newest"),
            models.Index(fields=["outlet", "status", "-sort_at", "-id"], name="quote_by_outlet"),
            models.Index("article", name="quote_by_article"),
            *STATEMENTS,
            *WAITING,
            models.Index(
                fields=["decided_by", "decided_at"],
                name="quote_decided_by",
                condition=Q(decided_by__isnull=False),
            ),
        )
        triggers = (
            triggers.before("copies_filled", triggers.COPY_FROM_ARTICLE),
            triggers.before(
                "not_inside_itself",
                triggers.QUOTE_IS_NOT_INSIDE_ITSELF,
                only=pgtrigger.Q(new__parent__isnull=False),
            ),
            triggers.before("words_are_slices", triggers.QUOTE_WORDS_ARE_SLICES, body="text"),
            pgtrigger.Trigger(
                name="all_of_it_moved",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("text_version"),
                timing=pgtrigger.Deferred,
                declare=[("text_id", "bigint"), ("body", "text")],
                func=triggers.ALL_OF_IT_MOVED,
            ),
            pgtrigger.Trigger(
                name="passed_on",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=following.PASSED_ON,
            ),
            *SETTLED,
        )

    def __str__(self) -> str:
        return " … ".join(self.content_words)
