"""What the reader reads in one sentence, as what a person who agrees would have marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from articles.models import TextVersion
from quotes import occasions, spans
from quotes.commands.inputs import AttributionInput, RelayInput
from quotes.commands.refusals import Missing
from quotes.extraction import read_at

if TYPE_CHECKING:
    from datetime import date

    from quotes.commands.inputs import QuoteChanges
    from quotes.extraction import SuggestedAttribution
    from quotes.spans import Span, Spans


def read_statement(text_version_id: int, at: int) -> QuoteChanges:
    """Answer the statement of the sentence at a code point; raises Missing where there is none."""
    version = TextVersion.objects.select_related("article").filter(pk=text_version_id).first()
    read = read_at(version.text, at, language=version.article.language) if version else None
    if version is None or read is None:
        message = "there is no sentence to read here: select the words that were said"
        raise Missing("at", at, message)
    addressee = _part(read.addressee)
    changes: QuoteChanges = {
        "content": read.content,
        "cue": read.cue or None,
        "kind": read.kind,
        "act": read.act,
        "earlier": read.earlier,
        "attributions": [_source(each) for each in read.attributions],
        "relays": [
            RelayInput(name=version.text[slice(*span)], span=(span,)) for span in read.relays
        ],
        "addressee": "".join(spans.words(version.text, addressee)),
        "addressee_span": addressee or None,
    }
    at_print = version.article.published_at
    said = _said_on(
        version.text, read.occasion, timezone.localtime(at_print).date() if at_print else None
    )
    if said:
        changes["said_on"], changes["said_on_precision"] = said.on, said.precision
    return changes


def _source(read: SuggestedAttribution) -> AttributionInput:
    return AttributionInput(
        speaker=read.speaker or None,
        speaker_kind=read.speaker_kind,
        mention=read.mention or None,
        sourcing=read.sourcing,
        descriptor=_part(read.descriptor) or None,
        condition=_part(read.condition) or None,
    )


def _said_on(text: str, words: Span | None, published: date | None) -> occasions.Occasion | None:
    return occasions.read_typed(text[slice(*words)], published=published) if words else None


def _part(span: Span | None) -> Spans:
    return () if span is None else (span,)
