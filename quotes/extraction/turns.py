"""What the layout tells of marks: headings, and the turns of a transcript with their labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .singles import SINGLE_OPENERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .stretches import Paragraph

_LONGEST_HEADING = 50
_FEWEST_TURNS = 2
_LABEL = re.compile(r"[^\W\d_a-z][^\W\d_a-z.’'-]+(?: [^\W\d_a-z][^\W\d_a-z.’'-]+){0,3}:\s+(?=\w)")


def with_headings(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs of an article that quotes in double marks, its headings told."""
    return [
        paragraph._replace(is_heading=True) if _is_heading(text, paragraph) else paragraph
        for paragraph in paragraphs
    ]


def with_turns(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs, the labels of a transcript (`"ROE: We sail.`) outside the marks."""
    labels = [_label_end(text, paragraph) for paragraph in paragraphs]
    if sum(map(bool, labels)) < _FEWEST_TURNS:
        return list(paragraphs)
    return [
        _without(paragraph, end) if end else paragraph
        for paragraph, end in zip(paragraphs, labels, strict=True)
    ]


def _is_heading(text: str, paragraph: Paragraph) -> bool:
    """Whether all of a paragraph is a few words in single marks."""
    start, end, stretches, _ = paragraph
    if len(stretches) != 1 or text[stretches[0].open] not in SINGLE_OPENERS:
        return False
    outside = text[start : stretches[0].open] + text[stretches[0].close : end]
    short = stretches[0].end - stretches[0].start <= _LONGEST_HEADING
    return short and not any(map(str.isalnum, outside))


def _label_end(text: str, paragraph: Paragraph) -> int:
    """Return where a turn's words begin, after the label that names its speaker, or 0."""
    first = paragraph.stretches[0] if paragraph.stretches else None
    if first is None or first.open != paragraph.start:
        return 0
    match = _LABEL.match(text, first.start, first.end)
    return match.end() if match else 0


def _without(paragraph: Paragraph, label: int) -> Paragraph:
    first, *others = paragraph.stretches
    return paragraph._replace(stretches=[first._replace(open=label, start=label), *others])
