"""Taking in an article and suggesting its quotes: one command for the page, the command line and the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articles.commands import store_article
from quotes import spans
from quotes.commands.steps import recorded
from quotes.extraction import extract
from quotes.models import Attribution, Quote

if TYPE_CHECKING:
    from accounts.models import User
    from articles.drafts import Draft
    from articles.models import Article, TextVersion
    from quotes.extraction import SuggestedAttribution, Suggestion


@dataclass(frozen=True)
class TakenIn:
    """What became of a draft: `change` is "new", "same" (nothing was added) or "changed" (a new text version)."""

    article: Article
    text_version: TextVersion
    change: str
    quotes_suggested: int


def take_in_article(draft: Draft, *, by: User | None) -> TakenIn:
    """Store an article, or a changed text of one already here, and suggest its quotes.

    The same article again adds nothing. Quotes of an older text stay with that text. Raises articles.drafts.DraftRefused.
    """
    with recorded("take_in_article", by=by):
        stored = store_article(draft, by=by)
        suggested = (
            0
            if stored.change == "same"
            else suggest_quotes(stored.text_version, language=stored.article.language)
        )
    return TakenIn(stored.article, stored.text_version, stored.change, suggested)


def suggest_quotes(version: TextVersion, *, language: str) -> int:
    """Store what the extractor reads in a text version as suggestions, and answer how many."""
    suggestions = extract(version.text, language=language)
    quotes = [_quote(version, suggestion) for suggestion in suggestions]
    pairs = list(zip(quotes, suggestions, strict=True))
    waiting = pairs
    while (
        waiting
    ):  # once for each depth of nesting: a parent has to be stored before what stands in it
        ready = [(quote, it) for quote, it in waiting if it.parent is None or quotes[it.parent].pk]
        for quote, suggestion in ready:
            quote.parent = None if suggestion.parent is None else quotes[suggestion.parent]
        Quote.objects.bulk_create([quote for quote, _ in ready])
        waiting = [(quote, it) for quote, it in waiting if not quote.pk]
    Attribution.objects.bulk_create(
        _attribution(version.text, quote, attribution, position)
        for quote, suggestion in pairs
        for position, attribution in enumerate(suggestion.attributions)
    )
    return len(quotes)


def _quote(version: TextVersion, suggestion: Suggestion) -> Quote:
    text = version.text
    return Quote(
        text_version=version,
        **_kept(text, "content", suggestion.content),
        **_kept(text, "cue", suggestion.cue),
        kind=suggestion.kind,
        origin=Quote.Origin.MACHINE,
        confidence=suggestion.confidence,
        reason=suggestion.reason,
        addressee="".join(spans.words(text, _part(suggestion.addressee))),
        **_kept(text, "addressee", _part(suggestion.addressee), column="addressee_span"),
    )


def _attribution(
    text: str, quote: Quote, attribution: SuggestedAttribution, position: int
) -> Attribution:
    return Attribution(
        quote=quote,
        position=position,
        **_kept(text, "mention", attribution.mention),
        **_kept(text, "descriptor", _part(attribution.descriptor)),
        **_kept(text, "condition", _part(attribution.condition)),
        sourcing=attribution.sourcing,
        proposed_name=attribution.speaker or "",
        proposed_kind=attribution.speaker_kind,
    )


def _part(span: spans.Span | None) -> spans.Spans:
    return () if span is None else (span,)


def _kept(text: str, name: str, value: spans.Spans, *, column: str = "") -> dict[str, Any]:
    """Answer a span column and the words column beside it, both null where nothing was read."""
    return {column or name: value or None, f"{name}_words": list(spans.words(text, value)) or None}
