"""Databases of Discourse Network Analyzer (.dna), read and written."""

from quotes.interchange.dna.reading import read

__all__ = ["read"]
