"""Quotes that other programs' files hold, stored many at a time."""

from quotes.commands.loading.given import (
    Given,
    GivenArticle,
    GivenAttribution,
    GivenPerson,
    GivenQuote,
    GivenRelay,
    GivenRole,
    GivenRow,
    GivenSpeaker,
    GivenStance,
    GivenTarget,
)
from quotes.commands.loading.load import Loaded, import_quotes

__all__ = [
    "Given",
    "GivenArticle",
    "GivenAttribution",
    "GivenPerson",
    "GivenQuote",
    "GivenRelay",
    "GivenRole",
    "GivenRow",
    "GivenSpeaker",
    "GivenStance",
    "GivenTarget",
    "Loaded",
    "import_quotes",
]
