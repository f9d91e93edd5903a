"""Text in, suggested quotes out: pure Python, no Django, no network."""

from .extractor import extract
from .pointing import read_at
from .quote import SuggestedAttribution, Suggestion

__all__ = ["SuggestedAttribution", "Suggestion", "extract", "read_at"]
