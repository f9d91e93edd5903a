"""Where the blocks of a text stood in print: stored after the body, a headline is drawn on top."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from articles.models import TextVersion
    from quotes.segments import Paragraph


BEFORE_BODY = ("headline", "standfirst")
STRETCH = 20
"""Paragraphs."""


def tops_in_print(version: TextVersion) -> list[tuple[int, int, int]]:
    """Answer rank, start and end of each block that stood before the body."""
    return [
        (BEFORE_BODY.index(block["role"]), block["start"], block["end"])
        for block in version.blocks
        if block["role"] in BEFORE_BODY
    ]


def rank_in_print(tops: list[tuple[int, int, int]]) -> Callable[[int], int] | None:
    """Answer what ranks a code point by its block in print; None where the text is in order."""
    if not tops:
        return None
    return lambda at: next((rank for rank, start, end in tops if start <= at < end), len(tops))


@dataclass
class Layout:
    """The paragraphs of a text by what they were in print, each in the order of the text."""

    body: list[Paragraph] = field(default_factory=list)
    headline: list[Paragraph] = field(default_factory=list)
    standfirst: list[Paragraph] = field(default_factory=list)
    caption: list[Paragraph] = field(default_factory=list)

    @property
    def stretches(self) -> Iterable[list[Paragraph]]:
        """The body in stretches of a few screens, which a browser draws when they come near."""
        return (self.body[at : at + STRETCH] for at in range(0, len(self.body), STRETCH))


def lay_out(version: TextVersion, drawn: Iterable[Paragraph]) -> Layout:
    """Sort paragraphs into the blocks they stand in; what stands in none is body."""
    layout = Layout()
    places = sorted((block["start"], block["end"], block["role"]) for block in version.blocks)
    for paragraph in drawn:
        within = (role for start, end, role in places if start <= paragraph.start < end)
        getattr(layout, next(within, "body")).append(paragraph)
    return layout
