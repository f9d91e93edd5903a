"""Where the quotes of a text stand in the next text of their article."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from articles.history import tracked
from quotes.models.quotes import Quote


@tracked("PlacementEvent")
class Placement(models.Model):
    """One quote when a next text of its article came in, and what was decided about it.

    `was`, `proposed` and each of `candidates` are the parts of the quote by their names, in code
    points: `was` of the old text, the others of the new one, as is `near`, what is printed there
    now.
    """

    class Outcome(models.TextChoices):
        """What became of the words."""

        EXACT = "exact", pgettext_lazy("placement", "exact")
        MOVED = "moved", pgettext_lazy("placement", "moved")
        ALTERED = "altered", pgettext_lazy("placement", "altered")
        AMBIGUOUS = "ambiguous", pgettext_lazy("placement", "ambiguous")
        GONE = "gone", pgettext_lazy("placement", "gone")

    class Decision(models.TextChoices):
        """What was done about it; `passed`: before anybody decided, a newer text came."""

        WAITING = "waiting", pgettext_lazy("placement", "waiting")
        ITSELF = "itself", pgettext_lazy("placement", "placed by itself")
        TAKEN = "taken", pgettext_lazy("placement", "took the new words")
        PLACED = "placed", pgettext_lazy("placement", "placed by hand")
        LEFT = "left", pgettext_lazy("placement", "left at the old text")
        PASSED = "passed", pgettext_lazy("placement", "passed by a newer text")

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="placements")
    old_text = models.ForeignKey("articles.TextVersion", models.PROTECT, related_name="+")
    text_version = models.ForeignKey("articles.TextVersion", models.PROTECT, related_name="+")
    outcome = models.TextField(choices=Outcome.choices)
    was = models.JSONField()
    proposed = models.JSONField(default=dict, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    near = models.JSONField()
    decision = models.TextField(choices=Decision.choices, default=Decision.WAITING)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["quote", "text_version"], name="placement_once_a_text"),
            models.CheckConstraint(
                condition=~Q(old_text=F("text_version")), name="placement_is_in_another_text"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["exact", "moved", "altered", "ambiguous", "gone"]),
                name="placement_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    decision__in=["waiting", "itself", "taken", "placed", "left", "passed"]
                ),
                name="placement_decision_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(decision="itself") | Q(outcome__in=["exact", "moved"]),
                name="placement_by_itself_is_sure",
            ),
        )
        indexes = (
            models.Index(
                fields=["text_version"],
                condition=Q(decision="waiting"),
                name="placement_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.outcome} {self.quote_id}"
