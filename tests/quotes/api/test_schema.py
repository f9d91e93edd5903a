"""What the API says of itself is true."""

import os
import subprocess
import sys
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from config.setup.steps import ROOT
from tests.quotes.api.conftest import ApiClient
from tests.quotes.api.description import description

OPERATIONS = [
    (path, method, operation)
    for path, operations in description()["paths"].items()
    for method, operation in operations.items()
]


@pytest.mark.django_db
def test_anybody_may_read_it(anonymous: ApiClient) -> None:
    answer = anonymous.get("/schema/")
    assert anonymous.get("/schema/", If_None_Match=answer.etag).status == 304
    assert answer.json["openapi"] == "3.1.1"
    assert answer.json["paths"].keys() == description()["paths"].keys()


def test_threads_that_ask_at_once_get_one_document() -> None:
    """In a process of its own, as only the first time is of interest."""
    program = """
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from quotes.api.described.document import document
with ThreadPoolExecutor(8) as threads:
    made = list(threads.map(lambda _: id(document()), range(8)))
assert len({*made}) == 1
"""
    around = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=around, check=True)


def test_it_is_valid() -> None:
    assert list(OpenAPIV31SpecValidator(description()).iter_errors()) == []


def test_null_is_written_as_3_1_writes_it() -> None:
    assert "nullable" not in str(description())
    page = description()["paths"]["/api/v1/quotes/"]["get"]["responses"]["200"]
    schema = page["content"]["application/json"]["schema"]
    assert schema["properties"]["next"]["type"] == ["string", "null"]


def test_offsets_say_their_unit() -> None:
    part = description()["components"]["schemas"]["Part"]
    assert "code points" in part["properties"]["start"]["description"]


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_each_operation_is_named_and_foresees_refusals(
    path: str, method: str, operation: dict[str, Any]
) -> None:
    assert operation["operationId"]
    assert operation["summary"]
    assert {"400", "401", "403", "406"} <= operation["responses"].keys()
    if "requestBody" in operation:
        takes = operation["requestBody"]["content"]["application/json"]["schema"]
        assert operation["requestBody"]["required"] == bool(takes.get("properties"))
        assert {"413", "415", "422"} <= operation["responses"].keys()
    needs_version = {"428", "412"} & operation["responses"].keys()
    told_in_body = path.endswith("/batch/")
    assert bool(needs_version) == (told_in_body or "If-Match" in _parameters(operation)), path


def test_operations_have_names_of_their_own() -> None:
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(names) == len(set(names))


def test_every_component_is_used() -> None:
    document = description()
    for name in document["components"]["schemas"]:
        assert f"#/components/schemas/{name}'" in str(document), name


def _parameters(operation: dict[str, Any]) -> set[str]:
    return {parameter["name"] for parameter in operation.get("parameters", ())}
