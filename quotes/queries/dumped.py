"""All that every reader may see, block by block as JSON: for dumps, in constant memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db import connection

from quotes.queries.copied import copied
from quotes.queries.quote_json import MEMBERS
from quotes.queries.quote_lines import block_of
from quotes.queries.record_json import ARTICLE, SPEAKER, TARGET

if TYPE_CHECKING:
    from collections.abc import Generator

Kind = Literal["article", "quote", "speaker", "target"]

AT_ONCE = 5_000
"""So many rows are read by one statement: what is added up for them fits into its memory."""
_TABLES: dict[Kind, tuple[str, str]] = {
    "article": ("articles_article", "id"),
    "quote": ("quotes_quotesearch", "quote_id"),
    "speaker": ("quotes_speaker", "id"),
    "target": ("quotes_target", "id"),
}
# Workers that begin anew with each block cost more than they bring; whoever reads is at work, too.
_ONE_PROCESS = "set local max_parallel_workers_per_gather = 0"
_END = """
select max({id}) from (
    select {id} from {table} where {id} > %s order by {id} limit %s) block
"""

_QUOTE, _JOINS = block_of(MEMBERS, which="between %(first)s and %(last)s")
# The same quotes as in the feed.
_QUOTES = f"""
select ({_QUOTE})::text, to_json(article.title)::text
from quotes_quotesearch found join quotes_quote q on q.id = found.quote_id
join articles_textversion v on v.id = q.text_version_id
join articles_article article on article.id = q.article_id
left join articles_outlet l on l.id = q.outlet_id
{_JOINS}
where found.quote_id between %(first)s and %(last)s and found.status = 'accepted'
order by found.quote_id
"""
_RECORDS = """
select body, null from (
    select id, ({body})::text as body from {table} there
    where id between %(first)s and %(last)s offset 0) shown
where body is not null order by id
"""
_ROWS: dict[Kind, str] = {
    "article": _RECORDS.format(body=ARTICLE.format(id="there.id"), table="articles_article"),
    "quote": _QUOTES,
    "speaker": _RECORDS.format(body=SPEAKER.format(id="there.id"), table="quotes_speaker"),
    "target": _RECORDS.format(body=TARGET.format(id="there.id"), table="quotes_target"),
}


@dataclass(frozen=True)
class Block:
    """Some objects, each a line of JSON; `titles` are of the quotes' articles, as JSON, too."""

    lines: list[bytes]
    titles: list[bytes]


def read_all(kind: Kind, *, base: str) -> Generator[Block]:
    """Answer all of a kind that every reader may see, by id; `base` begins the links.

    What it reads is of one moment only inside `one_snapshot`. Who stops in the middle closes it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ONE_PROCESS)
    last = 0
    while (end := _end_of_block(kind, last)) is not None:
        yield from _read(kind, first=last + 1, last=end, base=base)
        last = end


def _end_of_block(kind: Kind, after: int) -> int | None:
    table, pk = _TABLES[kind]
    with connection.cursor() as cursor:
        cursor.execute(_END.format(table=table, id=pk), [after, AT_ONCE])
        (end,) = cursor.fetchone()
    return None if end is None else int(end)


def _read(kind: Kind, *, first: int, last: int, base: str) -> Generator[Block]:
    known = {"first": first, "last": last, "base": base, "people": False, "undecided": False}
    for rows in copied(_ROWS[kind], known):
        pairs = [row.split(b"\t") for row in rows]
        yield Block([line for line, _ in pairs], [title for _, title in pairs])
