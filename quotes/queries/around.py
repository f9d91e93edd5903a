"""What stands round words: the quotes of one text that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
SAME = """
select id from quotes_quote
where text_version_id = %(text)s and status <> 'rejected' and content = %(content)s::int4multirange
order by id limit 1
"""


def innermost_around(text_version_id: int, content: Spans) -> int | None:
    """Answer the shortest quote that holds all these words, in code points, and more than them."""
    return _first(INNERMOST, text_version_id, content)


def quote_of_words(text_version_id: int, content: Spans) -> int | None:
    """Answer the quote whose content is exactly these words, whoever said them."""
    return _first(SAME, text_version_id, content)


def _first(query: str, text_version_id: int, content: Spans) -> int | None:
    written = "{" + ",".join(f"[{start},{end})" for start, end in content) + "}"
    with connection.cursor() as cursor:
        cursor.execute(query, {"text": text_version_id, "content": written})
        row = cursor.fetchone()
    return row[0] if row else None
