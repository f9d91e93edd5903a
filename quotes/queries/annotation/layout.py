"""Where the blocks of a text stood in print: stored after the body, a headline is drawn on top."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.models import TextVersion
    from quotes.segments import Paragraph


@dataclass
class Layout:
    """The paragraphs of a text by what they were in print, each in the order of the text."""

    body: list[Paragraph] = field(default_factory=list)
    headline: list[Paragraph] = field(default_factory=list)
    standfirst: list[Paragraph] = field(default_factory=list)
    caption: list[Paragraph] = field(default_factory=list)


def lay_out(version: TextVersion, drawn: Iterable[Paragraph]) -> Layout:
    """Sort paragraphs into the blocks they stand in; what stands in none is body."""
    layout = Layout()
    places = sorted((block["start"], block["end"], block["role"]) for block in version.blocks)
    for paragraph in drawn:
        within = (role for start, end, role in places if start <= paragraph.start < end)
        getattr(layout, next(within, "body")).append(paragraph)
    return layout
