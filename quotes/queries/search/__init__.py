"""Lists, counts and figures of quotes by any mix of filters, at a bounded cost over millions."""

from quotes.queries.search.conditions import Conditions
from quotes.queries.search.counting import MOST, SAMPLED, Facets, count, facet_counts
from quotes.queries.search.meaning import conditions
from quotes.queries.search.pages import find_page
from quotes.queries.search.timeline import Timeline, months

__all__ = [
    "MOST",
    "SAMPLED",
    "Conditions",
    "Facets",
    "Timeline",
    "conditions",
    "count",
    "facet_counts",
    "find_page",
    "months",
]
