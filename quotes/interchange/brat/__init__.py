"""Brat stand-off as the PolNeAR corpus uses it: Source, Cue, Content, Attribution events.

A .txt and an .ann for each text. Beside them stands a file of our own with what brat has no place
for: articles, speakers, targets.
"""

from quotes.interchange.brat.reading import read
from quotes.interchange.brat.writing import write

__all__ = ["read", "write"]
