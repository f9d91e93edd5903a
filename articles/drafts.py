"""An article before it is stored.

Checked, and the same whichever door it came through. Knows no database.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from articles.fields import (
    EXTERNAL_ID_LENGTH,
    FIRST_YEAR,
    LANGUAGE_TAG,
    LAST_YEAR,
    LINE_LENGTH,
    URL_LENGTH,
    DraftRefused,
    check_characters,
    check_published_at,
    read_dated,
    read_language,
    read_line,
    read_published_at,
    read_url,
    shown,
)

__all__ = [
    "EXTERNAL_ID_LENGTH",
    "FIRST_YEAR",
    "LANGUAGE_TAG",
    "LAST_YEAR",
    "LINE_LENGTH",
    "NEXT_KINDS",
    "NOTE_LENGTH",
    "ROLES",
    "TEXT_BYTES",
    "URL_LENGTH",
    "Block",
    "Draft",
    "DraftRefused",
    "Metadata",
    "read_dated",
    "read_line",
    "read_published_at",
    "read_text_field",
    "shown",
]

TEXT_BYTES = 2_000_000
ROLES = ("body", "headline", "standfirst", "caption")
NEXT_KINDS = ("correction", "update", "retraction")
NOTE_LENGTH = 4000


class Block(TypedDict):
    """A stretch of the text and what it was in print. Code points, half open."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What is known about an article beside its text; what is unknown is empty, or None.

    Making one checks it: `DraftRefused` names the field that is wrong.
    """

    title: str = ""
    outlet: str = ""
    byline: str = ""
    published_at: datetime | None = None
    url: str = ""
    language: str = ""
    external_id: str = ""

    def __post_init__(self) -> None:
        for field in ("title", "outlet", "byline"):
            self._set(field, read_line(field, getattr(self, field), LINE_LENGTH))
        self._set("external_id", read_line("external_id", self.external_id, EXTERNAL_ID_LENGTH))
        self._set("url", read_url(self.url))
        self._set("language", read_language(self.language))
        check_published_at(self.published_at)

    def _set(self, field: str, value: object) -> None:
        object.__setattr__(self, field, value)

    def known(self) -> dict[str, Any]:
        """What is known, by the names of the fields."""
        return {
            field.name: value for field in fields(Metadata) if (value := getattr(self, field.name))
        }


@dataclass(frozen=True, kw_only=True)
class Draft(Metadata):
    """An article ready to be stored.

    The text is kept as sent but for line ends (LF) and leading byte order marks. `kind`, `dated`
    and `note` are of a next text of an article: why and when it was printed, and what the paper
    says about that.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    source_format: str = "text"
    kind: str = "update"
    dated: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        _check_printing(self)
        self._set("note", self.note.strip().replace("\r\n", "\n"))
        self._set("text", read_text_field(self.text))
        self._set("blocks", _blocks(self.blocks, len(self.text)))
        super().__post_init__()

    @property
    def sha256(self) -> str:
        """The hash of the text in UTF-8, the same that the database writes beside a stored text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_text_field(text: str) -> str:
    """Check a text and give it the line ends it is stored with."""
    check_characters("text", text)
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        raise DraftRefused(
            "text", "", _("The text is empty. Paste or upload the words of the article.")
        )
    size = len(text.encode())
    if size > TEXT_BYTES:
        most = f"{TEXT_BYTES / 1e6:.0f} MB"
        message = _("The text is %(size)s MB; one article can have %(most)s. Is it one?") % {
            "size": f"{size / 1e6:.1f}",
            "most": most,
        }
        raise DraftRefused("text", text, message)
    return text


def _check_printing(draft: Draft) -> None:
    """Check why and when a next text was printed."""
    if draft.kind not in NEXT_KINDS:
        message = _("“%(kind)s” is none of %(names)s.") % {
            "kind": shown(draft.kind),
            "names": ", ".join(NEXT_KINDS),
        }
        raise DraftRefused("kind", draft.kind, message)
    if draft.dated and not FIRST_YEAR <= draft.dated.year <= LAST_YEAR:
        raise DraftRefused(
            "dated",
            draft.dated,
            _("No text is from the year %(year)s.") % {"year": draft.dated.year},
        )
    check_characters("note", draft.note)
    if len(draft.note) > NOTE_LENGTH:
        message = _("The note has %(count)s characters; %(most)s is the most.") % {
            "count": len(draft.note),
            "most": NOTE_LENGTH,
        }
        raise DraftRefused("note", draft.note, message)


def _blocks(blocks: tuple[Block, ...], length: int) -> tuple[Block, ...]:
    """Check the blocks of a text; where none are given, all of it is body."""
    for block in blocks:
        if block["role"] not in ROLES:
            raise DraftRefused(
                "blocks",
                block["role"],
                _("“%(role)s” is none of %(names)s.")
                % {"role": shown(block["role"]), "names": ", ".join(ROLES)},
            )
        if not 0 <= block["start"] < block["end"] <= length:
            span = f"{block['start']}-{block['end']}"
            raise DraftRefused(
                "blocks",
                span,
                _("%(span)s is not a stretch of a text of %(length)s characters.")
                % {"span": span, "length": length},
            )
    return tuple(blocks) or (Block(role="body", start=0, end=length),)
