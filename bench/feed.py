"""What a page of the feed of changes costs: `python -m bench.feed --size 5m --room FOLDER`.

A page of 1,000 changes through WSGI, warm, as a reader's program asks for it: from the beginning,
from the middle, the last ones; of all kinds, of quotes, of targets. Budget: 100 ms.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bench.asking import TIMES, a_reader, milliseconds, show
from bench.newsroom import arguments, use_newsroom

if TYPE_CHECKING:
    from django.test import Client

BUDGET, PAGE = 100.0, 1_000
KINDS = {"all kinds": "", "quotes": "&type=quote", "targets": "&type=target"}
_AT = """
select xid::text, kind, object_id from quotes_change where kind = 'quote'
    and (xid, object_id) >= (select xid, object_id from quotes_change where kind = 'quote'
        order by xid desc, object_id desc offset %s limit 1)
    order by xid, object_id limit 1
"""


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--times", type=int, default=TIMES, help="of which the quickest counts")
    parser.add_argument("--busy", action="store_true", help="count time on a processor")
    parser.add_argument("--show", action="store_true", help="show what is asked of the database")
    given = parser.parse_args()
    use_newsroom(given)
    reader, places = a_reader(), _places()
    for what, kind in KINDS.items():
        for where, after in places.items():
            ask = partial(_page, reader, f"limit={PAGE}{kind}{after}")
            taken = milliseconds(ask, busy=given.busy, times=given.times)
            told = len(ask().json()["results"])
            kept = "kept" if taken <= BUDGET else "BROKEN"
            print(f"{what:9} {where:9} {told:5} changes {taken:7.1f} ms, budget {kept}", flush=True)
            if given.show:
                show(ask)


def _page(reader: Client, query: str) -> Any:
    return reader.get(f"/api/v1/changes/?{query}")


def _places() -> dict[str, str]:
    """Answer cursors: at the beginning, in the middle, a page before the end."""
    from django.db import connection  # noqa: PLC0415  Django is set up by now

    from quotes.models import Change  # noqa: PLC0415
    from quotes.queries.feed import FeedCursor, feed_cursor_now  # noqa: PLC0415

    now, places = feed_cursor_now(), {"beginning": ""}
    count = Change.objects.filter(kind="quote").count()
    print(f"{Change.objects.count()} changes, {count} of quotes")
    for where, behind in (("middle", count // 2), ("end", PAGE)):
        with connection.cursor() as cursor:
            cursor.execute(_AT, [min(behind, count - 1)])
            xid, kind, number = cursor.fetchone()
        places[where] = f"&after={FeedCursor(now.generation, int(xid), kind, number, now.began)}"
    return places


if __name__ == "__main__":
    main()
