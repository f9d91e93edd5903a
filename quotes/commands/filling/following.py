"""What follows from stored quotes: written set by set, from the views that tell what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

FROM_VIEWS = (
    ("quotes_quotesearch", "quotes_searchrow"),
    ("quotes_positiontaken", "quotes_positionrow"),
)
"""Tables kept by trigger, and the view of the rows that each holds."""


def write_from_view(cursor: CursorWrapper, table: str, view: str, taken: int) -> int:
    """Store the rows of a view for quotes above an id, and answer how many there are.

    An INSERT reads with one process; a table made by a query is read by all that may work.
    """
    cursor.execute(f"select * from {view} limit 0")
    columns = ", ".join(f'"{column.name}"' for column in cursor.description)
    cursor.execute(
        f"create temporary table rows_to_store on commit drop as"
        f" select {columns} from {view} where quote_id > {taken}"
    )
    cursor.execute(f"insert into {table} ({columns}) select {columns} from rows_to_store")
    stored: int = cursor.rowcount
    cursor.execute("drop table rows_to_store")
    return stored


SEEN = (
    ("article", "articles_article", "true"),
    ("quote", "quotes_quote", "status = 'accepted'"),
    ("speaker", "quotes_speaker", "article_id is null"),
    ("target", "quotes_target", "true"),
)
"""What the feed tells of: the name of a kind, where its rows stand, and which of them."""


def write_feed(cursor: CursorWrapper, taken: int) -> None:
    """Tell those who follow of all that readers may see among the rows above an id."""
    for kind, table, seen in SEEN:
        cursor.execute(
            f"insert into quotes_change (kind, object_id)"
            f" select '{kind}', id from {table} where id > {taken} and {seen} order by id"
        )
