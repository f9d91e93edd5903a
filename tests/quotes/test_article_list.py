"""Articles, newest first, and how far their quotes are decided."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from quotes import commands
from tests.counting import queries_of
from tests.factories import make_article, make_quote
from tests.pages import open_page, rows, text_of

pytestmark = pytest.mark.django_db


def test_lists_the_newest_first_with_outlet_language_day_and_quotes(reading: Client) -> None:
    make_article(title="Older", published_at="2031-10-27T06:00Z")
    newer = make_article(
        title="Newer", outlet="The Courier", published_at="2031-10-28T06:00Z", language="en"
    )
    make_quote(article=newer)
    make_quote("a fine promise", article=newer, status="suggested")
    assert rows(reading, "/articles/") == [
        "Newer The Courier en 28 Oct 2031 1",
        "Older Outlet not known 27 Oct 2031 0",
    ]


def test_tells_those_who_decide_how_much_is_decided_and_how_to_add_one(
    client: Client, annotator: User
) -> None:
    client.force_login(annotator)
    article = make_article(title="Newer", published_at="2031-10-28T06:00Z")
    make_quote(article=article)
    make_quote("It always has.", article=article, status="rejected")
    make_quote("a fine promise", article=article, status="suggested")
    assert rows(client, "/articles/") == [
        "Newer Outlet not known 28 Oct 2031 waiting nobody 2 of 3"
    ]
    page = open_page(client, "/articles/")
    assert page.xpath("//a[@href='/articles/new/']")
    assert page.xpath("//tbody//th/a/@href") == [f"/articles/{article.pk}/"]


def test_is_narrowed_by_state_and_by_who_has_them(
    annotating: Client, annotator: User, reviewer: User
) -> None:
    make_article(title="Waits")
    commands.take_article(make_article(title="Mine").pk, by=annotator)
    commands.take_article(make_article(title="Theirs").pk, by=reviewer)
    commands.finish_article(make_article(title="Over").pk, by=reviewer)
    found = {
        query: [row.split()[0] for row in rows(annotating, f"/articles/?{query}")]
        for query in ("state=waiting", "state=in-hand", "state=done", f"assignee={reviewer.pk}")
    }
    assert list(found.values()) == [["Waits"], ["Theirs", "Mine"], ["Over"], ["Over", "Theirs"]]
    assert "1 waiting, 2 in hand, 1 done" in text_of(open_page(annotating, "/articles/"))


def test_readers_are_not_told_who_works_on_what(reading: Client, annotator: User) -> None:
    commands.take_article(make_article(title="Mine").pk, by=annotator)
    assert "in hand" not in text_of(open_page(reading, "/articles/"))


def test_readers_are_not_offered_to_add_one(reading: Client) -> None:
    assert not open_page(reading, "/articles/").xpath("//a[@href='/articles/new/']")


def test_is_narrowed_by_headline_and_outlet(reading: Client) -> None:
    here = make_article(title="Été au port", outlet="The Courier")
    make_article(title="Winter at sea", outlet="The Weekly")
    for query in ("q=ete", f"outlet={here.outlet_id}"):
        assert len(rows(reading, f"/articles/?{query}")) == 1
    assert "No article is like that" in text_of(open_page(reading, "/articles/?q=zzz"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("outlet=999999", "Select a valid choice"),
        ("published_from=never", "Enter a valid date"),
        ("q=" + "a+" * 151, "at most 300 characters"),
        ("after=x", "no cursor"),
        ("state=done", "no parameter “state”"),
    ],
)
def test_a_bad_address_says_what_is_wrong(reading: Client, query: str, words: str) -> None:
    answer = reading.get(f"/articles/?{query}")
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_htmx_gets_the_results_alone(reading: Client) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    assert "<html" not in reading.get("/articles/", headers=headers).content.decode()


def test_a_visitor_is_asked_to_sign_in_where_reading_is_not_public(
    client: Client, settings: Settings
) -> None:
    settings.PUBLIC_READING = False
    assert client.get("/articles/").headers["Location"] == "/sign-in/?next=/articles/"


def test_twenty_cost_as_many_queries_as_two(reading: Client) -> None:
    costs = []
    for more in (2, 18):
        for _ in range(more):
            make_quote(article=make_article(outlet="The Courier"))
        costs.append(queries_of(reading, "/articles/"))
    assert costs[0] == costs[1]
