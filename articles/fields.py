"""What the fields of an article may hold, and why they were refused: the same at every door."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

URL_LENGTH, EXTERNAL_ID_LENGTH, LINE_LENGTH = 2000, 200, 1000
LANGUAGE_TAG = r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$"
# Years that every time zone, PostgreSQL and Python can all hold.
FIRST_YEAR, LAST_YEAR = 1000, 9000

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
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


def shown(value: object) -> str:
    """A value as a message can quote it: on one line, never long, and nothing that is no text."""
    text = storable(" ".join(str(value).split()))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def storable(text: str) -> str:
    """Answer a text with � for what the database cannot keep: NUL, and half characters."""
    return _UNSTORABLE.sub("\ufffd", text)


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
    check_published_at(moment)
    return moment


def check_published_at(moment: datetime | None) -> None:
    """Check when an article was published, where that is known."""
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


def check_characters(field: str, value: str) -> None:
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
    check_characters(field, value)
    value = _BREAKS.sub(" ", value).strip()
    if len(value) > longest:
        raise DraftRefused(
            field,
            value,
            _("“%(value)s” has %(count)s characters; %(longest)s is the most.")
            % {"value": shown(value), "count": len(value), "longest": longest},
        )
    return value


def read_url(value: str) -> str:
    """Check an address; nothing where there is none."""
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


def read_language(value: str) -> str:
    """Check a language tag and write it as all others; nothing where there is none."""
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
