"""What is argued about."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from articles.history import tracked
from quotes.models import triggers
from quotes.models.speakers import Fold, Speaker

NAME_WORDS = SearchVector(Fold("name"), config="simple")
"""The words of a target's name, without case and accents: what those of an article are held to."""


@tracked("TargetEvent")
class Target(models.Model):
    """An issue, proposal, document or speaker one takes a stance on; perhaps part of another."""

    class Kind(models.TextChoices):
        """What a target is."""

        ISSUE = "issue", pgettext_lazy("target", "issue")
        PROPOSAL = "proposal", pgettext_lazy("target", "proposal")
        DOCUMENT = "document", pgettext_lazy("target", "document")
        SPEAKER = "speaker", pgettext_lazy("target", "speaker")

    name = models.TextField()
    kind = models.TextField(choices=Kind.choices, default=Kind.ISSUE)
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="as_target"
    )
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    attributes = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(
                Fold("name"), condition=Q(merged_into=None), name="target_name_once"
            ),
            models.UniqueConstraint(
                "speaker", condition=Q(merged_into=None), name="target_speaker_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="target_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["issue", "proposal", "document", "speaker"]),
                name="target_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="speaker", speaker__isnull=False)
                | (~Q(kind="speaker") & Q(speaker=None)),
                name="target_links_its_speaker",
            ),
            models.CheckConstraint(
                condition=~Q(part_of=F("id")), name="target_is_no_part_of_itself"
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="target_is_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="target_version_counts_from_one"
            ),
        )
        indexes = (
            GinIndex(OpClass(Fold("name"), name="gin_trgm_ops"), name="target_name_trigrams"),
            GinIndex(NAME_WORDS, name="target_name_words", fastupdate=False),
        )
        triggers = (triggers.merges_are_flat("quotes_target", "target_merges_are_flat"),)

    def __str__(self) -> str:
        return self.name
