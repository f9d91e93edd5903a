"""No page shows a word that was taken out, and all of them can still be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quotes import commands
from quotes.models import Quote
from quotes.queries.redactions import ToCover
from tests.quotes.test_redact import WORD, planted

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.django_db

PAGES = [
    *("/", "/articles/", "/quotes/", "/speakers/", "/targets/", "/matrix/", "/network/"),
    *("/audit/", "/steps/", "/views/", "/articles/{0}/", "/quotes/feed.atom"),
]


def shown(client: Client, addresses: list[str]) -> str:
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200] * len(addresses)
    return "".join(b"".join(answer).decode() for answer in answers)


def test_no_page_shows_what_was_taken_out(client: Client, admin: User) -> None:
    article = planted(admin)
    client.force_login(admin)
    quotes = Quote.objects.filter(article=article).values_list("pk", flat=True)
    addresses = [each.format(article.pk) for each in PAGES]
    addresses += [f"/quotes/{pk}/" for pk in quotes]
    assert shown(client, addresses).count(WORD) > 10
    commands.redact(article.pk, ToCover(words=[WORD]), by=admin, reason="Asked for.")
    assert WORD.lower() not in shown(client, addresses).lower()
