"""What stands over and beside the body in print: appended to the text, each a block of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles.drafts import LINE_LENGTH, Block, Draft, DraftRefused, read_line

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST, MOST_CAPTIONS = 4000, 200
"""Code points of a standfirst or a caption, and captions of an article."""
APART = "\n\n"


@dataclass(frozen=True, kw_only=True)
class Printed:
    """Headline, standfirst and captions, each on one line; what was not printed is empty."""

    headline: str = ""
    standfirst: str = ""
    captions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.captions) > MOST_CAPTIONS:
            message = _("There are %(count)s captions; %(most)s are the most.") % {
                "count": len(self.captions),
                "most": MOST_CAPTIONS,
            }
            raise DraftRefused("captions", self.captions, message)
        for field in ("headline", "standfirst"):
            value = read_line(field, getattr(self, field), LONGEST)
            object.__setattr__(self, field, value)
        captions = (read_line("captions", each, LONGEST) for each in self.captions)
        object.__setattr__(self, "captions", tuple(filter(None, captions)))


def with_printed(draft: Draft, printed: Printed) -> Draft:
    """Answer the draft with what was printed after its body; what is given replaces its own.

    A headline is the title where none is known. Raises DraftRefused where it grows too long.
    """
    if printed == Printed():
        return draft
    given = {
        "headline": (printed.headline,) if printed.headline else (),
        "standfirst": (printed.standfirst,) if printed.standfirst else (),
        "caption": printed.captions,
    }
    standing = [
        (role, words) for role, new in given.items() for words in new or _words(draft, role)
    ]
    text, blocks = append("".join(_words(draft, "body")), standing)
    title = draft.title or printed.headline[:LINE_LENGTH]
    return replace(draft, text=text, blocks=blocks, title=title)


def append(body: str, standing: Iterable[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    """Put the words of each role after the body, and answer the text with its blocks."""
    text, blocks = body, [Block(role="body", start=0, end=len(body))]
    for role, words in standing:
        if words:
            start = len(text) + len(APART)
            text = f"{text}{APART}{words}"
            blocks.append(Block(role=role, start=start, end=len(text)))
    return text, tuple(blocks)


def _words(draft: Draft, role: str) -> list[str]:
    """Answer the words of each block of a role."""
    blocks = (block for block in draft.blocks if block["role"] == role)
    return [draft.text[block["start"] : block["end"]] for block in blocks]
