"""What of the quotes of an article stands in which of its texts, and what waits for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from quotes.anchoring import Marked
from quotes.models import Attribution, Placement, Quote, Relay, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import QuerySet

    from quotes.spans import Spans

OF_QUOTE = ("content", "cue", "addressee_span")
OF_SOURCE = ("mention", "descriptor", "condition")
OF_RELAY = ("span",)
"""The columns of each table that mark words; "mention:7" is that of attribution 7."""


class Standing(NamedTuple):
    """A quote as far as a next text of its article has to know it.

    `is_plain`: the machine suggested it, and nobody has touched it. `is_left`: a person decided
    that it stays at its text.
    """

    pk: int
    text_version_id: int
    status: str
    kind: str
    is_plain: bool
    is_left: bool


def waiting_placements() -> QuerySet[Placement]:
    """The quotes of which a person has to say where they stand in a newer text, in no order."""
    return Placement.objects.filter(decision=Placement.Decision.WAITING)


def newest_placement(quote_id: int) -> Placement | None:
    """Answer where a quote stands in the newest text after its own, with both; None: no such."""
    placements = Placement.objects.select_related("old_text", "text_version")
    return placements.filter(quote=quote_id).order_by("-text_version__number").first()


def standing_quotes(quotes: QuerySet[Quote]) -> list[Standing]:
    """Answer quotes by their ids, as the next text of their article finds them."""
    left = Placement.objects.filter(
        quote=OuterRef("pk"), old_text=OuterRef("text_version"), decision=Placement.Decision.LEFT
    )
    plain = Q(
        ~Exists(Stance.objects.filter(quote=OuterRef("pk"))),
        status=Quote.Status.SUGGESTED,
        origin=Quote.Origin.MACHINE,
        changed=False,
        unsure=False,
        stances_done=False,
    )
    rows = quotes.annotate(is_plain=plain, is_left=Exists(left)).order_by("pk")
    return [Standing._make(row) for row in rows.values_list(*Standing._fields)]


def marked(ids: Sequence[int]) -> dict[int, Marked]:
    """Answer all that is marked in the text for each of these quotes, in three queries."""
    found: dict[int, dict[str, Spans]] = {pk: {} for pk in ids}
    for pk, *spans in Quote.objects.filter(pk__in=ids).values_list("pk", *OF_QUOTE):
        found[pk] |= {name: each for name, each in zip(OF_QUOTE, spans, strict=True) if each}
    for quote_id, name, spans in _beside(Attribution, OF_SOURCE, ids):
        found[quote_id][name] = spans
    for quote_id, name, spans in _beside(Relay, OF_RELAY, ids):
        found[quote_id][name] = spans
    return {pk: Marked(pk, parts) for pk, parts in found.items()}


def _beside(
    model: Any, columns: tuple[str, ...], ids: Sequence[int]
) -> Iterator[tuple[int, str, Spans]]:
    rows = model.objects.filter(quote__in=ids).order_by("quote", "position")
    for pk, quote_id, *spans in rows.values_list("pk", "quote_id", *columns):
        for column, each in zip(columns, spans, strict=True):
            if each:
                yield quote_id, f"{column}:{pk}", each
