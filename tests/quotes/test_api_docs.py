"""The page that tells how to use the API: true, because it is made of what programs get."""

from __future__ import annotations

import ast
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from lxml import html
from rest_framework import exceptions

from quotes.api.protocol.problem_codes import CODES, anchor_of
from tests.quotes.api.description import description
from tests.test_architecture import modules, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
    from pytest_django import Settings

    from accounts.models import User

PROBLEMS = {"Problem": 1, "wrong_header": 1}
"""Who makes problems, and which of its arguments is the code."""

RAISED_BY_THE_FRAMEWORK: list[type[exceptions.APIException]] = [
    exceptions.AuthenticationFailed,
    exceptions.MethodNotAllowed,
    exceptions.NotAcceptable,
    exceptions.NotAuthenticated,
    exceptions.NotFound,
    exceptions.PermissionDenied,
    exceptions.UnsupportedMediaType,
]


@pytest.fixture
def page(db: None, client: Client, reader: User) -> HtmlElement:
    client.force_login(reader)
    return html.fromstring(client.get("/api/docs/").content)


def test_tells_every_operation(page: HtmlElement) -> None:
    told = {each.get("id") for each in page.iter("h3")}
    for path, methods in description()["paths"].items():
        for operation in methods.values():
            assert operation["operationId"] in told, path


def test_each_link_inside_leads_somewhere(page: HtmlElement) -> None:
    there = page.xpath("//@id")
    assert len(there) == len({*there})
    links = {link[1:] for link in page.xpath("//main//a/@href") if link.startswith("#")}
    assert links - {*there} == set()


def test_shows_how_to_ask_from_a_shell_and_from_python(page: HtmlElement) -> None:
    shown = [each.text_content() for each in page.iter("pre")]
    assert any(each.startswith("curl") and "http://testserver/api/v1/" in each for each in shown)
    assert any(each.startswith("answer = requests.patch(") for each in shown)
    for each in shown:
        if each.startswith("answer = "):
            ast.parse(each)


def test_every_problem_leads_to_its_code(page: HtmlElement) -> None:
    there = {*page.xpath("//@id")}
    assert {anchor_of(code) for code in CODES} - there == set()
    assert {*used_codes()} - CODES.keys() == set()


def used_codes() -> Iterator[str]:
    """Yield the codes of problems in our code, and those of the framework."""
    for path in modules("config", "accounts", "quotes"):
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.Call):
                continue
            code = PROBLEMS.get(getattr(node.func, "id", ""))
            if code and len(node.args) > code and isinstance(node.args[code], ast.Constant):
                yield str(node.args[code].value)  # type: ignore[attr-defined]
    for kind in RAISED_BY_THE_FRAMEWORK:
        yield kind.default_code
    for status in (400, 403, 404, 413, 500, 503):
        yield HTTPStatus(status).name.lower()


def test_a_stranger_signs_in_where_reading_is_not_public(db: None, settings: Settings) -> None:
    assert Client().get("/api/docs/").status_code == 302
    settings.PUBLIC_READING = True
    assert Client().get("/api/docs/").status_code == 200
