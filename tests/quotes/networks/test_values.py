"""The fast numbers are those of the definitions, whatever is said by whom."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.networks import values
from quotes.networks.choices import (
    DUPLICATES,
    MODES,
    NORMALISATIONS,
    POSITIONS,
    QUALIFIERS,
    Choice,
    Duplicates,
)
from quotes.networks.statements import Count, Statement, counts_of, once
from quotes.networks.values import values_of
from tests.quotes.networks.plain import plain_values

CHOICES = [
    Choice(mode=mode, qualifier=qualifier, normalisation=normalisation)
    for mode in MODES
    for qualifier in QUALIFIERS[mode]
    for normalisation in NORMALISATIONS[mode]
]
FIRST = date(2031, 12, 22)  # a Monday: what follows is in two years, and in one week of both
statements = st.lists(
    st.builds(
        Statement,
        actor=st.sampled_from(["Brisk", "Marrow", "Quell", "Reke", "", None]),
        target=st.sampled_from(["Ferry Act", "Pier", "Quota", None]),
        position=st.sampled_from(POSITIONS),
        article=st.integers(1, 3),
        day=st.none() | st.integers(0, 40).map(lambda days: FIRST + timedelta(days=days)),
    ),
    max_size=60,
)
relaxed = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize("choice", CHOICES, ids=str)
@relaxed
@given(statements=statements)
def test_every_network_is_what_its_definition_says(
    choice: Choice, statements: list[Statement]
) -> None:
    counts, _ = counts_of(statements, choice)
    found = values_of(counts, choice)
    np.testing.assert_allclose(
        found.matrix, np.array(plain_values(counts, choice)).reshape(found.matrix.shape), atol=1e-12
    )


@relaxed
@given(statements=statements)
def test_many_targets_are_the_same_in_stretches(statements: list[Statement]) -> None:
    choice = Choice(qualifier="subtract", normalisation="jaccard")
    counts, _ = counts_of(statements, choice)
    whole = values_of(counts, choice).matrix
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values, "STRETCH", 1)
        np.testing.assert_allclose(values_of(counts, choice).matrix, whole)


@pytest.mark.parametrize("duplicates", DUPLICATES)
@relaxed
@given(statements=statements)
def test_what_was_said_before_in_the_period_is_left_out(
    statements: list[Statement], duplicates: Duplicates
) -> None:
    def same(one: Statement, other: Statement) -> bool:
        if (one[:3]) != (other[:3]):
            return False
        if duplicates == "article":
            return one.article == other.article
        if duplicates in {"all", "ever"}:
            return duplicates == "ever"
        if one.day is None or other.day is None:
            return one.day is other.day
        as_text = {"week": "%G %V", "month": "%Y %m", "year": "%Y"}[duplicates]
        return one.day.strftime(as_text) == other.day.strftime(as_text)

    kept: list[Statement] = []
    for each in statements:
        if not any(same(each, earlier) for earlier in kept):
            kept.append(each)

    assert list(once(statements, duplicates)) == kept


def test_nobody_without_a_name_is_in_it_and_how_many_there_were_is_told() -> None:
    said = [
        Statement("Marrow", "Ferry Act", "support"),
        Statement("", "Ferry Act", "support"),
        Statement("Reke", None, "oppose"),
        Statement("Quell", "Pier", "neutral"),
    ]
    assert counts_of(said, Choice()) == ([Count("Marrow", "Ferry Act", "support", 1)], 2)
    everybody, unnamed = counts_of(said, Choice(qualifier="ignore"))
    assert ([each.actor for each in everybody], unnamed) == (["Marrow", "Quell"], 2)


def test_the_position_of_the_first_statement_stays_where_positions_are_ignored() -> None:
    said = [Statement("Reke", "Pier", "oppose", 1), Statement("Reke", "Pier", "support", 1)]
    choice = Choice(qualifier="ignore", duplicates="article")
    assert counts_of(said, choice)[0] == [Count("Reke", "Pier", "oppose", 1)]


def test_rows_and_columns_are_sorted_by_name_and_isolates_are_there_on_request() -> None:
    names = {1: "Reke", 2: "Marrow", 3: "Brisk"}
    counts = [Count(1, 7, "support", 2), Count(2, 7, "support", 3)]
    found = values_of(counts, Choice(), row_name=lambda key: names[key], also_rows=[3])
    assert found.rows == [3, 2, 1]
    assert found.matrix.tolist() == [[0, 0, 0], [0, 0, 6], [0, 6, 0]]


def test_nothing_said_is_an_empty_network() -> None:
    for choice in CHOICES:
        assert values_of([], choice).matrix.size == 0
