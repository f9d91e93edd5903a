"""An article before it is stored.

Checked, and the same whichever door it came through. Pure Python.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, fields
from datetime import date, datetime, tzinfo
from typing import Any, TypedDict
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

TEXT_BYTES = 2_000_000
URL_LENGTH, EXTERNAL_ID_LENGTH, LINE_LENGTH = 2000, 200, 1000
LANGUAGE_TAG = r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$"
ROLES = ("body", "headline", "standfirst", "caption")
NEXT_KINDS = ("correction", "update", "retraction")
NOTE_LENGTH = 4000
# Years that every time zone, PostgreSQL and Python can all hold.
FIRST_YEAR, LAST_YEAR = 1000, 9000

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BREAKS = re.compile(r"[ \t]*[\t\n\v\f\r\u2028\u2029]+[ \t]*")
_SHOWN = 60


class DraftRefused(ValueError):
    """What was sent cannot be stored.

    Which `field`, the `value` found there (shortened), and what to do about it.
    """

    def __init__(self, field: str, value: object, message: str) -> None:
        """Keep the three apart, for forms and problem JSON."""
        self.field, self.value, self.message = field, shown(value), message
        super().__init__(f"{field}: {message}")


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
        self._set("url", _url(self.url))
        self._set("language", _language(self.language))
        _check_published_at(self.published_at)

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


def shown(value: object) -> str:
    """A value as a message can quote it: on one line, never long."""
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def read_text_field(text: str) -> str:
    """Check a text and give it the line ends it is stored with."""
    _check_characters("text", text)
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


def read_dated(value: str) -> date | None:
    """Read an ISO 8601 day; nothing where there is none."""
    try:
        return date.fromisoformat(value.strip()) if value.strip() else None
    except ValueError as error:
        message = _("“%(value)s” is not a day. Write 2031-10-29.") % {"value": shown(value)}
        raise DraftRefused("dated", value, message) from error


def read_published_at(value: str, *, tz: tzinfo) -> datetime | None:
    """Read an ISO 8601 date, or date and time; where no offset is given, it is the newsroom's."""
    value = value.strip()
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=tz)
    except ValueError as error:
        message = _("“%(value)s” is not a date. Write 2031-10-29 or 2031-10-29T08:15:00+02:00.") % {
            "value": shown(value)
        }
        raise DraftRefused("published_at", value, message) from error
    _check_published_at(moment)
    return moment


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
    _check_characters("note", draft.note)
    if len(draft.note) > NOTE_LENGTH:
        message = _("The note has %(count)s characters; %(most)s is the most.") % {
            "count": len(draft.note),
            "most": NOTE_LENGTH,
        }
        raise DraftRefused("note", draft.note, message)


def _check_published_at(moment: datetime | None) -> None:
    if moment is None:
        return
    if moment.utcoffset() is None:
        raise DraftRefused(
            "published_at", moment, _("%(moment)s names no time zone.") % {"moment": moment}
        )
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise DraftRefused(
            "published_at",
            moment,
            _("The year %(year)s is not one an article can be from.") % {"year": moment.year},
        )


def _check_characters(field: str, value: str) -> None:
    """Refuse the two kinds of character that PostgreSQL cannot hold."""
    if (place := value.find("\0")) >= 0:
        raise DraftRefused(
            field,
            f"NUL at {place}",
            _("Character %(place)s is NUL. Text has none: is this a binary file?")
            % {"place": place},
        )
    if found := _SURROGATE.search(value):
        code = f"U+{ord(found.group()):04X}"
        raise DraftRefused(
            field,
            code,
            _("Character %(start)s is %(code)s, half of a character. Send whole ones.")
            % {"start": found.start(), "code": code},
        )


def read_line(field: str, value: str, longest: int) -> str:
    """Check a value that stands on one line; breaks in it become spaces."""
    _check_characters(field, value)
    value = _BREAKS.sub(" ", value).strip()
    if len(value) > longest:
        raise DraftRefused(
            field,
            value,
            _("“%(value)s” has %(count)s characters; %(longest)s is the most.")
            % {"value": shown(value), "count": len(value), "longest": longest},
        )
    return value


def _url(value: str) -> str:
    value = read_line("url", value, URL_LENGTH)
    try:
        parts = urlsplit(value)
        whole = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        whole = False
    if value and (not whole or re.search(r"\s", value)):
        raise DraftRefused(
            "url",
            value,
            _("“%(value)s” is not an address that begins with https:// or http://.")
            % {"value": shown(value)},
        )
    return value


def _language(value: str) -> str:
    value = read_line("language", value, EXTERNAL_ID_LENGTH)
    if not re.fullmatch(LANGUAGE_TAG, value):
        raise DraftRefused(
            "language",
            value,
            _("“%(value)s” is not a language tag. Write en, de or pt-BR.")
            % {"value": shown(value)},
        )
    first, *rest = value.split("-")
    return "-".join(
        [first.lower(), *(part.upper() if len(part) == len("BR") else part for part in rest)]
    )


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
