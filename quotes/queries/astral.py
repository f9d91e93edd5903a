"""Which characters of a text take two UTF-16 units: every offset behind them differs from ours."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Collection

Printed = tuple[int, int]
"""The id of an article and the number of one of its texts."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Few texts have any. A short one is sooner sent and looked at here; in a long one the database
# looks first, and `|| ''` unpacks it once.
_TEXTS = """
select v.id, v.article_id, v.number, v.text from articles_textversion v
where {} and (v.length <= 20000 or (v.text || '') ~ '[\U00010000-\U0010ffff]')
"""
_BY_NUMBER = _TEXTS.format(
    "(v.article_id, v.number) in (select * from unnest(%s::bigint[], %s::bigint[]))"
)
_BY_ID = _TEXTS.format("v.id = any(%s)")


class InsideCharacter(ValueError):
    """An offset in UTF-16 units between the two halves of one character."""


@dataclass(frozen=True)
class Astral:
    """Where the characters of a text stand that take two units, in code points, in order."""

    places: tuple[int, ...] = ()

    def utf16(self, offset: int) -> int:
        """Answer an offset in code points as one in UTF-16 units."""
        return offset + bisect_left(self.places, offset)

    def codepoint(self, offset: int) -> int:
        """Answer an offset in UTF-16 units as one in code points. Raises InsideCharacter."""
        before = bisect_left(range(len(self.places)), offset, key=lambda n: self.places[n] + n)
        if before and self.places[before - 1] + before == offset:
            raise InsideCharacter(offset)
        return offset - before


PLAIN = Astral()
"""Of a text in which both units are the same."""


def astral_of(text: str) -> Astral:
    """Answer where in a text characters of two units stand."""
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return PLAIN
    return Astral(tuple(match.start() for match in _ASTRAL.finditer(text)))


def astral_in_printed(texts: Collection[Printed]) -> dict[Printed, Astral]:
    """Answer those of these texts that have characters of two units, with one query."""
    columns = [list(each) for each in zip(*texts, strict=True)] or [[], []]
    with connection.cursor() as cursor:
        cursor.execute(_BY_NUMBER, columns)
        found = {(article, number): astral_of(text) for _, article, number, text in cursor}
    return {printed: astral for printed, astral in found.items() if astral.places}


def astral_in_texts(ids: Collection[int]) -> dict[int, Astral]:
    """Answer those of these text versions that have characters of two units, with one query."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_ID, [list(ids)])
        found = {pk: astral_of(text) for pk, _, _, text in cursor}
    return {pk: astral for pk, astral in found.items() if astral.places}
