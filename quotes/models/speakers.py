"""Who speaks: people, organisations, groups and documents."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from articles.history import tracked
from quotes.models import following, triggers


class Fold(Func):
    """A name as it is compared: lower case, accents ignored."""

    function = "fold"
    output_field = models.TextField()


class Surname(Func):
    """The last word of a namesake, as it sounds."""

    template = "split_part(%(expressions)s, ' ', 2)"
    output_field = models.TextField()


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Questions about speakers."""

    def known_in(self, article_id: int | None) -> SpeakerQuerySet:
        """Keep those who may be named in this article: everybody, and its own unnamed sources."""
        return self.filter(Q(article_id=None) | Q(article_id=article_id), merged_into=None)


@tracked("SpeakerEvent")
class Speaker(models.Model):
    """Who or what can be quoted; an unnamed source belongs to one article."""

    class Kind(models.TextChoices):
        """What a speaker is."""

        PERSON = "person", pgettext_lazy("speaker", "person")
        ORGANISATION = "organisation", pgettext_lazy("speaker", "organisation")
        GROUP = "group", pgettext_lazy("speaker", "group")
        DOCUMENT = "document", pgettext_lazy("speaker", "document")

    name = models.TextField()
    kind = models.TextField(choices=Kind.choices, default=Kind.PERSON)
    article = models.ForeignKey(
        "articles.Article",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Set for an unnamed source.",
    )
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    wikidata_id = models.TextField(null=True, blank=True, unique=True)
    attributes = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="speaker_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["person", "organisation", "group", "document"]),
                name="speaker_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(part_of=F("id")), name="speaker_is_no_part_of_itself"
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="speaker_is_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=Q(wikidata_id__regex=r"^Q[1-9][0-9]*$"), name="speaker_wikidata_id_is_one"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="speaker_version_counts_from_one"
            ),
            models.UniqueConstraint(
                "article",
                Fold("name"),
                condition=Q(article__isnull=False),
                name="speaker_unnamed_once_an_article",
            ),
        )
        indexes = (
            models.Index(Fold("name"), "id", name="speaker_by_name"),
            # Lists leave out unnamed sources, of which a large archive has more than of others.
            models.Index(
                Fold("name"),
                "id",
                name="speaker_known_by_name",
                condition=Q(article=None, merged_into=None),
            ),
            GinIndex(
                fields=["attributes"], name="speaker_attributes", opclasses=["jsonb_path_ops"]
            ),
        )
        triggers = (
            triggers.merges_are_flat("quotes_speaker", "speaker_merges_are_flat"),
            pgtrigger.Trigger(
                name="search_follows",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("kind", "article"),
                func=following.SEARCH_FOLLOWS_SPEAKER,
            ),
        )

    def __str__(self) -> str:
        return self.name


FOUND_BY = ("folded", "words", "namesake")
"""Columns of a name that follow from it: not part of its history."""


@tracked("SpeakerNameEvent", exclude=FOUND_BY)
class SpeakerName(models.Model):
    """One name a speaker goes by, the present one included.

    `words` are found by how they begin; `namesake` is how the first word and the last one sound.
    """

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="names")
    name = models.TextField()
    folded = models.GeneratedField(
        expression=Fold("name"), output_field=models.TextField(), db_persist=True
    )
    words = models.GeneratedField(
        expression=Func("name", function="name_words"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    namesake = models.GeneratedField(
        expression=Func("name", function="namesake"),
        output_field=models.TextField(null=True),
        db_persist=True,
    )

    class Meta:
        constraints = (
            models.UniqueConstraint("speaker", Fold("name"), name="speaker_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="speaker_name_is_not_empty"),
        )
        indexes = (
            models.Index(Fold("name"), name="speaker_name_folded"),
            GinIndex(OpClass("folded", name="gin_trgm_ops"), name="speaker_name_trigrams"),
            GinIndex(fields=["words"], name="speaker_name_words"),
            models.Index(fields=["namesake", "speaker"], name="speaker_namesakes"),
            models.Index(Surname("namesake"), "speaker", name="speaker_surnames"),
        )

    def __str__(self) -> str:
        return self.name


@tracked("SpeakerRoleEvent")
class SpeakerRole(models.Model):
    """What a speaker is or was, and from when to when."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="roles")
    role = models.TextField()
    organisation = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="+"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(role=""), name="speaker_role_is_not_empty"),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="speaker_role_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return self.role
