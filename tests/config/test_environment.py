"""Settings from outside: read kindly, and a mistake is told with its name and value."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config import environment
from config.databases import databases


@pytest.mark.parametrize("value", ["1", "true", "Yes", "ON"])
def test_a_flag_is_on(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("HTTPS", value)

    assert environment.flag("HTTPS", default=False)


@pytest.mark.parametrize("value", ["0", "false", "No", "off"])
def test_a_flag_is_off(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("HTTPS", value)

    assert not environment.flag("HTTPS", default=True)


@pytest.mark.parametrize("value", ["", "  "])
def test_nothing_said_is_the_default(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("HTTPS", value)

    assert environment.flag("HTTPS", default=True)
    assert not environment.flag("HTTPS", default=False)


def test_a_flag_that_is_neither_stops_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS", "perhaps")

    with pytest.raises(SystemExit, match="HTTPS is 'perhaps'"):
        environment.flag("HTTPS", default=False)


@pytest.mark.parametrize("value", ["-1", "8e3", "٣", "eighty"])
def test_a_number_that_is_none_stops_with_its_name(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("PORT", value)

    with pytest.raises(SystemExit, match="PORT is"):
        environment.number("PORT", 8000)


def test_words_may_be_parted_by_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "one.example, two.example three.example")

    assert environment.words("ALLOWED_HOSTS") == ["one.example", "two.example", "three.example"]


def test_a_secret_is_made_once_and_nobody_else_reads_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "var" / "secret_key"

    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: environment.secret("SECRET_KEY", file), range(16)))

    assert len(secrets) == 1
    assert len(secrets.pop()) > 50
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_the_shell_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("TIME_ZONE", "")
    monkeypatch.delenv("TIME_ZONE")
    file = tmp_path / ".env"
    file.write_text("# PORT=1\nPORT=8001\nTIME_ZONE='Europe/Riga'\nno line of ours\n")

    environment.read_file(file)

    assert environment.number("PORT", 8000) == 9000
    assert environment.text("TIME_ZONE") == "Europe/Riga"
    monkeypatch.delenv("TIME_ZONE")


def test_a_server_of_ones_own_is_used_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://ann:secret@db.example:5433/quotes")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)

    for connection in databases().values():
        assert connection["HOST"] == "db.example"
        assert connection["PORT"] == 5433
        assert connection["USER"] == "ann"
        assert connection["ENGINE"] == "django.db.backends.postgresql"


def test_the_owner_may_be_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://app@db.example/quotes")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner@db.example/quotes")

    users = {alias: connection["USER"] for alias, connection in databases().items()}

    assert users == {"default": "app", "owner": "owner"}


def test_without_a_server_the_embedded_one_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)

    assert {connection["ENGINE"] for connection in databases().values()} == {"config.database"}
