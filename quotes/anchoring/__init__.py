"""Where the quotes of an article stand in its next text. Pure Python, knows no Django.

Offsets are Unicode code points, half open, as everywhere.
"""

from quotes.anchoring.alignment import Alignment, same_lines
from quotes.anchoring.doubles import Doubles
from quotes.anchoring.placing import Marked, Outcome, Parts, Place, place_quotes

__all__ = [
    "Alignment",
    "Doubles",
    "Marked",
    "Outcome",
    "Parts",
    "Place",
    "place_quotes",
    "same_lines",
]
