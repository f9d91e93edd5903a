"""Statements with a day, a speaker and a position, in one line each."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from quotes.models import Attribution
from tests.factories import make_article, make_quote, make_stance

if TYPE_CHECKING:
    from quotes.models import Quote, Speaker, Target

_numbers = count(1)


def say(
    day: str | None,
    speaker: Speaker | None,
    position: str | None,
    target: Target,
    *,
    organisation: Speaker | None = None,
    sourcing: str | None = None,
    outlet: str | None = None,
    words: str = "",
    **quote: Any,
) -> Quote:
    """Let somebody take a position on a day, in words and an article of its own, at noon."""
    at = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC) if day else None
    words = words or " ".join(f"{each}{next(_numbers)}" for each in ("pier", "boat", "rope"))
    article = make_article(published_at=at, outlet=outlet, text=f"On the quay: {words}. So it was.")
    conditional = quote.pop("conditional", False)
    made = make_quote(words, article=article, speaker=speaker, **quote)
    changed = {"organisation": organisation} | ({"sourcing": sourcing} if sourcing else {})
    Attribution.objects.filter(quote=made).update(**changed)
    make_stance(made, target, position, conditional=conditional)
    return made
