"""Through whom a quote reached the article: rows beside it, changed only inside a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.commands.attributions import read_part
from quotes.commands.known import Known
from quotes.commands.names import clean_name
from quotes.commands.new_rows import insert_rows
from quotes.models import Relay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.commands.inputs import RelayInput
    from quotes.models import Quote


def add_relays(quote: Quote, inputs: Sequence[RelayInput], *, known: Known) -> None:
    """Give a new quote, which has none yet, its relays. Raises Missing, Ambiguous or Invalid."""
    rows = [Relay(quote=quote, position=position) for position in range(len(inputs))]
    for row, wanted in zip(rows, inputs, strict=True):
        _fill(row, wanted, quote=quote, known=known)
    insert_rows(rows)


def set_relays(quote: Quote, inputs: Sequence[RelayInput]) -> None:
    """Make the relays of a quote these, in this order; rows keep their ids by position.

    Raises Missing, Ambiguous or Invalid.
    """
    known, rows = Known(), {row.position: row for row in quote.relays.all()}
    for position, wanted in enumerate(inputs):
        row = rows.pop(position, None) or Relay(quote=quote, position=position)
        _fill(row, wanted, quote=quote, known=known)
        row.save()
    quote.relays.filter(position__in=rows).delete()


def _fill(row: Relay, wanted: RelayInput, *, quote: Quote, known: Known) -> None:
    row.name = clean_name(wanted.name, "relay")
    row.speaker = None if wanted.speaker is None else known.speaker(wanted.speaker)
    row.span, row.span_words = read_part(quote, wanted.span, "relay")
