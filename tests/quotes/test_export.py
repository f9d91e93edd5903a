"""`manage.py export`."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from quotes import commands
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_suggestion,
    make_target,
)
from tests.quotes.test_import_quotes import SAMPLE, run

STATEMENTS = """
select type.Label, document.Title, statement.Start, statement.Stop, coder.Name,
    variable.Variable, coalesce(entity.Value, long.Value, agreed.Value)
from STATEMENTS statement
join DOCUMENTS document on document.ID = statement.DocumentId
join STATEMENTTYPES type on type.ID = statement.StatementTypeId
join CODERS coder on coder.ID = statement.Coder
join VARIABLES variable on variable.StatementTypeId = type.ID
left join DATASHORTTEXT short
    on short.StatementId = statement.ID and short.VariableId = variable.ID
left join ENTITIES entity on entity.ID = short.Entity
left join DATALONGTEXT long on long.StatementId = statement.ID and long.VariableId = variable.ID
left join DATABOOLEAN agreed
    on agreed.StatementId = statement.ID and agreed.VariableId = variable.ID
order by 1, 2, 3, 4, 5, 6
"""


def statements(path: Path) -> list[tuple[Any, ...]]:
    """Answer all that a database says of its statements, whatever their numbers."""
    file = sqlite3.connect(path)
    try:
        return file.execute(STATEMENTS).fetchall()
    finally:
        file.close()


@pytest.mark.django_db
def test_filters_are_those_of_the_pages(tmp_path: Path) -> None:
    path, article, speaker = tmp_path / "some.dna", make_article(), make_speaker("Ilse Marrow")
    first = make_quote("The ferry will sail,", article=article, speaker=speaker, kind="direct")
    make_stance(first, make_target("The ferry"))
    make_quote("It always has.", article=article, kind="indirect")
    make_suggestion("a fine promise", article)
    for options, count in (
        ({}, 2),
        ({"speaker": [str(speaker.pk)]}, 1),
        ({"not": ["kind:indirect"]}, 1),
        ({"q": ["ferry"], "stance": ["support"]}, 1),
        ({"stance": ["oppose"]}, 0),
    ):
        call_command("export", "dna", output=path, **options)
        assert len({row[2:4] for row in statements(path)}) == count


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"kind": ["shouted"]}, "--kind: "),
        ({"said_from": ["yesterday"]}, "--said-from: "),
        ({"output": Path("/")}, "/ is a folder, and this is one file"),
        ({"output": Path("/nowhere/at/all.dna")}, "There is no folder /nowhere/at"),
    ],
)
def test_refuses_what_it_cannot_do(tmp_path: Path, options: dict[str, Any], told: str) -> None:
    with pytest.raises(CommandError, match=told):
        call_command("export", "dna", **{"output": tmp_path / "some.dna", **options})


@pytest.mark.django_db
def test_nothing_of_a_withdrawn_article_leaves(tmp_path: Path) -> None:
    path = tmp_path / "some.dna"
    quote = make_quote("The ferry will sail,")
    commands.withdraw_article(quote.article_id, reason="", by=None)
    call_command("export", "dna", output=path)
    assert statements(path) == []


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample is not beside the checkout")
@pytest.mark.django_db
def test_writes_the_statements_of_the_sample_as_they_were(tmp_path: Path) -> None:
    run(SAMPLE)
    written = tmp_path / "written.dna"
    call_command("export", "dna", output=written)
    assert statements(written) == statements(SAMPLE)
    assert run(written).endswith("41 were here already.")
