"""GET /views/: what one keeps, and what others share."""

import pytest
from django.test import Client

from accounts.models import User
from quotes import commands
from tests.counting import queries_of
from tests.pages import open_page, text_of

pytestmark = pytest.mark.django_db
WHOSE = ("own", "shared")


def test_lists_ones_own_and_what_others_share(
    reading: Client, reader: User, annotator: User
) -> None:
    commands.save_view("Ferries", path="/quotes/", query="q=ferry", by=reader)
    commands.save_view("Boats", path="/matrix/", query="", shared=True, by=annotator)
    commands.save_view("Hidden", path="/quotes/", query="", by=annotator)
    page = open_page(reading, "/views/")
    own, shared = (page.xpath(f"//section[@aria-labelledby='{each}-h']")[0] for each in WHOSE)
    assert [link.get("href") for link in own.xpath(".//th/a")] == ["/quotes/?q=ferry"]
    assert [link.get("href") for link in shared.xpath(".//th/a")] == ["/matrix/"]
    assert "The annotator" in text_of(shared)


def test_visitors_see_what_is_shared_where_reading_is_public(visitor: Client, reader: User) -> None:
    commands.save_view("Ferries", path="/quotes/", query="", shared=True, by=reader)
    commands.save_view("Hidden", path="/quotes/", query="", by=reader)
    page = text_of(open_page(visitor, "/views/"))
    assert "Ferries" in page
    assert "Hidden" not in page


def test_where_reading_is_not_public_visitors_are_asked_to_sign_in(client: Client) -> None:
    assert client.get("/views/").headers["Location"] == "/sign-in/?next=/views/"


def test_twenty_views_cost_as_many_queries_as_two(
    reading: Client, reader: User, annotator: User
) -> None:
    costs = []
    for names in (range(2), range(2, 20)):
        for number in names:
            for by in (reader, annotator):
                commands.save_view(f"View {number}", path="/quotes/", query="", shared=True, by=by)
        costs.append(queries_of(reading, "/views/"))
    assert costs[0] == costs[1]
