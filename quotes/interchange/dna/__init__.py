"""Databases of Discourse Network Analyzer (.dna), read and written."""

from quotes.interchange.dna.reading import read
from quotes.interchange.dna.writing import write

__all__ = ["read", "write"]
