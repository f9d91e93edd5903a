"""From a text to its suggested quotes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .cast import Cast
from .circumstances import circumstances
from .confidence import judge
from .languages import lexicon_of
from .marks import quoted_paragraphs
from .nested import nested_in
from .quote import SuggestedAttribution, Suggestion
from .running import find_quotes
from .speakers import Resolved, Resolver
from .terms import find_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .confidence import Judgement
    from .found import Found
    from .lexicon import Lexicon
    from .quote import Sourcing, Span
    from .stretches import Paragraph

LIKELY = 0.3
"""Indirect quotes below this are left out: to reject them costs more than to add a missed one."""
_NEAR = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """One quote that was found, what counts for and against it, and whether it is suggested."""

    quote: Found
    sources: Sequence[Resolved]
    judgement: Judgement
    suggestion: Suggestion
    kept: bool


def extract(text: str, *, language: str = "") -> list[Suggestion]:
    """Return a text's quotes in the order of their first words, in code points into `text`.

    `language` is a tag such as "en" or "de-AT"; "" is told by the text's words, and one without a
    lexicon is read by its marks alone. Indirect ones are left out where the odds are against them.
    """
    return suggested(decide(text, language=language))


def decide(text: str, *, language: str = "") -> list[Decision]:
    """Return what `extract` decides about each quote that it finds, suggested or not."""
    lexicon = lexicon_of(text, language)
    paragraphs = quoted_paragraphs(text)
    found = find_quotes(text, paragraphs, lexicon)
    return decisions(text, paragraphs, found, lexicon)


def decisions(
    text: str,
    paragraphs: Sequence[Paragraph],
    found: Sequence[Found],
    lexicon: Lexicon,
    *,
    eager: bool = False,
) -> list[Decision]:
    """Return every quote found, and those inside them, each with its sources resolved.

    Unlikely ones are kept only if `eager`.
    """
    terms = list(find_terms(text, paragraphs, found)) if lexicon.saying else []
    if not found and not terms:
        return []
    resolver = Resolver(Cast(text, lexicon, _quoted(paragraphs)), lexicon)
    resolved = _resolve(resolver, found)
    for quote in found:
        for inner in nested_in(text, quote, lexicon, eager=eager):
            sources = resolver.resolve(inner.source, aside=True) if inner.source else []
            resolved.append((inner, sources))
    resolved += [(term, []) for term in terms]
    # Only now: a later, fuller description renames whoever an early quote was given to.
    return [_decision(text, quote, sources, lexicon, eager=eager) for quote, sources in resolved]


def suggested(decided: Sequence[Decision]) -> list[Suggestion]:
    """Return the suggestions in reading order, none twice, each with the place of its parent."""
    once = {one.suggestion.content: one for one in reversed(decided) if one.kept}
    ordered = sorted(once.values(), key=_place)
    places = {id(one.quote): place for place, one in enumerate(ordered)}
    return [
        replace(one.suggestion, parent=places.get(id(one.quote.parent)))
        if one.quote.parent
        else one.suggestion
        for one in ordered
    ]


def _place(one: Decision) -> tuple[int, int]:
    content = one.suggestion.content
    return content[0][0], -content[-1][1]


def _quoted(paragraphs: Sequence[Paragraph]) -> list[Span]:
    return [
        (stretch.open, stretch.close) for paragraph in paragraphs for stretch in paragraph.stretches
    ]


def _resolve(resolver: Resolver, found: Sequence[Found]) -> list[tuple[Found, list[Resolved]]]:
    """Return each quote with its sources; one alone after another keeps its speaker."""
    resolved: list[tuple[Found, list[Resolved]]] = []
    before: tuple[int, list[Resolved]] = (-2, [])
    for quote in found:
        sources = resolver.resolve(quote.source) if quote.source else []
        if sources:
            before = quote.paragraph, sources
        elif _keeps_speaker(quote) and quote.paragraph - before[0] <= _NEAR:
            sources = [Resolved((0, 0), source.figure) for source in before[1]]
            before = quote.paragraph, sources
        resolved.append((quote, sources))
    return resolved


def _keeps_speaker(quote: Found) -> bool:
    """Whether a quotation is left to the speaker before: no cue, or "añadió" without a subject."""
    if quote.kind != "direct":
        return False
    if quote.source is None:
        return quote.how == "alone"
    return quote.source.mention is None and quote.how == "after"


def _decision(
    text: str, quote: Found, sources: list[Resolved], lexicon: Lexicon, *, eager: bool
) -> Decision:
    judgement = judge(text, quote, sources, lexicon)
    suggestion = _suggestion(quote, sources, judgement, lexicon)
    kept = eager or quote.kind != "indirect" or suggestion.confidence >= LIKELY
    return Decision(quote, sources, judgement, suggestion, kept)


def _suggestion(
    quote: Found, sources: list[Resolved], judgement: Judgement, lexicon: Lexicon
) -> Suggestion:
    source = quote.source
    beside = circumstances(quote, lexicon)
    return Suggestion(
        content=tuple(quote.parts),
        kind=quote.kind,
        confidence=judgement.confidence,
        reason=judgement.reason,
        cue=source.cue_spans if source else (),
        addressee=source.addressee if source else None,
        relays=beside.relays,
        act=beside.act if quote.act == "said" else quote.act,
        occasion=beside.occasion,
        earlier=beside.earlier,
        attributions=_attributions(quote, sources),
    )


def _attributions(quote: Found, sources: list[Resolved]) -> tuple[SuggestedAttribution, ...]:
    condition = quote.source.condition if quote.source else None
    read = (_attribution(source, condition) for source in sources)
    if quote.document:  # named beside the words that it introduces, which is no mention of theirs
        return tuple(replace(one, mention=(), descriptor=None) for one in read)
    return tuple(read)


def _attribution(source: Resolved, condition: Span | None) -> SuggestedAttribution:
    figure = source.figure
    mention = (source.span,) if source.span[1] else ()
    if figure is None:  # a mention names somebody, though it is not known whom
        sourcing: Sourcing = "named" if mention else "none"
        return SuggestedAttribution(mention, sourcing=sourcing, condition=condition)
    return SuggestedAttribution(
        mention, figure.name, figure.kind, figure.sourcing, source.descriptor, condition
    )
