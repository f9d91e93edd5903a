"""How sure a suggestion is, and why, in the few words an editor reads beside it.

High only where marks, cue and mention agree; what is guessed from position alone stays below one half.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .found import Found
    from .speakers import Resolved

_DIRECT = 0.95
_MIXED = 0.7
_SAME_SPEAKER = 0.5
_COLON = 0.7
_ALONE = 0.35
_PRONOUNS = frozenset(("he", "she", "they", "it", "who", "we", "i", "you"))


def judge(quote: Found, sources: Sequence[Resolved], words: str) -> tuple[float, str]:
    """Return confidence between 0 and 1 and its reason; `words` are the printed words of the first mention."""
    confidence, reasons = _by_source(quote, sources, words)
    if not quote.closed:
        confidence -= 0.2
        reasons.append("closing mark missing")
    return round(max(confidence, 0.05), 2), " + ".join(reasons)


def _by_source(quote: Found, sources: Sequence[Resolved], words: str) -> tuple[float, list[str]]:
    if quote.how == "colon":
        return _COLON, ["marks", "colon"]
    if quote.how == "signed":
        return _DIRECT, ["marks", "dash and name after them"]
    if quote.source is None or quote.source.cue is None:
        if sources:
            return _SAME_SPEAKER, ["marks", "speaker of the quote before"]
        return (_ALONE if quote.kind == "mixed" else _SAME_SPEAKER - 0.05), ["marks only"]
    confidence = _DIRECT if quote.kind == "direct" else _MIXED
    reasons = ["marks", f"“{quote.source.verb}”"]
    if not sources:
        return confidence - 0.3, [*reasons, "nobody named beside it"]
    figure = sources[0].figure
    if words.lower() in _PRONOUNS:
        known = (
            f"“{words}”, {figure.name} by what stands before"
            if figure
            else f"“{words}”, who is unclear"
        )
        return confidence - (0.07 if figure else 0.2), [*reasons, known]
    if not quote.source.adjacent:
        return confidence - 0.15, [*reasons, "subject of the clause"]
    return confidence, [*reasons, _naming(sources[0])]


def _naming(source: Resolved) -> str:
    if source.figure is None:
        return "mention in the same sentence"
    if source.figure.sourcing == "named":
        return "name in the same sentence"
    return "description in the same sentence"
