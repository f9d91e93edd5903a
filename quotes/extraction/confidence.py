"""How sure a suggestion is, and why, in the few words an editor reads beside it.

High only where marks, cue and mention agree; what position alone suggests stays below one half.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .found import Found, Source
    from .speakers import Resolved

_DIRECT = 0.95
_MIXED = 0.65
_SAME_SPEAKER = 0.4
_COLON = 0.7
_ALONE = 0.3
_STATED = {
    "guess": 0.3,
    "sentence": 0.1,
    "that": 0.75,
    "according after": 0.75,
    "ahead": 0.75,
    "around": 0.7,
    "according": 0.7,
    "clause": 0.68,
    "question": 0.62,
    "object to": 0.62,
    "object": 0.6,
    "about": 0.6,
    "infinitive": 0.6,
}
_OPENINGS = {
    "guess": "words beside it",
    "according after": "clause before it",
    "according": "clause after it",
    "ahead": "clause before it",
    "around": "clause round it",
    "clause": "clause after it",
    "object to": "whom, to do what",
    "object": "what is named after it",
    "about": "what is named after it",
    "infinitive": "“to”",
    "question": "question after it",
    "that": "“that”",
}
_PRONOUNS = frozenset(
    (
        "he",
        "she",
        "they",
        "it",
        "who",
        "we",
        "i",
        "you",
        "er",
        "sie",
        "es",
        "il",
        "elle",
        "ils",
        "elles",
    )
)


def judge(quote: Found, sources: Sequence[Resolved], words: str) -> tuple[float, str]:
    """Return confidence from 0 to 1 and its reason; `words` is the first mention as printed."""
    if quote.kind == "term":
        return 0.5, "few words in marks"
    read = _stated if quote.how in _STATED else _by_source
    confidence, reasons = read(quote, sources, words)
    if quote.parent:
        confidence -= 0.2
        reasons.append("inside a quote")
    if not quote.closed:
        confidence -= 0.2
        reasons.append("closing mark missing")
    return round(max(confidence, 0.05), 2), " + ".join(reasons)


def _stated(quote: Found, sources: Sequence[Resolved], words: str) -> tuple[float, list[str]]:
    """Judge a statement without marks round it by how it follows from its cue."""
    source = quote.source
    if source is None:
        return _STATED.get(quote.how, _ALONE), ["no cue"]
    loss, reason = _by_mention(source, sources, words)
    opening = _OPENINGS.get(quote.how, quote.how)
    return _STATED.get(quote.how, _ALONE) - loss, [f"“{source.verb}” + {opening}", reason]


def _by_source(quote: Found, sources: Sequence[Resolved], words: str) -> tuple[float, list[str]]:
    if quote.how == "colon":
        return _COLON, ["marks", "colon"]
    if quote.how == "document":
        return _COLON, ["marks", "document named before them"]
    if quote.how == "signed":
        return _DIRECT, ["marks", "dash and name after them"]
    if quote.source is not None and quote.source.cue is not None:
        return _by_cue(quote, quote.source, sources, words)
    if sources:
        return _SAME_SPEAKER, ["marks", "speaker of the quote before"]
    return (_ALONE if quote.kind == "mixed" else _SAME_SPEAKER - 0.05), ["marks only"]


def _by_cue(
    quote: Found, source: Source, sources: Sequence[Resolved], words: str
) -> tuple[float, list[str]]:
    confidence = _DIRECT if quote.kind == "direct" else _MIXED
    loss, reason = _by_mention(source, sources, words)
    return confidence - loss, ["marks", f"“{source.verb}”", reason]


def _by_mention(source: Source, sources: Sequence[Resolved], words: str) -> tuple[float, str]:
    """Return how much less sure the mention makes it, and what kind of mention it is."""
    if not sources:
        return 0.3, "nobody named beside it"
    figure = sources[0].figure
    if words.lower() in _PRONOUNS:
        if figure is None:
            return 0.2, f"“{words}”, who is unclear"
        return 0.07, f"“{words}”, {figure.name} by what stands before"
    if not source.adjacent:
        return 0.15, "subject of the clause"
    if figure is None:
        return 0.05, "mention in the same sentence"
    named = figure.sourcing == "named"
    return 0.0, f"{'name' if named else 'description'} in the same sentence"
