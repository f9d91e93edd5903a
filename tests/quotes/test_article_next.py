"""POST /articles/next/ gives an article to one person alone."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections, transaction

from accounts.models import User
from articles.models import Article
from quotes import commands
from tests.factories import make_article
from tests.quotes.doors import as_form, assert_only_annotators_post, says

pytestmark = pytest.mark.usefixtures("database")


def test_opens_the_article_that_was_printed_first(annotator: User) -> None:
    make_article(published_at="2031-10-28T06:00Z")
    first = make_article(published_at="2031-10-27T06:00Z")
    answer = as_form(annotator, "/articles/next/")
    assert answer.headers["Location"] == f"/articles/{first.pk}/"
    first.refresh_from_db()
    assert (first.assignee, first.version) == (annotator, 2)
    assert first.assigned_at


def test_passes_over_what_somebody_has_or_has_done(annotator: User, reviewer: User) -> None:
    commands.take_article(make_article().pk, by=reviewer)
    commands.finish_article(make_article().pk, by=reviewer)
    waits = make_article()
    assert commands.take_next_article(by=annotator) == waits
    assert commands.take_next_article(by=annotator) is None


def test_says_when_nothing_waits(annotator: User) -> None:
    answer = as_form(annotator, "/articles/next/")
    assert answer.headers["Location"] == "/"
    page = answer.client.get("/")
    assert "No article waits for anybody" in says(page)


def test_every_taking_has_its_event(annotator: User) -> None:
    article = make_article()
    commands.take_next_article(by=annotator)
    events = Article.pgh_event_model.objects.filter(pgh_obj=article)  # type: ignore[attr-defined]
    last = events.latest("pgh_id")
    assert last.assignee_id == annotator.pk
    assert last.pgh_context.metadata["command"] == "take_next_article"


def test_only_annotators_take_articles(reader: User, annotator: User) -> None:
    make_article()
    assert_only_annotators_post("/articles/next/", reader, annotator)
    assert not Article.objects.exclude(assignee=None).exists()


def test_two_at_once_get_two_articles(own_database: str, annotator: User, reviewer: User) -> None:
    """With two connections, of which the first has not committed yet."""
    articles = [make_article(published_at=f"2031-10-2{day}T06:00Z") for day in (7, 8)]
    taken: list[Article | None] = []

    def take() -> None:
        taken.append(commands.take_next_article(by=reviewer))
        connections.close_all()

    with transaction.atomic():
        mine = commands.take_next_article(by=annotator)
        other = threading.Thread(target=take)
        other.start()
        other.join(timeout=10)
        assert not other.is_alive(), "it waits for the one that is being taken"
    assert connection.in_atomic_block is False
    assert [mine, *taken] == articles


def test_twenty_at_once_get_twenty_articles(own_database: str, annotator: User) -> None:
    articles = {make_article().pk for _ in range(20)}
    taken: list[int] = []

    def take() -> None:
        for _ in range(5):
            article = commands.take_next_article(by=annotator)
            taken.append(article.pk if article else 0)
        connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(articles)
