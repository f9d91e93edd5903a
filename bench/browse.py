"""What lists and pages of quotes cost: `python -m bench.browse --size 5m --room FOLDER`.

Views are drawn by a seed in named strata (see `bench.views`), at least twenty of each. Each is
asked for through WSGI, warm, as a reader: the list alone as the API answers it, and the whole page
with facets and timeline. Printed is the 95th percentile of each stratum against its budget.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import numpy as np

from bench.asking import TIMES, a_reader, milliseconds, show
from bench.newsroom import arguments, use_newsroom
from bench.views import View, deep_place, random_views, room

if TYPE_CHECKING:
    from django.test import Client

LIST, PAGE = 100.0, 200.0
"""Budgets in milliseconds."""
LENGTH = 25
Timed = dict[str, dict[str, list[tuple[float, View]]]]


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--views", type=int, default=20, help="of each stratum")
    parser.add_argument("--times", type=int, default=TIMES, help="of which the quickest counts")
    parser.add_argument("--only", default="", help="strata whose name holds this")
    parser.add_argument("--busy", action="store_true", help="count time on a processor")
    parser.add_argument("--slowest", type=int, default=0, help="show what these views ask")
    given = parser.parse_args()
    use_newsroom(given)
    reader = a_reader()
    timed: Timed = defaultdict(lambda: defaultdict(list))
    views = [
        one for one in random_views(room(given.seed), given.views) if given.only in one.stratum
    ]
    for stratum, some in groupby(views, key=lambda view: view.stratum):
        for view in some:
            for what, ask in (("list", _list), ("page", _page)):
                taken = milliseconds(partial(ask, reader, view), busy=given.busy, times=given.times)
                timed[what][stratum].append((taken, view))
        _tell(timed, stratum)
    _tell_all(timed)
    for what, ask in (("list", _list), ("page", _page)):
        for taken, view in _slowest(timed[what])[: given.slowest]:
            print(f"\n{what} {taken:.0f} ms {view.stratum}: {dict(view.query)}")
            show(partial(ask, reader, view))


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


def _tell(timed: Timed, stratum: str) -> None:
    figures = []
    for what, budget in (("list", LIST), ("page", PAGE)):
        taken = [each for each, _ in timed[what][stratum]]
        p95 = float(np.percentile(taken, 95))
        kept = "kept" if p95 <= budget else "BROKEN"
        figures.append(
            f"{what} {np.median(taken):6.1f} p95 {p95:7.1f} ms {budget / p95:6.2f} × {kept:6}"
        )
    print(f"{stratum:36} {' │ '.join(figures)}", flush=True)


def _tell_all(timed: Timed) -> None:
    for what, budget in (("list", LIST), ("page", PAGE)):
        every = [each for some in timed[what].values() for each, _ in some]
        p95 = float(np.percentile(every, 95))
        print(f"{what} of all {len(every)}: p95 {p95:.1f} ms, {budget / p95:.2f} × the budget")


def _slowest(timed: dict[str, list[tuple[float, View]]]) -> list[tuple[float, View]]:
    return sorted((one for some in timed.values() for one in some), key=lambda one: -one[0])


if __name__ == "__main__":
    main()
