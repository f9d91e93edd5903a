"""What the marks of an article hold: stretches of quoted words, paragraph by paragraph."""

from __future__ import annotations

from typing import NamedTuple


class Stretch(NamedTuple):
    """What one pair of marks holds: `start:end` inside, `open:close` with the marks."""

    open: int
    start: int
    end: int
    close: int
    closed: bool
    continues: bool
    """The paragraph before ended inside a quote, and this one opens its marks again."""


class Paragraph(NamedTuple):
    """One paragraph and the outermost quoted stretches in it, in order."""

    start: int
    end: int
    stretches: list[Stretch]
    is_heading: bool = False
    """It is no more than a few words in single marks, in an article that quotes in double ones."""


def stretch_between(
    text: str, opener: tuple[int, int], closer: tuple[int, int], *, continues: bool
) -> Stretch:
    """Return what lies between two marks, without white space; an empty closer closes nothing."""
    first, last = opener[1], closer[0]
    while last > first and text[last - 1].isspace():
        last -= 1
    while first < last and text[first].isspace():
        first += 1
    return Stretch(opener[0], first, last, closer[1], closer[1] > closer[0], continues)
