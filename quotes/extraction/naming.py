"""Whether two quotes name two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .found import Found

_LONGEST_TITLE = 3


def names_another(one: Found, other: Found) -> bool:
    """Whether the other quote names somebody by words that the one does not have."""
    return bool(_names(one) and _names(other)) and _names(one).isdisjoint(_names(other))


def _names(quote: Found) -> set[str]:
    """Return the words of a source that are printed as names, titles such as "Mr." left out."""
    source = quote.source
    if source is None or source.mention is None:
        return set()
    words = source.tokens[source.mention.first : source.mention.head]
    return {word.text for word in words if word.text.istitle() and len(word.text) > _LONGEST_TITLE}
