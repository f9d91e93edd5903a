"""GET /articles/<id>/together/."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from quotes import commands
from quotes.models import Presence, Quote
from quotes.models.presence import GONE_AFTER
from quotes.queries import annotation
from tests.factories import make_article, make_suggestion
from tests.quotes.doors import HTMX, opened, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    article = make_article()
    make_suggestion(["The ferry will sail,", "It always has."], article)
    make_suggestion("a fine promise", article)
    return article


def address(article: Article) -> str:
    return f"/articles/{article.pk}/together/"


class Page:
    """A page that asks as together.js does."""

    def __init__(self, article: Article, user: User, in_hand: Quote | None = None) -> None:
        self.client, self.address = Client(headers=HTMX), address(article)
        self.client.force_login(user)
        self.asked: dict[str, Any] = {"was": in_hand.pk if in_hand else "", "shown": 1}
        self.asked["since"] = annotation.open_sheet(article.pk, user=user).since
        self.tag = ""

    def ask(self) -> Any:
        headers = {"If-None-Match": self.tag} if self.tag else {}
        answer = self.client.get(self.address, self.asked, headers=headers)
        self.tag = answer.headers.get("ETag", self.tag)
        return answer

    def asks_on(self, answer: Any) -> None:
        self.asked["since"] = says(answer).split('id="since" value="')[1].split('"')[0]


def first() -> Quote:
    return Quote.objects.order_by("pk")[0]


def test_nothing_happened_is_304_and_costs_three_queries(
    annotator: User, article: Article, django_assert_num_queries: Any
) -> None:
    page = Page(article, annotator)
    assert page.ask().status_code == 200

    with django_assert_num_queries(3):  # the session, the person, the news
        answer = page.ask()

    assert answer.status_code == 304
    assert answer.content == b""


def test_a_change_of_somebody_else_is_told_once(
    annotator: User, reviewer: User, article: Article
) -> None:
    page = Page(article, annotator, in_hand=first())
    page.asks_on(page.ask())
    commands.accept_quote(first().pk, version=1, by=reviewer)

    told = page.ask()

    assert told.status_code == 200
    assert f'id="row-{first().pk}"' in says(told)
    assert '<hx-partial hx-target="#panel"' in says(told)
    assert "accepted" in says(told)


def test_another_quote_than_the_one_in_hand_leaves_the_panel_alone(
    annotator: User, reviewer: User, article: Article
) -> None:
    other = Quote.objects.order_by("pk")[1]
    page = Page(article, annotator, in_hand=other)
    commands.accept_quote(first().pk, version=1, by=reviewer)

    told = says(page.ask())

    assert f'hx-target="#row-{first().pk}"' in told
    assert '<hx-partial hx-target="#panel"' not in told


def test_a_new_quote_comes_with_the_numbers_it_makes_right(
    annotator: User, reviewer: User, article: Article
) -> None:
    page = Page(article, annotator)
    marked = commands.mark_quote(
        first().text_version_id, by=reviewer, changes={"content": ((42, 48),)}
    )

    told = says(page.ask())

    assert 'hx-target="#queue"' in told
    assert f'id="row-{marked.pk}"' in told


def test_a_quote_that_was_deleted_leaves_the_queue_and_the_one_in_hand_says_so(
    annotator: User, reviewer: User, article: Article
) -> None:
    page = Page(article, annotator, in_hand=first())
    gone = first().pk
    commands.delete_quote(gone, version=1, by=reviewer)

    told = says(page.ask())

    assert f'id="row-{gone}"' not in told
    assert "Somebody took this quote away" in told
    assert '<hx-partial hx-target="#panel"' not in told


def test_who_else_is_there_is_told_with_the_quote_in_hand(
    annotator: User, reviewer: User, article: Article
) -> None:
    Page(article, reviewer, in_hand=first()).ask()

    told = says(Page(article, annotator).ask())

    assert "The reviewer is on quote 1" in told
    assert "The annotator" not in told


def test_somebody_who_has_not_asked_for_a_while_is_gone(
    annotator: User, reviewer: User, article: Article
) -> None:
    Page(article, reviewer).ask()
    long_ago = timezone.now() - timedelta(seconds=GONE_AFTER + 1)
    Presence.objects.update(seen_at=long_ago)

    assert "The reviewer" not in says(Page(article, annotator).ask())


def test_only_annotators_ask(reader: User, annotator: User, article: Article) -> None:
    assert opened(None, address(article)).status_code == 302
    assert opened(reader, address(article)).status_code == 403
    assert opened(annotator, "/articles/987654/together/").status_code == 404
