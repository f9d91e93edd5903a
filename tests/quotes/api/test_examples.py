"""Each operation shows what is sent and what comes back, and both are as it says."""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from tests.quotes.api.description import description

Media = dict[str, Any]


def bodies() -> Iterator[tuple[str, Media]]:
    """Yield where each body is described, and the description."""
    for operations in description()["paths"].values():
        for operation in operations.values():
            name = operation["operationId"]
            for kind, media in operation.get("requestBody", {}).get("content", {}).items():
                yield f"{name} takes {kind}", media
            for status, answer in operation["responses"].items():
                for kind, media in answer.get("content", {}).items():
                    yield f"{name} answers {status} {kind}", media


def test_every_body_has_an_example() -> None:
    assert [where for where, media in bodies() if "example" not in media] == []


def test_every_example_is_as_its_schema_says() -> None:
    components = {"components": description()["components"]}
    wrong = [
        f"{where}: {error.json_path}: {error.message}"
        for where, media in bodies()
        for error in Draft202012Validator(
            {**media.get("schema", {}), **components},
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        ).iter_errors(media["example"])
    ]
    assert wrong == []


def test_every_body_that_is_sent_is_shown_by_hand() -> None:
    """What is made from a schema is valid, and tells nobody what to send."""
    shown = {where: media["example"] for where, media in bodies() if " takes " in where}
    assert [where for where, example in shown.items() if "words" in str(example)] == []


def test_every_parameter_of_a_path_is_explained() -> None:
    for path, operations in description()["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path":
                    assert parameter["description"], (method, path, parameter["name"])
                    assert "example" in parameter, (method, path, parameter["name"])
