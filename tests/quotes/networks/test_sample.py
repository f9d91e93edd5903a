"""The sample of Discourse Network Analyzer gives the numbers that its own package gives."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from functools import cache

import numpy as np
import pytest

from quotes.networks.choices import DUPLICATES, MODES, NORMALISATIONS, QUALIFIERS, Choice
from quotes.networks.statements import Statement, counts_of
from quotes.networks.values import values_of
from tests.gold import DISCOURSE_SAMPLE, needs_discourse_sample
from tests.quotes.networks.plain import plain_values

pytestmark = needs_discourse_sample

STATEMENTS = """
    select actor.Value, target.Value, agreement.Value, s.DocumentId, d.Date
    from STATEMENTS s join DOCUMENTS d on d.ID = s.DocumentId
    join DATASHORTTEXT a on a.StatementId = s.ID
    join VARIABLES av on av.ID = a.VariableId and av.Variable = ?
    join ENTITIES actor on actor.ID = a.Entity
    join DATASHORTTEXT t on t.StatementId = s.ID
    join VARIABLES tv on tv.ID = t.VariableId and tv.Variable = 'concept'
    join ENTITIES target on target.ID = t.Entity
    join DATABOOLEAN agreement on agreement.StatementId = s.ID
    where s.StatementTypeId = 1 order by d.Date, s.DocumentId, s.Start
"""


@cache
def sample(actor: str = "organization") -> tuple[Statement, ...]:
    """Read the statements of the sample, first in time first."""
    connection = sqlite3.connect(f"file:{DISCOURSE_SAMPLE}?mode=ro", uri=True)
    try:
        return tuple(
            Statement(
                actor,
                target,
                "support" if agrees else "oppose",
                document,
                datetime.fromtimestamp(seconds, UTC).date(),
            )
            for actor, target, agrees, document, seconds in connection.execute(STATEMENTS, [actor])
        )
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("choice", "shape", "total"),
    [
        (Choice(mode="two", qualifier="ignore"), (7, 6), 40),
        (Choice(mode="one", qualifier="ignore"), (7, 7), 276),
    ],
    ids=str,
)
def test_sums_are_those_its_package_expects(
    choice: Choice, shape: tuple[int, int], total: int
) -> None:
    counts, unnamed = counts_of(sample(), choice)
    matrix = values_of(counts, choice).matrix
    assert (matrix.shape, matrix.sum(), unnamed) == (shape, total, 0)


def test_every_choice_gives_what_the_definition_gives() -> None:
    for mode in MODES:
        for qualifier in QUALIFIERS[mode]:
            for normalisation in NORMALISATIONS[mode]:
                for duplicates in DUPLICATES:
                    choice = Choice(
                        mode=mode,
                        qualifier=qualifier,
                        normalisation=normalisation,
                        duplicates=duplicates,
                    )
                    counts, _ = counts_of(sample(), choice)
                    found = values_of(counts, choice).matrix
                    expected = plain_values(counts, choice)
                    np.testing.assert_allclose(found, expected, atol=1e-12, err_msg=str(choice))


def test_both_agreement_and_conflict_occur_so_that_the_signs_are_tried() -> None:
    counts, _ = counts_of(sample(), Choice())
    matrix = values_of(counts, Choice()).matrix
    assert matrix.min() < 0 < matrix.max()
    assert (matrix == matrix.T).all()
