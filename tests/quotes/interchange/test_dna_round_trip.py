"""What is exported as a database of Discourse Network Analyzer imports to the same."""

from __future__ import annotations

import sqlite3
from random import Random
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.commands.loading import import_quotes
from quotes.interchange import dna
from quotes.models import Quote
from quotes.queries.filters import QuoteFilters
from tests.factories import make_quote, make_speaker, make_stance, make_target
from tests.quotes.interchange.newsrooms import fill, told

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 1_000_000))
def test_imports_to_what_was_exported(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "quotes.dna"
    with transaction.atomic():
        fill(Random(seed))  # noqa: S311 - the same newsroom for the same seed
        before = told()
        path.unlink(missing_ok=True)
        dna.write(QuoteFilters(), path)
        loaded = import_quotes(dna.read(path), by=None)
        assert (loaded.quotes, loaded.stances, loaded.articles) == (0, 0, 0)
        assert told() == before
        transaction.set_rollback(True)
    with transaction.atomic():
        import_quotes(dna.read(path), by=None)
        assert told() == before
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_same_quotes_give_the_same_bytes(tmp_path: Path) -> None:
    fill(Random(7))  # noqa: S311
    written = [tmp_path / name for name in ("one.dna", "other.dna")]
    for path in written:
        dna.write(QuoteFilters(), path)
    assert written[0].read_bytes() == written[1].read_bytes()


@pytest.mark.django_db
def test_what_was_recoded_in_the_program_is_as_it_was_recoded(tmp_path: Path) -> None:
    path, quote = tmp_path / "recoded.dna", make_quote(speaker=make_speaker("Ilse Marrow"))
    make_stance(quote, make_target("The ferry"), "support")
    with transaction.atomic():
        dna.write(QuoteFilters(), path)
        transaction.set_rollback(True)
    quote.delete()
    file = sqlite3.connect(path)
    file.execute("update DATABOOLEAN set Value = 0")
    file.commit()
    file.close()
    import_quotes(dna.read(path), by=None)
    recoded = Quote.objects.get()
    assert recoded.stances.get().position == "oppose"
    assert str(recoded.speaker) == "Ilse Marrow"
    # Both parts and what stood between them: that is all the program's own tables say.
    assert recoded.content == ((quote.content[0][0], quote.content[-1][1]),)


@pytest.mark.django_db
def test_an_export_is_written_to_standard_output(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    make_quote()
    call_command("export", "dna")
    path = tmp_path / "piped.dna"
    path.write_bytes(capfdbinary.readouterr().out)
    assert len(dna.read(path).quotes) == 1
