"""Two that proved to be one, and two that did not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from articles.history import tracked
from quotes.models.speakers import Speaker
from quotes.models.targets import Target


@tracked("SpeakerMergeEvent")
class SpeakerMerge(models.Model):
    """A speaker found to be another, until somebody finds that they are two after all.

    `Speaker.merged_into` is where the chain of those that stand now ends: reads look up one row.
    """

    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Speaker, models.PROTECT, related_name="+")
    reason = models.TextField(
        default="", blank=True, help_text="Why an unnamed source is known to be somebody."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "speaker", condition=Q(ended_at=None), name="speaker_merge_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(speaker=F("into")), name="speaker_merge_joins_two"),
        )

    def __str__(self) -> str:
        return f"{self.speaker_id} into {self.into_id}"


@tracked("TargetMergeEvent")
class TargetMerge(models.Model):
    """A target found to be another, until somebody finds that they are two after all."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Target, models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "target", condition=Q(ended_at=None), name="target_merge_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(target=F("into")), name="target_merge_joins_two"),
        )

    def __str__(self) -> str:
        return f"{self.target_id} into {self.into_id}"


@tracked("SpeakersApartEvent")
class SpeakersApart(models.Model):
    """Two speakers of like names whom somebody knows to be two: not offered as one again."""

    first = models.ForeignKey(Speaker, models.CASCADE, related_name="+")
    second = models.ForeignKey(Speaker, models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["first", "second"], name="speakers_apart_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="speakers_apart_are_two_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"


class QuotesToMove(models.Model):
    """Work that waits: the quotes of a speaker who was merged or unmerged name whom they became.

    What was tagged stays in the attributions; `after` is the last of these that was looked at.
    """

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="+")
    after = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.speaker_id)
