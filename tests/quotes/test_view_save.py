"""POST /views/save/: the page one is on is kept with its filters."""

import pytest
from django.test import Client

from accounts.models import User
from quotes.models import SavedView
from tests.pages import open_page
from tests.quotes.doors import as_form

pytestmark = pytest.mark.django_db


def test_keeps_the_address_of_the_page_without_the_place_in_its_list(reader: User) -> None:
    sent = {"path": "/quotes/", "query": "q=ferry&kind=&after=abc&not=kind%3Aindirect"}
    answer = as_form(reader, "/views/save/", name="Ferries", shared="on", **sent)
    view = SavedView.objects.get()
    assert (view.name, view.path, view.shared, view.owner) == ("Ferries", "/quotes/", True, reader)
    assert view.query == "q=ferry&not=kind%3Aindirect"
    assert answer.headers["Location"] == f"/quotes/?{view.query}"


def test_every_page_with_filters_offers_to_keep_it(reading: Client) -> None:
    form = open_page(reading, "/quotes/?q=ferry").get_element_by_id("save-view").find("form")
    sent = dict(form.form_values())
    assert (sent["path"], sent["query"]) == ("/quotes/", "q=ferry")


def test_a_refusal_is_told_on_the_page_one_came_from(reader: User) -> None:
    for _ in range(2):
        sent = {"name": "Ferries", "path": "/quotes/", "query": "q=ferry"}
        answer = as_form(reader, "/views/save/", **sent)
    assert "called “Ferries” already" in answer.client.get("/quotes/?q=ferry").content.decode()
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_leads_to_no_other_site(reader: User, path: str) -> None:
    answer = as_form(reader, "/views/save/", name="Ferries", path=path, query="")
    assert answer.headers["Location"] == "/views/"
    assert not SavedView.objects.exists()


def test_visitors_keep_nothing(client: Client) -> None:
    answer = as_form(None, "/views/save/", name="Ferries", path="/quotes/")
    assert answer.headers["Location"].startswith("/sign-in/")
    assert client.get("/views/save/").status_code == 405
