"""`manage.py import_quotes`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from quotes.models import PositionTaken
from tests.gold import SHARED

SAMPLE = SHARED / "corpora" / "discourse-sample.dna"


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_quotes", "dna", str(path), *options, stdout=out)
    return out.getvalue().strip()


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample is not beside the checkout")
@pytest.mark.django_db
def test_imports_the_sample_of_the_program() -> None:
    assert run(SAMPLE).startswith(
        "Imported 7 articles, 41 quotes, 40 stances, 14 speakers, 6 targets; 0 were here already."
    )
    assert run(SAMPLE).startswith("Imported 0 articles, 0 quotes, 0 stances, 0 speakers, 0 targets")
    statements = PositionTaken.objects.all()
    assert statements.count() == 40
    assert statements.values("organisation").distinct().count() == 7
    assert statements.values("target").distinct().count() == 6
