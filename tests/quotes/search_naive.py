"""What filters mean, told the plain way: one quote at a time, in Python, from the tables of record.

The search is held to this; nothing but tests may use it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.cues import cues_of
from quotes.models import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotes.queries.filters import QuoteFilters


class Plain:
    """The quotes a reader gets, newest first, each with what is true of it."""

    def __init__(self) -> None:
        rows = Quote.objects.filter(status="accepted", article__withdrawn_at=None)
        self.quotes = [(quote, values_of(quote)) for quote in rows.order_by("-sort_at", "-id")]

    def chosen(self, filters: QuoteFilters) -> list[int]:
        """Answer the ids of those that fit, newest first."""
        return [quote.pk for quote, true in self.quotes if _fits(quote, true, filters)]


def values_of(quote: Quote) -> dict[str, set[Any]]:
    """Answer, by filter, the values that are true of a quote; ids with all that are the same."""
    attributions = quote.attributions.select_related("speaker", "organisation")
    speakers = {whole(each.speaker) for each in attributions if each.speaker}
    offices = {whole(each.organisation) for each in attributions if each.organisation}
    stances = [(each.target, each.position or "none") for each in quote.stances.all()]
    cue = " ".join(quote.cue_words or ()).lower()
    return {
        "speaker": ids(speakers),
        "organisation": ids(speakers | offices),
        "target": ids(target for target, _ in stances),
        "stance": {position for _, position in stances},
        "pairs": {(pk, position) for target, position in stances for pk in ids([target])},
        "kind": {quote.kind},
        "act": {quote.act},
        "sourcing": {each.sourcing for each in attributions},
        "outlet": {quote.outlet_id},
        "language": {quote.language},
        "article": {quote.article_id},
        "block": {"body"},
        "decided": {quote.decided_how},
        "unsure": {"yes"} if quote.unsure else set(),
        "relayed": {"yes"} if quote.relays.exists() else set(),
        "relay": {each.name.lower() for each in quote.relays.all()},
        "cue": {cue},
        "cue_class": {name for name in ("neutral", "distancing") if cue in cues_of(name)},
        "attribute": {
            f"{key}:{value}"
            for each in speakers | offices
            for key, value in each.attributes.items()
        },
    }


def whole(one: Any) -> Any:
    return one.merged_into or one


def ids(named: Iterable[Any]) -> set[int]:
    wholes = [whole(each) for each in named]
    return {each.pk for each in wholes} | {pk for each in wholes for pk in merged(each)}


def merged(one: Any) -> list[int]:
    return [each.pk for each in one.merged.all()]


def _fits(quote: Quote, true: dict[str, set[Any]], filters: QuoteFilters) -> bool:
    wanted = {name: set(getattr(filters, name)) for name in true if name != "pairs"}
    if filters.target and filters.stance:
        pairs = {(target, stance) for target in filters.target for stance in filters.stance}
        wanted |= {"target": set(), "stance": set(), "pairs": pairs}
    day, first, last = quote.dated_on, filters.said_from, filters.said_to
    return (
        all(not asked or asked & true[name] for name, asked in wanted.items())
        and not any(set(values) & true[name] for name, values in filters.left_out().items())
        and (bool(filters.kind) or quote.kind != "term")
        and (first is None or (day is not None and day >= first))
        and (last is None or (day is not None and day <= last))
        and _was_printed(quote, filters)
        and all(word in " ".join(quote.content_words).lower() for word in filters.q.split())
    )


def _was_printed(quote: Quote, filters: QuoteFilters) -> bool:
    at, first = quote.published_at, filters.published_from
    return first is None or (at is not None and at.date() >= first)
