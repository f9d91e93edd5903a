"""What is: outlets, articles, and the texts they were printed with."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce, Length, Lower, Now
from django.db.models.lookups import Exact, Range
from django.utils.translation import pgettext_lazy

from articles.drafts import EXTERNAL_ID_LENGTH, LANGUAGE_TAG, URL_LENGTH
from articles.history import tracked
from articles.triggers import CUT_INTO_PIECES, PIECES_ARE_OF_THE_TEXT, TEXT_NEVER_CHANGES


def _some(name: str, *columns: str, **only: Any) -> models.Index:
    """Answer the index of those rows alone that a list is about."""
    return models.Index(*columns, name=name, condition=Q(**only))


class OutletQuerySet(models.QuerySet["Outlet"]):
    """Outlets by their names."""

    def named(self, name: str) -> Self:
        """Choose the outlet of this name, whatever the case of its letters."""
        return self.alias(folded=Lower("name")).filter(folded=Lower(models.Value(name)))


@tracked("OutletEvent")
class Outlet(models.Model):
    """Who publishes. No two have the same name, whatever the case of its letters."""

    name = models.TextField()
    # Off where the licence lets readers see quotes but not whole articles.
    shows_full_text = models.BooleanField(default=True, db_default=True)

    objects = OutletQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="outlet_name_unique"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="outlet_name_given"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked("ArticleFamilyEvent")
class ArticleFamily(models.Model):
    """Copies of one article that several outlets printed; `outlet` ran it first."""

    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"family {self.pk}"


@tracked("ArticleEvent", exclude=("sort_at",))
class Article(models.Model):
    """What was published once: where, when and by whom. Its words are in its text versions."""

    title = models.TextField(blank=True, db_default="")
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    byline = models.TextField(blank=True, db_default="")
    published_at = models.DateTimeField(null=True, blank=True)
    url = models.TextField(null=True, blank=True)
    external_id = models.TextField(null=True, blank=True)
    language = models.TextField(blank=True, db_default="")
    family = models.ForeignKey(
        ArticleFamily, null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    version = models.PositiveIntegerField(default=1, db_default=1)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Waiting: with nobody. In hand: with somebody, and not done. Done: whoever has it.
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    # Withdrawn: kept, and shown to those alone who work on it.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawal_reason = models.TextField(blank=True, db_default="")
    # Lists, partitions and cursors go by this: published, else taken in; never null.
    sort_at = models.GeneratedField(
        expression=Coalesce("published_at", "created_at"),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("url", name="article_url_unique"),
            models.UniqueConstraint("external_id", name="article_external_id_unique"),
            models.CheckConstraint(
                condition=Range(Length("url"), (1, URL_LENGTH)), name="article_url_length"
            ),
            models.CheckConstraint(
                condition=Range(Length("external_id"), (1, EXTERNAL_ID_LENGTH)),
                name="article_external_id_length",
            ),
            models.CheckConstraint(
                condition=Q(language__regex=LANGUAGE_TAG), name="article_language_tag"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="article_version_from_one"),
            models.CheckConstraint(
                condition=Q(assignee=None, assigned_at=None)
                | Q(assignee__isnull=False, assigned_at__isnull=False),
                name="article_assignment_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(done_by=None) | Q(done_at__isnull=False),
                name="article_done_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False)
                | Q(withdrawn_by=None, withdrawal_reason=""),
                name="article_withdrawal_is_whole",
            ),
        ]
        indexes = [
            models.Index(F("sort_at").desc(), F("id").desc(), name="article_newest"),
            models.Index(
                "outlet", F("sort_at").desc(), F("id").desc(), name="article_outlet_newest"
            ),
            _some("article_withdrawn", "id", withdrawn_at__isnull=False),
            # The states are lists of their own: a few in hand among millions that are done.
            _some("article_waiting", "sort_at", "id", assignee=None, done_at=None),
            _some("article_in_hand", "sort_at", "id", assignee__isnull=False, done_at=None),
            _some("article_done", "sort_at", "id", done_at__isnull=False),
            _some("article_of_somebody", "assignee", "sort_at", "id", assignee__isnull=False),
            _some(
                "article_open_of_somebody",
                *("assignee", "assigned_at", "id"),
                assignee__isnull=False,
                done_at=None,
            ),
            _some("article_done_by", "done_by", "done_at", done_by__isnull=False),
        ]

    def __str__(self) -> str:
        return self.title or f"article {self.pk}"


class TextVersionKind(models.TextChoices):
    """Why a text was printed."""

    FIRST = "first", pgettext_lazy("text", "first")
    CORRECTION = "correction", pgettext_lazy("text", "correction")
    UPDATE = "update", pgettext_lazy("text", "update")
    RETRACTION = "retraction", pgettext_lazy("text", "retraction")


# The events leave `text` out: it never changes, and its hash, which they keep, tells which text it
# was.
@tracked(
    "TextVersionEvent",
    exclude=("text",),
    attrs={"length": models.IntegerField(), "sha256": models.TextField()},
)
class TextVersion(models.Model):
    """One immutable, hashed, numbered text of an article: all that was printed.

    `length`, `start` and `end` of the `blocks`, and offsets elsewhere, count code points of it.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="text_versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    length = models.GeneratedField(
        expression=Length("text"), output_field=models.IntegerField(), db_persist=True
    )
    sha256 = models.GeneratedField(
        expression=Func(F("text"), function="text_sha256"),
        output_field=models.TextField(),
        db_persist=True,
    )
    kind = models.TextField(choices=TextVersionKind.choices, default=TextVersionKind.FIRST)
    dated = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, db_default="")
    blocks = models.JSONField()
    source_format = models.TextField(default="text", db_default="text")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    redacted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("article", "number", name="text_version_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="text_version_number_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="text_version_text_given"),
            models.CheckConstraint(
                condition=Q(kind__in=TextVersionKind.values), name="text_version_kind_known"
            ),
            models.CheckConstraint(
                condition=Exact(
                    Func("blocks", function="jsonb_typeof", output_field=models.TextField()),
                    models.Value("array"),
                ),
                name="text_version_blocks_listed",
            ),
        ]
        indexes = [models.Index("sha256", name="text_version_sha256")]
        triggers = [*TEXT_NEVER_CHANGES, CUT_INTO_PIECES]

    def __str__(self) -> str:
        return f"text {self.number} of article {self.article_id}"


class TextPiece(models.Model):
    """A long text version in pieces of 1,024 code points, written by trigger.

    What stands in the middle of a text can only be found by counting from its beginning; for each
    of the thousands of words that are checked against it, that takes too long.
    """

    pk = models.CompositePrimaryKey("text_version", "number")
    text_version = models.ForeignKey(
        TextVersion, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.PositiveIntegerField()
    words = models.TextField()

    class Meta:
        triggers = PIECES_ARE_OF_THE_TEXT

    def __str__(self) -> str:
        return self.words
