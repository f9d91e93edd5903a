"""What every connection to the database is told."""

import pytest

from config.databases import databases


@pytest.mark.parametrize("url", ["", "postgres://somebody@db.example.org/verbatim"])
def test_the_database_has_the_newsrooms_time_zone(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("TIME_ZONE", "Pacific/Auckland")
    assert {each["TIME_ZONE"] for each in databases().values()} == {"Pacific/Auckland"}
