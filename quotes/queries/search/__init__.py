"""Lists, counts and figures of quotes by any mix of filters, at a bounded cost over millions."""

from quotes.queries.search.conditions import Conditions
from quotes.queries.search.meaning import conditions
from quotes.queries.search.pages import find_page

__all__ = ["Conditions", "conditions", "find_page"]
