"""Who wrote something last."""

from __future__ import annotations

from django.db import connection

_LAST = """
select (c.metadata ->> 'user')::bigint
from quotes_quoteevent e left join pghistory_context c on c.id = e.pgh_context_id
where e.pgh_obj_id = %s order by e.pgh_id desc limit 1
"""


def last_writer(quote_id: int) -> int | None:
    """Answer the id of who changed a quote last; None is a machine, or nobody known."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [quote_id])
        row = cursor.fetchone()
    return row[0] if row else None
