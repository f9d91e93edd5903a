"""How many quotes there are of each speaker and about each target: as tallies tell it.

Those of withdrawn articles, and terms, count nowhere; who was merged counts as whom they became.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.models import Speaker, Target
from quotes.queries.figures.tallies import count_facets

if TYPE_CHECKING:
    from collections.abc import Iterable


def count_said(ids: Iterable[int], *, most: int) -> dict[int, int]:
    """Answer how many accepted quotes each speaker said, at most one more than `most`."""
    return {pk: min(n, most + 1) for pk, n in _count(Speaker, "s", [*ids]).items()}


def count_about(ids: Iterable[int]) -> dict[int, int]:
    """Answer how many accepted quotes are about each target."""
    return _count(Target, "t", [*ids])


def _count(model: type[Speaker | Target], prefix: str, ids: list[int]) -> dict[int, int]:
    whole = dict.fromkeys(ids, 0)
    merged = model._default_manager.filter(merged_into__in=ids).order_by()
    became = {pk: pk for pk in ids} | dict(merged.values_list("pk", "merged_into"))
    counts = count_facets([f"{prefix}:{pk}" for pk in became])
    for pk, into in became.items():
        whole[into] += counts.get(f"{prefix}:{pk}", 0)
    return whole
