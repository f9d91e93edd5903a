"""`manage.py export`."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

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


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample is not beside the checkout")
@pytest.mark.django_db
def test_writes_the_statements_of_the_sample_as_they_were(tmp_path: Path) -> None:
    run(SAMPLE)
    written = tmp_path / "written.dna"
    call_command("export", "dna", output=written)
    assert statements(written) == statements(SAMPLE)
    assert run(written).endswith("41 were here already.")
