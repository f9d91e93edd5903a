"""Verbatim NDJSON: everything, one record a line."""

from quotes.interchange.verbatim.reading import read
from quotes.interchange.verbatim.writing import write

__all__ = ["read", "write"]
