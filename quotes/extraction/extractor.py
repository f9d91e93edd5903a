"""From a text to its suggested quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cast import Cast
from .circumstances import circumstances
from .confidence import judge
from .lexicon import lexicon_for
from .marks import quoted_paragraphs
from .quote import SuggestedAttribution, Suggestion
from .running import find_quotes
from .speakers import Resolved, Resolver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .found import Found
    from .lexicon import Lexicon
    from .marks import Paragraph
    from .quote import Sourcing, Span

LIKELY = 0.5
_NEAR = 1


def extract(text: str, *, language: str = "") -> list[Suggestion]:
    """Return a text's quotes in the order of their first words, in code points into `text`.

    `language` is a tag such as "en" or "de-AT"; "" is read as English, and one without a lexicon
    by its marks alone. Indirect ones are left out where the odds are against them.
    """
    lexicon = lexicon_for(language)
    paragraphs = quoted_paragraphs(text)
    read = suggestions(text, paragraphs, find_quotes(text, paragraphs, lexicon), lexicon)
    return [one for one in read if one.kind != "indirect" or one.confidence >= LIKELY]


def suggestions(
    text: str, paragraphs: Sequence[Paragraph], found: Sequence[Found], lexicon: Lexicon
) -> list[Suggestion]:
    """Return every quote found with its sources resolved, in the order of their first words."""
    if not found:
        return []
    quoted = [
        (stretch.open, stretch.close) for paragraph in paragraphs for stretch in paragraph.stretches
    ]
    resolver = Resolver(Cast(text, lexicon, quoted), lexicon)
    resolved = _resolve(resolver, found)
    # Only now: a later, fuller description renames whoever an early quote was given to.
    read = [_suggestion(text, quote, sources, lexicon) for quote, sources in resolved]
    once = {suggestion.content: suggestion for suggestion in reversed(read)}
    return sorted(once.values(), key=lambda suggestion: suggestion.content[0])


def _resolve(resolver: Resolver, found: Sequence[Found]) -> list[tuple[Found, list[Resolved]]]:
    """Return each quote with its sources; one alone after another keeps its speaker."""
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
    return resolved


def _suggestion(text: str, quote: Found, sources: list[Resolved], lexicon: Lexicon) -> Suggestion:
    words = text[slice(*sources[0].span)] if sources else ""
    confidence, reason = judge(quote, sources, words)
    source = quote.source
    beside = circumstances(quote, lexicon)
    return Suggestion(
        content=tuple(quote.parts),
        kind=quote.kind,
        confidence=confidence,
        reason=reason,
        cue=(source.cue_span,) if source and source.cue_span else (),
        addressee=source.addressee if source else None,
        relays=beside.relays,
        act=beside.act,
        occasion=beside.occasion,
        earlier=beside.earlier,
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
