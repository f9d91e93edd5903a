"""Taking in very many articles: they are stored as they were sent, and workers read them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from articles.drafts import Draft, DraftRefused
from articles.fields import storable
from articles.readers import read_each
from quotes.commands.take_in import TakenIn, take_in_articles
from quotes.jobs import job
from quotes.models import Import, ImportItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from accounts.models import User
    from articles.readers import Format
    from articles.readers.sources import Source
    from quotes.commands.refusals import Refused

PART, BYTES = 50, 1_000_000
"""Articles that are taken in by one job, in one transaction, at most."""


def import_articles(sources: Iterable[Source], *, outlet: str, by: User | None) -> Import:
    """Store articles as they were sent; workers take them in, published by `outlet` if given.

    Each part is there for workers as soon as it is stored. What cannot be read is refused by them,
    and raises nothing here.
    """
    batch = Import.objects.create(by=by, outlet=outlet)
    position = 0
    for part in _parts(sources):
        with transaction.atomic():
            ImportItem.objects.bulk_create(_items(batch, part, position))
            take_in_part.defer(batch_id=batch.pk, first=position, last=position + len(part) - 1)
        position += len(part)
    batch.is_whole = True
    batch.save(update_fields=["is_whole"])
    return batch


@job
def take_in_part(*, batch_id: int, first: int, last: int) -> None:
    """Take in the articles of an import from the `first` to the `last` position.

    What became of each is stored in the same transaction: done again, a part adds nothing. Raises
    Import.DoesNotExist.
    """
    with transaction.atomic():
        batch = Import.objects.select_related("by").get(pk=batch_id)
        waiting = ImportItem.objects.select_for_update().filter(
            batch=batch, position__range=(first, last), state=ImportItem.State.WAITING
        )
        items = list(waiting.order_by("position"))
        drafts = [_draft(item, batch.outlet) for item in items]
        good = [draft for draft in drafts if isinstance(draft, Draft)]
        taken = iter(take_in_articles(good, by=batch.by) if good else [])
        for item, draft in zip(items, drafts, strict=True):
            _tell(item, next(taken) if isinstance(draft, Draft) else draft)
        told = ("state", "article", "quotes", "reason", "source")
        ImportItem.objects.bulk_update(items, told)


def _parts(sources: Iterable[Source]) -> Iterator[list[Source]]:
    part: list[Source] = []
    size = 0
    for source in sources:
        part.append(source)
        size += len(source.data)
        if len(part) == PART or size >= BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def _items(batch: Import, part: Sequence[Source], first: int) -> list[ImportItem]:
    return [
        ImportItem(
            batch=batch,
            position=position,
            name=storable(source.name),
            line=source.line,
            format=source.format,
            source=source.data,
        )
        for position, source in enumerate(part, start=first)
    ]


def _draft(item: ImportItem, outlet: str) -> Draft | DraftRefused:
    zone = timezone.get_current_timezone()
    data = bytes(item.source or b"")
    # A line of JSONL is one article, and a file of text or HTML is.
    chosen = cast("Format", item.format)
    drafts = [draft for _, draft in read_each(data, format=chosen, tz=zone)]
    if len(drafts) != 1:
        return DraftRefused("file", item.name, gettext("There is no article in it."))
    (draft,) = drafts
    return replace(draft, outlet=outlet) if outlet and isinstance(draft, Draft) else draft


def _tell(item: ImportItem, outcome: TakenIn | DraftRefused | Refused) -> None:
    item.source = None
    if isinstance(outcome, TakenIn):
        item.state, item.article = outcome.change, outcome.article
        item.quotes = 0 if outcome.change == "same" else outcome.quotes_suggested
    else:
        item.state = ImportItem.State.REFUSED
        item.reason = f"{outcome.field}: {outcome.message}"
