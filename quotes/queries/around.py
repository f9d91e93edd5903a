"""What stands round words: the quotes of one text that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

if TYPE_CHECKING:
    from quotes.spans import Spans

INNERMOST = """
select id from quotes_quote
where text_version_id = %(text)s and status <> 'rejected' and kind <> 'term'
    and content @> %(content)s::int4multirange and content <> %(content)s::int4multirange
order by (select sum(upper(part) - lower(part)) from unnest(content) part), id
limit 1
"""
AROUND = f"""
select ({INNERMOST}), exists (
        select from articles_textversion own join articles_textversion later
            on later.article_id = own.article_id and later.number > own.number
        where own.id = %(text)s),
    nextval(pg_get_serial_sequence('quotes_quote', 'id'))
"""  # noqa: S608  no value in it
SAME = """
select id from quotes_quote
where text_version_id = %(text)s and status <> 'rejected' and content = %(content)s::int4multirange
order by id limit 1
"""


class Around(NamedTuple):
    """What one has to know of a text to put a quote into it, and the id that the quote will have.

    `innermost` is the shortest quote that holds all its words and more than them.
    """

    innermost: int | None
    is_followed: bool
    new_id: int


def look_around(text_version_id: int, content: Spans) -> Around:
    """Answer what stands around words, in code points, of a text whose article is locked."""
    with connection.cursor() as cursor:
        cursor.execute(AROUND, {"text": text_version_id, "content": _written(content)})
        return Around(*cursor.fetchone())


def quote_of_words(text_version_id: int, content: Spans) -> int | None:
    """Answer the quote whose content is exactly these words, whoever said them."""
    with connection.cursor() as cursor:
        cursor.execute(SAME, {"text": text_version_id, "content": _written(content)})
        row = cursor.fetchone()
    return row[0] if row else None


def _written(content: Spans) -> str:
    return "{" + ",".join(f"[{start},{end})" for start, end in content) + "}"
