"""A client that speaks to the API with a token, and holds each answer to the description."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from accounts.commands import create_token
from accounts.models import Role, Scope, User
from quotes.api.protocol.problem_codes import CODES
from tests.quotes.api.description import assert_described

V1 = "/api/v1"


@dataclass(frozen=True)
class Answer:
    """What came back; `json` is None where there was no body."""

    status: int
    json: Any
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def etag(self) -> str:
        return self.headers["ETag"]

    @property
    def pointers(self) -> list[str]:
        return [error["pointer"] for error in self.json["errors"]]

    @property
    def parameters(self) -> list[str]:
        return [error["parameter"] for error in self.json["errors"]]


class ApiClient:
    """Asks as a program would; every answer that is no success has to be problem JSON."""

    def __init__(self, secret: str = "") -> None:
        self._client = Client(raise_request_exception=True)
        self._secret = secret

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Ask; `If_Match="…"` sends the header If-Match."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self._secret:
            sent["Authorization"] = f"Bearer {self._secret}"
        data = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
        kind = sent.pop("Content-Type", "application/json")
        path = path if path.startswith("/api/") else f"{V1}{path}"
        answer = self._client.generic(method, path, data, content_type=kind, headers=sent)
        read = _read(answer)
        kind = read.headers.get("Content-Type", "")
        assert_described(method, path, read.status, kind, body=read.json)
        return read

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: object, **headers: str) -> Answer:
        return self.ask("POST", path, body, **headers)

    def patch(self, path: str, body: object, **headers: str) -> Answer:
        return self.ask("PATCH", path, body, **headers)

    def put(self, path: str, body: object, **headers: str) -> Answer:
        return self.ask("PUT", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Answer:
        return self.ask("DELETE", path, **headers)

    def tag_of(self, path: str) -> str:
        return self.get(path).etag


def _read(answer: HttpResponseBase) -> Answer:
    kind, body = answer.headers.get("Content-Type", ""), b"".join(answer)
    if answer.status_code >= 400:
        assert kind == "application/problem+json", (answer.status_code, body[:200])
    is_json = bool(body) and "json" in kind and "ndjson" not in kind
    parsed: Any = orjson.loads(body) if is_json else None
    read = Answer(answer.status_code, parsed, dict(answer.headers), body)
    if answer.status_code >= 400:
        assert (parsed["status"], parsed["instance"][:5]) == (answer.status_code, "/api/")
        assert parsed.keys() >= {"type", "title", "detail", "code", "errors"}
        assert parsed["code"] in CODES, parsed["code"]
    return read


@pytest.fixture
def token() -> Callable[[User], str]:
    """Return a function that makes a token that may do all that its owner may."""

    def make(user: User) -> str:
        scope = Scope.WRITE if user.is_at_least(Role.ANNOTATOR) else Scope.READ
        return create_token(user, name="program", scope=scope)[1]

    return make


@pytest.fixture
def api(annotator: User, token: Callable[[User], str]) -> ApiClient:
    """Give a client with the token of an annotator."""
    return ApiClient(token(annotator))


@pytest.fixture
def reading(reader: User, token: Callable[[User], str]) -> ApiClient:
    """Give a client with the token of a reader."""
    return ApiClient(token(reader))


@pytest.fixture
def anonymous() -> ApiClient:
    """Give a client without a token."""
    return ApiClient()
