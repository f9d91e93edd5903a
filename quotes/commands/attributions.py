"""Who is said to have said a quote: rows beside it, changed only inside a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from quotes import spans
from quotes.commands.known import Known
from quotes.commands.new_rows import insert_rows
from quotes.commands.proposals import store_speakers
from quotes.commands.refusals import Invalid
from quotes.commands.speakers import find_or_add_speaker
from quotes.models import Attribution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.commands.inputs import AttributionInput, PartsInput
    from quotes.models import Quote, Speaker


def add_attributions(quote: Quote, inputs: Sequence[AttributionInput], *, known: Known) -> None:
    """Give a new quote, which has none yet, its attributions. Raises as the commands do."""
    rows = [Attribution(quote=quote, position=position) for position in range(len(inputs))]
    for row, wanted in zip(rows, inputs, strict=True):
        fill_attribution(row, wanted, quote=quote, known=known)
    insert_rows(rows)


def set_attributions(quote: Quote, inputs: Sequence[AttributionInput]) -> None:
    """Make the attributions of a quote these, in this order; rows keep their ids by position."""
    known = Known()
    rows = {row.position: row for row in quote.attributions.all()}
    for position, wanted in enumerate(inputs):
        row = rows.pop(position, None) or Attribution(quote=quote, position=position)
        fill_attribution(row, wanted, quote=quote, known=known)
        row.save()
    quote.attributions.filter(position__in=rows).delete()


def fill_attribution(
    row: Attribution, wanted: AttributionInput, *, quote: Quote, known: Known | None = None
) -> None:
    """Put into a source what is wanted, and nothing of what it was. Raises as the commands do."""
    known = known or Known()
    unnamed_in = quote.article_id if wanted.sourcing == "unnamed" else None
    row.speaker = (
        known.speaker(wanted.speaker, kind=wanted.speaker_kind, unnamed_in=unnamed_in)
        if wanted.speaker is not None
        else None
    )
    row.organisation = (
        known.speaker(wanted.organisation, kind="organisation")
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


_PROPOSED = """
select id, proposed_name, proposed_kind, sourcing = 'unnamed' from quotes_attribution
where quote_id = %s and speaker_id is null and proposed_name <> '' order by position
"""


def settle_speakers(quote: Quote) -> None:
    """Turn proposed speakers into speakers: who agrees to the quote agrees to them."""
    with connection.cursor() as cursor:
        cursor.execute(_PROPOSED, [quote.pk])
        rows = cursor.fetchall()
    settled = {}
    for pk, name, kind, is_unnamed in rows:
        unnamed_in = quote.article_id if is_unnamed else None
        settled[pk] = find_or_add_speaker(name, kind=kind, unnamed_in=unnamed_in).pk
    if settled:
        store_speakers(settled)


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
