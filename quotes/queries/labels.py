"""What a stored word is called in the language of the page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext_lazy

from quotes.models import Attribution, Quote, Speaker, Stance, Target
from quotes.queries.annotation.details import CHANNELS

WORDS: dict[str, dict[str, Any]] = {
    "kind": dict(Quote.Kind.choices),
    "act": dict(Quote.Act.choices),
    "status": dict(Quote.Status.choices),
    "sourcing": dict(Attribution.Sourcing.choices),
    "position": dict(Stance.Position.choices),
    "speaker": dict(Speaker.Kind.choices),
    "target": dict(Target.Kind.choices),
    "channel": dict(CHANNELS),
    "sureness": {
        "sure": pgettext_lazy("sureness", "sure"),
        "check": pgettext_lazy("sureness", "check"),
        "guess": pgettext_lazy("sureness", "guess"),
    },
}


def worded(value: str, of: str) -> str:
    """Answer what a stored word is called, by what it is a word of; others stay as they are."""
    return str(WORDS.get(of, {}).get(value, value))
