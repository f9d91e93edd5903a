"""Where a speaker stands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from articles.history import tracked
from quotes.models import following, triggers
from quotes.models.attributions import COPIES
from quotes.models.quotes import Quote
from quotes.models.targets import Target


@tracked("StanceEvent", exclude=COPIES)
class Stance(models.Model):
    """The position one quote takes towards one target; null: about it, nobody has judged yet."""

    class Position(models.TextChoices):
        """The five positions, in the order of their keys 1 to 5."""

        SUPPORT = "support", pgettext_lazy("position", "support")
        OPPOSE = "oppose", pgettext_lazy("position", "oppose")
        NEUTRAL = "neutral", pgettext_lazy("position", "neutral")
        MIXED = "mixed", pgettext_lazy("position", "mixed")
        UNCLEAR = "unclear", pgettext_lazy("position", "unclear")

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="stances")
    target = models.ForeignKey(Target, models.PROTECT, related_name="stances")
    position = models.TextField(choices=Position.choices, null=True, blank=True)
    conditional = models.BooleanField(default=False)
    status = models.TextField(editable=False)
    sort_at = models.DateTimeField(editable=False)
    dated_on = models.DateField(null=True, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["quote", "target"], name="stance_once_a_target"),
            models.CheckConstraint(
                condition=Q(position__in=["support", "oppose", "neutral", "mixed", "unclear"]),
                name="stance_position_is_known",
            ),
        )
        indexes = (
            models.Index(
                fields=["target", "status", "position", "-sort_at", "-quote"],
                name="stance_by_position",
            ),
            models.Index(
                fields=["target", "status", "-sort_at", "-quote"], name="stance_by_target"
            ),
        )
        triggers = (
            triggers.before("copies_filled", triggers.COPY_FROM_QUOTE),
            *following.search_follows("quote", "target", "position", "conditional"),
        )

    def __str__(self) -> str:
        return f"{self.position or 'about'} {self.target_id}"
