"""Lists, counts and figures of quotes by any mix of filters, at a bounded cost over millions."""

from quotes.queries.search.conditions import Conditions
from quotes.queries.search.counting import MOST, SAMPLED, Facets, count, facet_counts
from quotes.queries.search.meaning import conditions
from quotes.queries.search.once import Once, count_once, find_page_once, months_once
from quotes.queries.search.pages import find_page
from quotes.queries.search.timeline import Timeline, months

__all__ = [
    "MOST",
    "SAMPLED",
    "Conditions",
    "Facets",
    "Once",
    "Timeline",
    "conditions",
    "count",
    "count_once",
    "facet_counts",
    "find_page",
    "find_page_once",
    "months",
    "months_once",
]
