"""What lists and pages of quotes cost: `python -m bench.browse --size 5m --room FOLDER`.

Views are drawn by a seed in named strata (see `bench.views`), at least twenty of each. Each is
asked for through WSGI, warm, as a reader: the list alone as the API answers it, and the whole page
with facets and timeline. Printed is the 95th percentile of each stratum against its budget.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import numpy as np

from bench.newsroom import arguments, use_newsroom
from bench.views import View, deep_place, random_views, room

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

LIST, PAGE = 100.0, 200.0
"""Budgets in milliseconds."""
TIMES, LENGTH = 3, 25
Timed = dict[str, dict[str, list[tuple[float, View]]]]


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--views", type=int, default=20, help="of each stratum")
    parser.add_argument("--only", default="", help="strata whose name holds this")
    parser.add_argument("--slowest", type=int, default=0, help="show what these views ask")
    given = parser.parse_args()
    use_newsroom(given)
    reader = a_reader()
    timed: Timed = defaultdict(lambda: defaultdict(list))
    for view in random_views(room(given.seed), given.views):
        if given.only in view.stratum:
            for what, ask in (("list", _list), ("page", _page)):
                timed[what][view.stratum].append((_measure(ask, reader, view), view))
    _tell(timed)
    for what, ask in (("list", _list), ("page", _page)):
        for taken, view in _slowest(timed[what])[: given.slowest]:
            print(f"\n{what} {taken:.0f} ms {view.stratum}: {dict(view.query)}")
            show(lambda ask=ask, view=view: ask(reader, view))


def a_reader() -> Client:
    """Answer a browser in which a reader is signed in, who has a token for the API, too."""
    from django.test import Client  # noqa: PLC0415  Django is set up by now

    from accounts.commands import create_token  # noqa: PLC0415
    from accounts.models import Role, User  # noqa: PLC0415

    user = User.objects.filter(username="bench-reader").first() or User.objects.create_user(
        "bench-reader", role=Role.READER
    )
    _, secret = create_token(user, name="bench")
    client = Client(
        headers={"host": "localhost:8000", "authorization": f"Bearer {secret}"},
        raise_request_exception=False,
    )
    client.force_login(user)
    return client


def _measure(ask: Callable[[Client, View], Any], reader: Client, view: View) -> float:
    """Answer the milliseconds of a view, its quickest of some: what else runs here disturbs."""
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        answer = ask(reader, view)
        taken.append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:  # noqa: PLR2004
            message = f"{answer.status_code}: {answer.request['QUERY_STRING']}"
            raise SystemExit(message)
    return min(taken)


def _list(reader: Client, view: View) -> Any:
    more = {"cursor": _cursor(view)} if view.page > 1 else {}
    return reader.get(
        f"/api/v1/quotes/?{urlencode([*view.query, ('limit', LENGTH), *more.items()])}"
    )


def _page(reader: Client, view: View) -> Any:
    more = {"after": _cursor(view)} if view.page > 1 else {}
    return reader.get(f"/quotes/?{urlencode([*view.query, *more.items()])}")


@cache
def _cursor(view: View) -> str:
    from django.http import QueryDict  # noqa: PLC0415  Django is set up by now

    from articles.paging import Position, write_cursor  # noqa: PLC0415
    from quotes.forms import read_filters  # noqa: PLC0415

    filters = read_filters(QueryDict(urlencode(view.query)))
    return write_cursor(Position(*deep_place(view, LENGTH)), filters=filters.given())


def _tell(timed: Timed) -> None:
    for stratum in timed["list"]:
        figures = []
        for what, budget in (("list", LIST), ("page", PAGE)):
            taken = [each for each, _ in timed[what][stratum]]
            p95 = float(np.percentile(taken, 95))
            kept = "kept" if p95 <= budget else "BROKEN"
            figures.append(
                f"{what} {np.median(taken):6.1f} p95 {p95:7.1f} ms {budget / p95:5.2f} × {kept:6}"
            )
        print(f"{stratum:36} {' │ '.join(figures)}", flush=True)
    for what, budget in (("list", LIST), ("page", PAGE)):
        every = [each for some in timed[what].values() for each, _ in some]
        p95 = float(np.percentile(every, 95))
        print(f"{what} of all {len(every)}: p95 {p95:.1f} ms, {budget / p95:.2f} × the budget")


def _slowest(timed: dict[str, list[tuple[float, View]]]) -> list[tuple[float, View]]:
    return sorted((one for some in timed.values() for one in some), key=lambda one: -one[0])


def show(work: Callable[[], Any]) -> None:
    """Print what some work asks the database, the longest first."""
    for sql, spent in asked(work).most_common(4):
        print(f"  {spent * 1000:7.1f} ms {' '.join(sql.split())[:1500]}")


def asked(work: Callable[[], Any]) -> Counter[str]:
    """Answer the seconds of each statement that some work asks the database."""
    from django.db import connection  # noqa: PLC0415  Django is set up by now

    seconds = Counter[str]()

    def timed(execute: Any, sql: str, params: Any, *more: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, *more)
        finally:
            seconds[f"{sql} -- {params}"] += time.perf_counter() - begun

    with connection.execute_wrapper(timed):
        work()
    return seconds


if __name__ == "__main__":
    main()
