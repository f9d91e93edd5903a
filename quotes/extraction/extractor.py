"""From a text to its suggested quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cast import Cast
from .confidence import judge
from .lexicon import lexicon_for
from .marks import quoted_paragraphs
from .quote import SuggestedAttribution, Suggestion
from .running import find_quotes
from .speakers import Resolved, Resolver

if TYPE_CHECKING:
    from .found import Found
    from .quote import Sourcing, Span

_NEAR = 1


def extract(text: str, *, language: str = "") -> list[Suggestion]:
    """Return a text's quotes in the order of their first words, in code points into `text`.

    `language` is a tag such as "en" or "de-AT"; "" is read as English, and one without a lexicon
    by its marks alone.
    """
    lexicon = lexicon_for(language)
    paragraphs = quoted_paragraphs(text)
    found = find_quotes(text, paragraphs, lexicon)
    if not found:
        return []
    quoted = [
        (stretch.open, stretch.close) for paragraph in paragraphs for stretch in paragraph.stretches
    ]
    resolver = Resolver(Cast(text, lexicon, quoted), lexicon)
    resolved: list[tuple[Found, list[Resolved]]] = []
    before: tuple[int, list[Resolved]] = (-2, [])
    for quote in found:
        sources = resolver.resolve(quote.source) if quote.source else []
        if sources:
            before = quote.paragraph, sources
        elif (
            quote.source is None
            and quote.how == "alone"
            and quote.kind == "direct"
            and quote.paragraph - before[0] <= _NEAR
        ):
            sources = [Resolved((0, 0), source.figure) for source in before[1]]
            before = quote.paragraph, sources
        resolved.append((quote, sources))
    # Only now: a later, fuller description renames whoever an early quote was given to.
    suggestions = [_suggestion(text, quote, sources) for quote, sources in resolved]
    return sorted(suggestions, key=lambda suggestion: suggestion.content[0])


def _suggestion(text: str, quote: Found, sources: list[Resolved]) -> Suggestion:
    words = text[slice(*sources[0].span)] if sources else ""
    confidence, reason = judge(quote, sources, words)
    source = quote.source
    return Suggestion(
        content=tuple(quote.parts),
        kind=quote.kind,
        confidence=confidence,
        reason=reason,
        cue=(source.cue_span,) if source and source.cue_span else (),
        addressee=source.addressee if source else None,
        attributions=_attributions(text, quote, sources),
    )


def _attributions(
    text: str, quote: Found, sources: list[Resolved]
) -> tuple[SuggestedAttribution, ...]:
    if quote.document:
        name = text[slice(*quote.document)]
        return (SuggestedAttribution((), name, "document", "document"),)
    condition = quote.source.condition if quote.source else None
    return tuple(_attribution(source, condition) for source in sources)


def _attribution(source: Resolved, condition: Span | None) -> SuggestedAttribution:
    figure = source.figure
    mention = (source.span,) if source.span[1] else ()
    if figure is None:  # a mention names somebody, though it is not known whom
        sourcing: Sourcing = "named" if mention else "none"
        return SuggestedAttribution(mention, sourcing=sourcing, condition=condition)
    return SuggestedAttribution(
        mention, figure.name, figure.kind, figure.sourcing, source.descriptor, condition
    )
