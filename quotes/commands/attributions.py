"""Who is said to have said a quote: rows beside it, changed only inside a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes import spans
from quotes.commands.refusals import Invalid
from quotes.commands.speakers import find_or_add_speaker
from quotes.models import Attribution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.commands.inputs import AttributionInput, PartsInput
    from quotes.models import Quote, Speaker


def set_attributions(quote: Quote, inputs: Sequence[AttributionInput]) -> None:
    """Make the attributions of a quote these, in this order; rows keep their ids by position."""
    rows = {row.position: row for row in quote.attributions.all()}
    for position, wanted in enumerate(inputs):
        row = rows.pop(position, None) or Attribution(quote=quote, position=position)
        _fill(row, wanted, quote=quote)
        row.save()
    quote.attributions.filter(position__in=rows).delete()


def _fill(row: Attribution, wanted: AttributionInput, *, quote: Quote) -> None:
    unnamed_in = quote.article_id if wanted.sourcing == "unnamed" else None
    row.speaker = (
        find_or_add_speaker(wanted.speaker, kind=wanted.speaker_kind, unnamed_in=unnamed_in)
        if wanted.speaker is not None
        else None
    )
    row.organisation = (
        find_or_add_speaker(wanted.organisation, kind="organisation")
        if wanted.organisation is not None
        else None
    )
    if row.organisation and row.organisation.article_id not in {None, quote.article_id}:
        message = _("this unnamed source belongs to another article")
        raise Invalid("organisation", row.organisation_id, message)
    row.sourcing = sourcing_of(wanted.sourcing, row.speaker)
    row.mention, row.mention_words = read_part(quote, wanted.mention, "mention")
    row.descriptor, row.descriptor_words = read_part(quote, wanted.descriptor, "descriptor")
    row.condition, row.condition_words = read_part(quote, wanted.condition, "condition")
    row.proposed_name = ""


def sourcing_of(wanted: str | None, speaker: Speaker | None) -> str:
    """Answer how the article identifies the source; unless said, it follows from the speaker."""
    if wanted is not None:
        if wanted not in Attribution.Sourcing.values:
            raise Invalid(
                "sourcing",
                wanted,
                _("“%(wanted)s” is no sourcing; use one of %(names)s")
                % {"wanted": wanted, "names": ", ".join(Attribution.Sourcing.values)},
            )
        return wanted
    if speaker is None:
        return "none"
    if speaker.article_id is not None:
        return "unnamed"
    return "document" if speaker.kind == "document" else "named"


def settle_speakers(quote: Quote) -> None:
    """Turn proposed speakers into speakers: who agrees to the quote agrees to them."""
    for row in quote.attributions.exclude(proposed_name="").filter(speaker=None):
        unnamed_in = quote.article_id if row.sourcing == "unnamed" else None
        row.speaker = find_or_add_speaker(
            row.proposed_name, kind=row.proposed_kind, unnamed_in=unnamed_in
        )
        row.save(update_fields=["speaker"])


def read_part(
    quote: Quote, value: PartsInput | None, field: str
) -> tuple[spans.Spans | None, list[str] | None]:
    """Answer the parts and their words, checked against the quote's text; raises Invalid."""
    if not value:
        return None, None
    text = quote.text_version.text
    try:
        plain = all(isinstance(part, tuple) for part in value)
        read = spans.read_spans(value, len(text)) if plain else spans.read_parts(value, text)
    except spans.SpanError as error:
        raise Invalid(field, error.value, error.message, candidates=error.candidates) from error
    return read, list(spans.words(text, read))
