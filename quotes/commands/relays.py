"""Through whom a quote reached the article: rows beside it, changed only inside a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.commands.attributions import read_part
from quotes.commands.names import clean_name
from quotes.commands.speakers import find_or_add_speaker
from quotes.models import Relay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.commands.inputs import RelayInput
    from quotes.models import Quote


def set_relays(quote: Quote, inputs: Sequence[RelayInput]) -> None:
    """Make the relays of a quote these, in this order; rows keep their ids by position.

    Raises Missing, Ambiguous or Invalid.
    """
    rows = {row.position: row for row in quote.relays.all()}
    for position, wanted in enumerate(inputs):
        row = rows.pop(position, None) or Relay(quote=quote, position=position)
        row.name = clean_name(wanted.name, "relay")
        row.speaker = None if wanted.speaker is None else find_or_add_speaker(wanted.speaker)
        row.span, row.span_words = read_part(quote, wanted.span, "relay")
        row.save()
    quote.relays.filter(position__in=rows).delete()
