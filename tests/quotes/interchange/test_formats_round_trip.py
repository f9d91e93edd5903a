"""What is exported in a lossless format of our own imports to the same."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.commands.loading import import_quotes
from quotes.interchange import brat, verbatim, w3c
from quotes.models import SpeakerMerge, TargetMerge
from quotes.queries.filters import QuoteFilters
from tests.quotes.interchange.newsrooms import fill_whole, told_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quotes.commands.loading import Given

READ = {"verbatim": verbatim.read, "w3c": w3c.read, "brat": brat.read}
WRITE: dict[str, Callable[..., int]] = {
    "verbatim": verbatim.write,
    "brat": brat.write,
    "w3c": partial(w3c.write, base="https://quotes.invalid"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", READ)
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 1_000_000))
def test_imports_to_what_was_exported(name: str, tmp_path: Path, seed: int) -> None:
    path = tmp_path / "quotes"
    with transaction.atomic():
        fill_whole(Random(seed))  # noqa: S311 - the same newsroom for the same seed
        before = told_whole()
        path.unlink(missing_ok=True)
        count = WRITE[name](QuoteFilters(), path)
        again = import_quotes(sound(name, path), by=None)
        assert (again.quotes, again.stances, again.articles, again.known) == (0, 0, 0, count)
        assert told_whole() == before
        transaction.set_rollback(True)
    with transaction.atomic():
        import_quotes(sound(name, path), by=None)
        assert told_whole() == before
        twice = import_quotes(sound(name, path), by=None)
        assert (twice.quotes, twice.stances, twice.articles) == (0, 0, 0)
        assert (twice.speakers, twice.targets) == (0, 0)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("name", READ)
def test_whoever_was_merged_can_be_unmerged_after_an_import(name: str, tmp_path: Path) -> None:
    path = tmp_path / "quotes"
    with transaction.atomic():
        fill_whole(Random(3))  # noqa: S311
        WRITE[name](QuoteFilters(), path)
        transaction.set_rollback(True)
    import_quotes(READ[name](path), by=None)
    assert [str(merge.speaker) for merge in SpeakerMerge.objects.all()] == ["Thomas Reke"]
    assert [str(merge.target) for merge in TargetMerge.objects.all()] == ["Toll bridge"]


def sound(name: str, path: Path) -> Given:
    """Read a file of which nothing is refused."""
    read = READ[name](path)
    assert read.refused == ()
    return read
