"""What a network of 200 actors costs: `python -m bench.network --size 5m --room FOLDER`.

Budget: one second, at 5 million quotes, for the whole of it: the statements counted in PostgreSQL,
the values, the coalitions, the picture and the page. Each part is told, so that it shows where time
goes; `--busy` counts this process alone, on a machine that has other things to do.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench.database import verdict
from bench.newsroom import arguments, use_newsroom

if TYPE_CHECKING:
    from collections.abc import Callable

BUDGET = 1_000.0
VIEWS = {
    "speakers, all that was said": "rows=speaker",
    "organisations, all that was said": "rows=organisation&qualifier=congruence",
    "two modes": "mode=two",
    "once per article": "rows=speaker&duplicates=article",
    "one year": "rows=speaker&said_from=2020-01-01&said_to=2020-12-31",
    "direct quotes": "rows=speaker&kind=direct",
    "on one target": "rows=speaker&target=1",
    "targets by shared organisations": "rows=target&columns=organisation",
}


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--busy", action="store_true", help="count time on a processor")
    given = parser.parse_args()
    use_newsroom(given)
    clock = time.process_time if given.busy else time.perf_counter
    for name, query in VIEWS.items():
        parts = min((_parts(query, clock) for _ in range(given.times)), key=sum)
        counted, drawn, shown = parts
        print(
            f"{name:34} counted {counted:6.0f}, drawn {drawn:5.0f}, shown {shown:5.0f} ms:"
            f" {verdict(sum(parts), BUDGET, more_is_better=False)}",
            flush=True,
        )


def _parts(query: str, clock: Callable[[], float]) -> tuple[float, float, float]:
    """Answer the milliseconds of counting, of drawing, and of writing the page."""
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415  Django is set up by now
    from django.http import QueryDict  # noqa: PLC0415  an address is what is timed
    from django.template.loader import render_to_string  # noqa: PLC0415

    from quotes.forms.network import read_network  # noqa: PLC0415
    from quotes.queries.figures.network import find_network  # noqa: PLC0415
    from quotes.views.network_page import page_of  # noqa: PLC0415

    asked = QueryDict(query)
    filters, network = read_network(asked)
    start = clock()
    found = find_network(filters, network, user=AnonymousUser())
    counted = clock()
    page = page_of(found, asked)
    page.picture  # noqa: B018  drawn when first asked for
    drawn = clock()
    for part in ("picture", "tables", "coalitions"):
        render_to_string(f"quotes/_network_{part}.html", {"page": page})
    shown = clock()
    return (counted - start) * 1000, (drawn - counted) * 1000, (shown - drawn) * 1000


if __name__ == "__main__":
    main()
