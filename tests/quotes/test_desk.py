"""The desk shows what waits to those who decide, and what is new to everybody."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from quotes import commands
from quotes.models import Quote
from tests.counting import queries_of
from tests.factories import make_article, make_quote
from tests.pages import by_class, open_page, printed, text_of

pytestmark = pytest.mark.django_db


def test_shows_articles_with_undecided_quotes_newest_first_and_opens_the_newest(
    annotating: Client,
) -> None:
    days = {"Older": "2031-10-27T06:00Z", "Newer": "2031-10-28T06:00Z"}
    articles = {title: make_article(title=title, published_at=day) for title, day in days.items()}
    for article in articles.values():
        make_quote(article=article, status="suggested")
    make_quote("a fine promise", article=articles["Newer"])
    make_quote(article=make_article(title="Done"))
    page = open_page(annotating, "/")
    assert [text_of(row) for row in page.xpath("//tbody/tr")] == [
        "Newer Outlet not known 28 Oct 2031 1 of 2",
        "Older Outlet not known 27 Oct 2031 0 of 1",
    ]
    next_one = page.xpath("//a[@data-key='g']")[0]
    assert next_one.get("href") == f"/articles/{articles['Newer'].pk}/"
    assert "2 suggested quotes wait for a decision" in text_of(page)


def test_says_when_nothing_waits(annotating: Client) -> None:
    text = text_of(open_page(annotating, "/"))
    assert "Every quote is decided" in text
    assert "Nothing waits" in text


def test_tells_my_last_steps_and_nobody_elses(
    annotating: Client, annotator: User, reviewer: User
) -> None:
    article = make_article(title="Islands split")
    mine = make_quote(article=article, status="suggested")
    commands.accept_quote(mine.pk, version=1, by=annotator)
    commands.undo_last_step(article.pk, by=annotator)
    other = make_quote("a fine promise", article=article, status="suggested")
    commands.reject_quote(other.pk, version=1, by=reviewer)
    steps = by_class(open_page(annotating, "/"), "steps")[0]
    assert [text_of(step) for step in steps.xpath("./li/p")] == [
        "You undid: accepted The ferry will sail, … It always has. in Islands split",
        "You accepted The ferry will sail, … It always has. in Islands split undone",
    ]


def test_a_step_outlives_its_quote(annotating: Client, annotator: User) -> None:
    quote = make_quote(article=make_article(title="Islands split"))
    commands.delete_quote(quote.pk, version=quote.version, by=annotator)
    assert not Quote.objects.filter(pk=quote.pk).exists()
    assert "You deleted a quote in Islands split" in text_of(open_page(annotating, "/"))


def test_readers_see_the_newest_quotes_and_nothing_that_waits(client: Client, reader: User) -> None:
    client.force_login(reader)
    make_quote()
    make_quote("a fine promise", status="suggested")
    page = open_page(client, "/")
    assert printed(page) == ["The ferry will sail, | It always has."]
    assert not page.xpath("//tbody | //a[@href='/articles/new/']")
    assert "wait" not in text_of(page.get_element_by_id("main"))


def test_is_open_to_visitors_only_where_reading_is_public(
    client: Client, settings: Settings
) -> None:
    settings.PUBLIC_READING = False
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"
    settings.PUBLIC_READING = True
    assert "exactly as it was printed" in text_of(open_page(client, "/"))


def test_twenty_articles_cost_as_many_queries_as_two(annotating: Client, annotator: User) -> None:
    costs = []
    for more in (2, 18):
        for _ in range(more):
            article = make_article()
            make_quote(article=article, status="suggested")
            quote = make_quote("a fine promise", article=article, status="suggested")
            commands.accept_quote(quote.pk, version=1, by=annotator)
        costs.append(queries_of(annotating, "/"))
    assert costs[0] == costs[1]
