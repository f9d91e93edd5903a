"""What others did at an article since a page was drawn, and where it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db.models import F, Value
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThanOrEqual

from articles.history import Xid8Field
from quotes.models import Quote, Step

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from quotes.spans import Span


class Done(NamedTuple):
    """A step by its command; without a quote it was of many, or of none."""

    quote_id: int | None
    command: str
    context: UUID


def steps_since(article_id: int, since: str) -> list[Done]:
    """Answer the steps of an article that were not yet to be seen at `since`, oldest first."""
    at = Cast(Value(since), Xid8Field())
    rows = Step.objects.filter(GreaterThanOrEqual(F("xid"), at), article=article_id)
    return [Done(*row) for row in rows.order_by("id").values_list("quote_id", "command", "context")]


def traces_of(quotes: Collection[int]) -> list[Span]:
    """Answer every place at which these quotes have ever been marked, as parts in code points."""
    found: list[Span] = []
    for model, of, columns in (
        ("QuoteEvent", "pgh_obj_id", ("content", "cue")),
        ("AttributionEvent", "quote_id", ("mention",)),
    ):
        events: Any = apps.get_model("quotes", model)
        rows = events.objects.filter(**{f"{of}__in": quotes}).values_list(*columns).distinct()
        found += [part for row in rows for spans in row for part in spans or ()]
    return found


def text_of(quote_id: int) -> int | None:
    """Answer the number of the text in which a quote stands now, None for one that is deleted."""
    numbers = Quote.objects.filter(pk=quote_id).values_list("text_version__number", flat=True)
    return numbers.first()
