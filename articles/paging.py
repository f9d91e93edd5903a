"""Pages of a long list by keyset: page 10,000 costs what page 1 costs, and no row comes twice.

A cursor is where the last page ended, tied to the filters it was made for. It is no secret: who
makes one up gets a page of what the filters allow, but one that was damaged is refused.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db.models import BooleanField, F, Func, Model, Value
from django.utils.translation import gettext as _

from articles.drafts import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

_Row = TypeVar("_Row")
_Model = TypeVar("_Model", bound=Model)

Key = datetime | str
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DIGEST = 8  # bytes: enough to notice damage
_LONGEST, _BIGINT = 4000, 2**63


class BadCursor(ValueError):
    """A cursor that is damaged, or of another list or other filters than these."""

    def __init__(self, cursor: str) -> None:
        self.field, self.value = "cursor", shown(cursor)
        self.message = _("“%(value)s” is no cursor of this list. Begin again without one.") % {
            "value": self.value
        }
        super().__init__(self.message)


@dataclass(frozen=True)
class Order:
    """What a list goes by: a column that is never null, then the id. Newest first unless said."""

    field: str = "sort_at"
    descending: bool = True


@dataclass(frozen=True)
class Position:
    """Where a row stands in its list: the value it goes by, and its id."""

    key: Key
    id: int


@dataclass(frozen=True)
class Page(Generic[_Row]):
    """Some rows of a list, and the cursor of the page after it; None on the last."""

    rows: list[_Row]
    next: str | None


NEWEST_FIRST = Order()
OLDEST_FIRST = Order(descending=False)
COUNTED = 10_000
"""So many rows of a list are counted; of a longer one it is told that there are more."""


def page_of(
    rows: QuerySet[_Model],
    *,
    filters: Mapping[str, object],
    cursor: str | None,
    limit: int,
    order: Order = NEWEST_FIRST,
) -> Page[_Model]:
    """Answer one page of rows; `filters` are those that chose them. Raises `BadCursor`."""
    after = read_cursor(cursor, filters=filters, order=order) if cursor else None
    if after:
        rows = rows.filter(_beyond(order, after))
    if order.descending:
        rows = rows.order_by(F(order.field).desc(), F("id").desc())
    else:
        rows = rows.order_by(F(order.field).asc(), F("id").asc())
    return cut(list(rows[: limit + 1]), filters=filters, limit=limit, order=order)


def cut(
    rows: Sequence[_Model],
    *,
    filters: Mapping[str, object],
    limit: int,
    order: Order = NEWEST_FIRST,
) -> Page[_Model]:
    """Make a page of rows that were asked for in order, one more than fit: the one is left off."""
    kept = list(rows[:limit])
    if len(rows) <= limit:
        return Page(kept, None)
    last = Position(getattr(kept[-1], order.field), kept[-1].pk)
    return Page(kept, write_cursor(last, filters=filters, order=order))


def count_rows(rows: QuerySet[_Model]) -> int:
    """Answer how many rows a list has, at most one more than `COUNTED`."""
    return rows.order_by()[: COUNTED + 1].count()


def write_cursor(
    position: Position, *, filters: Mapping[str, object], order: Order = NEWEST_FIRST
) -> str:
    """Write the cursor of the page that begins after this position."""
    body = json.dumps([_plain(position.key), position.id], separators=(",", ":")).encode()
    return urlsafe_b64encode(_digest(body, filters, order) + body).decode().rstrip("=")


def read_cursor(
    cursor: str, *, filters: Mapping[str, object], order: Order = NEWEST_FIRST
) -> Position:
    """Read the position a cursor stands for. Raises `BadCursor`."""
    if len(cursor) > _LONGEST or not re.fullmatch(r"[A-Za-z0-9_-]+", cursor):
        raise BadCursor(cursor)
    try:
        data = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        digest, body = data[:_DIGEST], data[_DIGEST:]
        if digest != _digest(body, filters, order):
            raise BadCursor(cursor)
        key, row_id = json.loads(body)
        position = Position(_from_plain(key), int(row_id))
    except (ValueError, TypeError, OverflowError) as error:
        raise BadCursor(cursor) from error
    # The last letter has bits to spare, and there is more than one way to write some numbers.
    if not -_BIGINT <= position.id < _BIGINT or cursor != write_cursor(
        position, filters=filters, order=order
    ):
        raise BadCursor(cursor)
    return position


def _beyond(order: Order, position: Position) -> Func:
    """Whether a row stands after a position: one comparison of pairs, which an index answers."""
    row = _pair(F(order.field), F("id"))
    last = _pair(Value(position.key), Value(position.id))
    before = " < " if order.descending else " > "
    return Func(
        row, last, template="%(expressions)s", arg_joiner=before, output_field=BooleanField()
    )


def _pair(*parts: F | Value) -> Func:
    return Func(*parts, template="(%(expressions)s)", output_field=BooleanField())


def _digest(body: bytes, filters: Mapping[str, object], order: Order) -> bytes:
    bound = json.dumps([dict(filters), order.field, order.descending], sort_keys=True, default=str)
    return hashlib.sha256(bound.encode() + b"\0" + body).digest()[:_DIGEST]


def _plain(key: Key) -> int | str:
    return key if isinstance(key, str) else (key - _EPOCH) // _MICROSECOND


def _from_plain(key: object) -> Key:
    if isinstance(key, str):
        return key
    if isinstance(key, int):
        return _EPOCH + key * _MICROSECOND
    raise TypeError(key)
