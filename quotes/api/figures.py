"""Counts beside a list of quotes: of each choice, and by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.api.described.answered_records import COUNT
from quotes.api.described.describe import OF_QUOTES, READING, describe
from quotes.api.described.shapes import FLAG, TEXT, listed, record
from quotes.api.endpoint import Endpoint
from quotes.api.protocol.answers import answer
from quotes.api.quotes import refuse_undecided
from quotes.forms import read_filters
from quotes.nets import POSITIONS
from quotes.queries.search import MOST, SAMPLED, facet_counts, months
from quotes.queries.search.counting import COUNTED
from quotes.queries.search.telling import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

VALUE = record(
    {
        "value": {**TEXT, "description": "As the filter takes it; `none`: none given."},
        "name": {**TEXT, "description": "The name of what has an id; else the value."},
        "count": COUNT,
    }
)
FACETS = record(
    {
        "total": {**COUNT, "description": "How many quotes there are."},
        "more": {
            **FLAG,
            "description": f"There are more than {MOST}: the newest {SAMPLED} were counted.",
        },
        "facets": record(
            dict.fromkeys(COUNTED, listed(VALUE, "Most first.")),
            "By filter: what each value would leave, were it the only one of its filter.",
        ),
    }
)
BY_POSITION = dict.fromkeys((*POSITIONS, "count"), COUNT)
MONTH = record({"month": {**TEXT, "examples": ["2031-08"]}, **BY_POSITION})
TIMELINE = record(
    {
        "months": listed(MONTH, "Those that have quotes, the earliest first."),
        "undated": record(BY_POSITION, "Quotes of which no day is known."),
        "estimated": {**FLAG, "description": f"Of more than {MOST} quotes, from a sample."},
    }
)


class FacetList(Endpoint):
    """What there is to choose from."""

    @describe(
        "get_facets",
        "How many quotes each choice would leave",
        {200: (FACETS, "The counts, exact up to a bound.")},
        problems=READING,
        parameters=OF_QUOTES,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer the counts of the quotes that the parameters choose."""
        filters = read_filters(request.query_params)
        refuse_undecided(filters, request)
        counted = facet_counts(filters, user=request.user)
        found = {name: counted.of(name) for name in COUNTED}
        facets = {name: _values(values, names_of(name, values)) for name, values in found.items()}
        return answer({"total": counted.total, "more": counted.more, "facets": facets})


class TimelineDetail(Endpoint):
    """Quotes over time."""

    @describe(
        "get_timeline",
        "Quotes by month",
        {
            200: (
                TIMELINE,
                "By position where one target is asked for. Days that are asked for do not cut it.",
            )
        },
        problems=READING,
        parameters=OF_QUOTES,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer the months of the quotes that the parameters choose."""
        filters = read_filters(request.query_params)
        refuse_undecided(filters, request)
        line = months(filters, user=request.user)
        dated = {at: counts for at, counts in line.months.items() if at != "none"}
        return answer(
            {
                "months": [{"month": at, **_month(counts)} for at, counts in dated.items()],
                "undated": _month(line.months.get("none", {})),
                "estimated": line.estimated,
            }
        )


def _values(counts: Mapping[str, int], names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"value": value, "name": names.get(value, value), "count": n} for value, n in counts.items()
    ]


def _month(counts: Mapping[str, int]) -> dict[str, int]:
    unjudged = {"unjudged": "none"}
    by_position = {each: counts.get(unjudged.get(each, each), 0) for each in POSITIONS}
    return {**by_position, "count": sum(counts.values())}
