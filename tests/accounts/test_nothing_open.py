"""Where reading is not public, no address answers a stranger; new pages are asked as they come."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings

OPEN = {
    "sign-in",
    "sign-in-link",
    "sign-out",
    "theme-choose",
    "letters-choose",
    "api-context",
    "api-schema",
    "api-docs",
}


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str | None, str]]:
    for pattern in resolver.url_patterns:
        path = before + re.sub(r"<int:\w+>", "1", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield pattern.name, re.sub(r"<[^>]+>", "x", path)
        else:
            yield from addresses(pattern, path)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_a_stranger_is_asked_to_sign_in_everywhere(
    client: Client, settings: Settings, method: str
) -> None:
    settings.PUBLIC_READING = False
    answered = {}
    for name, path in addresses(get_resolver()):
        if name not in OPEN:
            answer = getattr(client, method)(path)
            asked = "/sign-in/" in answer.get("Location", "")
            if answer.status_code not in (401, 405) and not asked:
                answered[path] = answer.status_code
    assert not answered
