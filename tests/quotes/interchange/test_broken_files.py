"""A file in which anything at all was changed is refused in words, or imported: it never breaks."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.commands import AccountRefused
from quotes.commands import Refused
from quotes.commands.loading import import_quotes
from quotes.interchange import verbatim
from quotes.interchange.refusals import FileRefused
from quotes.queries.filters import QuoteFilters
from tests.quotes.interchange.newsrooms import fill_whole

if TYPE_CHECKING:
    from pathlib import Path

JUNK: tuple[Any, ...] = (
    *(None, True, -1, 0, 1, 2.5, 10**30, 1e999, "", " ", "x", "\u202e🚢", "\ud83d", "\x00"),
    *([], {}, [[]], [None], {"start": 0, "end": 1}, "2031-13-01", "0001-01-01T00:00:00+14:00"),
    *("n" * 5000, "Q1", "speaker", "unnamed", "none", "term", "direct", "Ilse Marrow"),
)


@lru_cache
def records(folder: Path) -> list[Any]:
    """Answer the lines of an export."""
    with transaction.atomic():
        fill_whole(Random(21))  # noqa: S311
        verbatim.write(QuoteFilters(), folder / "whole")
        transaction.set_rollback(True)
    return [json.loads(line) for line in (folder / "whole").read_text().splitlines()]


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Answer the way to everything inside."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [at, *(place for key, each in inside for place in places(each, (*at, key)))]


def changed(value: Any, at: tuple[Any, ...], to: Any) -> Any:
    """Answer the same with one place of it changed."""
    if not at:
        return to
    copy = value.copy()
    copy[at[0]] = changed(value[at[0]], at[1:], to)
    return copy


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_one_thing_changed_to_anything_breaks_nothing(tmp_path: Path, data: st.DataObject) -> None:
    lines = records(tmp_path)
    for _change in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.sampled_from(places(lines)[1:]))
        other = data.draw(st.sampled_from(places(lines)[1:]))
        value = data.draw(st.sampled_from([*JUNK, found(lines, other)]))
        lines = changed(lines, at, value)
    path = tmp_path / "broken"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    with transaction.atomic():
        with suppress(FileRefused, Refused, AccountRefused):
            import_quotes(verbatim.read(path), by=None)
            connection.check_constraints()
        connection.check_constraints()
        transaction.set_rollback(True)


def found(value: Any, at: tuple[Any, ...]) -> Any:
    for step in at:
        value = value[step]
    return value
