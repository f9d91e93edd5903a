"""The networks of the program's own sample are those of the definitions."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser

from quotes.networks.choices import Choice
from quotes.queries.figures.network import Asked, find_network
from quotes.queries.filters import QuoteFilters
from tests.quotes.test_import_quotes import SAMPLE, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from quotes.networks.choices import Mode, Normalisation, Qualifier

SIGNS: dict[Qualifier, Callable[[int, int], int]] = {
    "congruence": lambda one, other: one == other,
    "conflict": lambda one, other: one != other,
    "subtract": lambda one, other: 1 if one == other else -1,
    "ignore": lambda _one, _other: 1,
}
CODED = """
select organisation.Value, concept.Value, agreed.Value from STATEMENTS statement
join DATASHORTTEXT a on a.StatementId = statement.ID and a.VariableId = 2
join ENTITIES organisation on organisation.ID = a.Entity
join DATASHORTTEXT c on c.StatementId = statement.ID and c.VariableId = 3
join ENTITIES concept on concept.ID = c.Entity
join DATABOOLEAN agreed on agreed.StatementId = statement.ID
"""


def coded() -> Counter[tuple[str, str, int]]:
    """Answer n(a, t, k) as the file itself has it."""
    file = sqlite3.connect(f"{SAMPLE.as_uri()}?mode=ro", uri=True)
    try:
        return Counter(file.execute(CODED).fetchall())
    finally:
        file.close()


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample is not beside the checkout")
@pytest.mark.django_db
def test_networks_are_those_of_the_definitions() -> None:
    run(SAMPLE)
    n = coded()
    actors, targets = sorted({a for a, _t, _k in n}), sorted({t for _a, t, _k in n})
    assert (sum(n.values()), len(actors), len(targets)) == (40, 7, 6)
    total = {a: sum(count for (one, _t, _k), count in n.items() if one == a) for a in actors}
    weighs: dict[Normalisation, Callable[[str, str], float]] = {
        "none": lambda _a, _b: 1,
        "average": lambda a, b: (total[a] + total[b]) / 2,
        "cosine": lambda a, b: total[a] * total[b],
    }
    for qualifier, sign in SIGNS.items():
        for normalisation, weight in weighs.items():
            expected = {
                (a, b): (a != b)
                * sum(
                    n[a, t, k] * n[b, t, j] * sign(k, j)
                    for t in targets
                    for k in (0, 1)
                    for j in (0, 1)
                )
                / weight(a, b)
                for a in actors
                for b in actors
            }
            assert network("one", qualifier, normalisation) == pytest.approx(expected)
    assert network("two", "subtract", "none") == {
        (a, t): n[a, t, 1] - n[a, t, 0] for a in actors for t in targets
    }


def network(
    mode: Mode, qualifier: Qualifier, normalisation: Normalisation
) -> dict[tuple[str, str], float]:
    """Answer the values of a network of what was imported, by the names of row and column."""
    choice = Choice(mode=mode, qualifier=qualifier, normalisation=normalisation)
    asked = Asked(rows="organisation", choice=choice)
    found = find_network(QuoteFilters(), asked, user=AnonymousUser())
    return {
        (row.name, column.name): float(found.values.matrix[i, j])
        for i, row in enumerate(found.rows)
        for j, column in enumerate(found.columns)
    }
