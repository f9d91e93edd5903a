"""How far a bulk import is, and what was refused of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Sum
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from quotes.models import Import, ImportItem

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

SHOWN_REFUSALS = 200
LAST = 5
ALIVE = timedelta(minutes=1)


@dataclass(frozen=True)
class ImportProgress:
    """How many articles of an import became what, and the first that were refused."""

    batch: Import
    counts: dict[str, int]
    quotes: int
    refused: list[ImportItem]
    has_worker: bool
    is_given_up: bool
    """Workers have failed, or died, at a part of it again and again."""

    @property
    def total(self) -> int:
        """How many articles were sent, as far as they are here."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """How many of them something became of."""
        return self.total - self.counts["waiting"]

    @property
    def is_over(self) -> bool:
        """Whether nothing more will change."""
        return self.batch.is_whole and not self.counts["waiting"]


def progress_of_import(import_id: int) -> ImportProgress:
    """Answer how far an import is. Raises Import.DoesNotExist."""
    batch = Import.objects.select_related("by").get(pk=import_id)
    told = batch.items.values_list("state").annotate(n=Count("pk"), quotes=Sum("quotes"))
    rows = list(told.order_by())
    failed = ProcrastinateJob.objects.filter(status="failed", args__batch_id=import_id)
    refused = batch.items.filter(state=ImportItem.State.REFUSED).defer("source")
    return ImportProgress(
        batch=batch,
        counts={**dict.fromkeys(ImportItem.State.values, 0), **{row[0]: row[1] for row in rows}},
        quotes=sum(row[2] or 0 for row in rows),
        refused=list(refused.order_by("position")[:SHOWN_REFUSALS]),
        has_worker=has_worker(),
        is_given_up=failed.exists(),
    )


def has_worker() -> bool:
    """Tell whether any worker gave a sign of life of late."""
    since = timezone.now() - ALIVE
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).exists()


def last_imports(user: User) -> QuerySet[Import]:
    """Answer what somebody sent last."""
    return Import.objects.filter(by=user).order_by("-id")[:LAST]
