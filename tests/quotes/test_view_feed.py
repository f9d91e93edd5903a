"""GET /views/<id>/feed/: the newest quotes of a view, as a feed reader reads them."""

from typing import Any

import feedparser
import pytest
from django.test import Client

from accounts.commands import create_token, revoke_token
from accounts.models import Scope, User
from quotes import commands
from quotes.models import SavedView
from tests.counting import queries_of
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target

pytestmark = pytest.mark.django_db


def feed_of(client: Client, view: SavedView, **headers: str) -> Any:
    answer = client.get(f"/views/{view.pk}/feed/", headers=headers)
    assert answer.status_code == 200, answer.content.decode()
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    read = feedparser.parse(answer.content)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    return read


@pytest.fixture
def view(reader: User) -> SavedView:
    """Return a view of the direct quotes on a target."""
    target = make_target("Ferry Act")
    article = make_article(outlet="The Courier", published_at="2031-10-28T06:00Z")
    quote = make_quote(speaker=make_speaker("Ilse & Marrow"), article=article)
    make_stance(quote, target)
    others: list[dict[str, Any]] = [
        {"kind": "indirect"},
        {"act": "denied"},
        {"status": "suggested"},
    ]
    for other in others:
        make_stance(make_quote("a fine promise", **other), target)
    query = f"target={target.pk}&not=kind:indirect"
    return commands.save_view("Ferries <& boats>", path="/quotes/", query=query, by=reader)


def test_has_what_was_said_and_is_accepted_and_links_to_stay(
    reading: Client, view: SavedView
) -> None:
    read = feed_of(reading, view)
    assert read.feed.title == "Ferries <& boats>"
    assert read.feed.link == f"http://testserver/quotes/?{view.query}"
    (entry,) = read.entries
    assert entry.title == "Ilse & Marrow: The ferry will sail, … It always has."
    assert "The ferry will sail, … It always has." in entry.summary
    assert "The Courier" in entry.summary
    assert entry.author == "Ilse & Marrow"
    assert entry.link == entry.id
    assert reading.get(entry.link).status_code == 200


def test_an_entry_keeps_its_id_and_says_when_it_changed(
    reading: Client, annotator: User, view: SavedView
) -> None:
    (before,) = feed_of(reading, view).entries
    quote_id = int(before.link.rstrip("/").rsplit("/", 1)[1])
    commands.change_quote(quote_id, version=1, by=annotator, changes={"unsure": True})
    read = feed_of(reading, view)
    (after,) = read.entries
    assert after.id == before.id
    assert after.published == before.published
    assert after.updated_parsed >= before.updated_parsed
    assert read.feed.updated == after.updated


def test_an_empty_feed_says_when_its_view_was_changed(reading: Client, reader: User) -> None:
    view = commands.save_view("None", path="/quotes/", query="act=denied", by=reader)
    first, second = (feed_of(reading, view).feed.updated for _ in range(2))
    assert first == second
    assert feed_of(reading, view).entries == []


def test_a_feed_of_a_figure_takes_the_filters_of_its_view(reading: Client, reader: User) -> None:
    make_quote(speaker=make_speaker("Ilse Marrow"))
    make_quote("a fine promise", kind="mixed")
    query = "kind=mixed&rows=organisation&counting=statements"
    view = commands.save_view("Matrix", path="/matrix/", query=query, by=reader)
    assert [entry.title for entry in feed_of(reading, view).entries] == [
        "nobody named: a fine promise"
    ]


def test_a_private_feed_wants_its_owner_by_sign_in_or_token(
    client: Client, reader: User, reviewer: User, view: SavedView
) -> None:
    address = f"/views/{view.pk}/feed/"
    refused = client.get(address)
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
    token, secret = create_token(reader, name="reader", scope=Scope.READ)
    assert feed_of(client, view, Authorization=f"Bearer {secret}").entries
    _, others = create_token(reviewer, name="other", scope=Scope.READ)
    other = client.get(address, headers={"Authorization": f"Bearer {others}"})
    assert other.status_code == 404
    revoke_token(token, by=reader)
    gone = client.get(address, headers={"Authorization": f"Bearer {secret}"})
    assert gone.status_code == 401


def test_a_shared_feed_is_open_where_reading_is(
    visitor: Client, reader: User, view: SavedView
) -> None:
    commands.change_view(view.pk, shared=True, by=reader)
    assert feed_of(visitor, view).entries
    assert visitor.get("/views/999999/feed/").status_code == 401


def test_control_characters_of_a_text_break_no_feed(reading: Client, reader: User) -> None:
    make_quote("sail\x0b now", article=make_article(text="“sail\x0b now”"))
    view = commands.save_view("All", path="/quotes/", query="", by=reader)
    assert "sail now" in " ".join(feed_of(reading, view).entries[0].summary.split())


def test_twenty_entries_cost_as_many_queries_as_two(reading: Client, reader: User) -> None:
    view = commands.save_view("All", path="/quotes/", query="", by=reader)
    costs = []
    for more in (2, 18):
        for _ in range(more):
            make_stance(make_quote(speaker=make_speaker()), make_target())
        costs.append(queries_of(reading, f"/views/{view.pk}/feed/"))
    assert costs[0] == costs[1]
