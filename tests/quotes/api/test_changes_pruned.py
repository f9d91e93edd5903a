"""The feed forgets what nobody needs, tells who was away too long, and keeps all there is."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from io import StringIO
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import connection

from quotes import commands
from quotes.models import Change, Quote
from quotes.queries.feed import feed_cursor_now
from tests.factories import make_article, make_quote, make_speaker, make_target
from tests.quotes.api.test_changes import Copy, all_there_is, follow

if TYPE_CHECKING:
    from accounts.models import User
    from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.usefixtures("own_database")


def age(days: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update quotes_change set at = at - make_interval(days => %s)", [days])


def some_changes(by: User) -> None:
    """Change, delete and merge, so that there is something to forget."""
    article = make_article()
    quote = make_quote("The ferry will sail", article=article)
    gone = make_quote("It always has.", article=article)
    marrow, reke = make_speaker("Ilse Marrow"), make_speaker("I. Marrow")
    commands.change_quote(quote.pk, version=quote.version, by=by, changes={"place": "Aldmoor"})
    commands.delete_quote(gone.pk, version=gone.version, by=by)
    commands.merge_speakers(reke.pk, marrow.pk, version=None, by=by)


def test_what_is_there_stays_told_however_old(api: ApiClient, annotator: User) -> None:
    some_changes(annotator)
    before: Copy = {}
    follow(api, before)
    age(100)
    out = StringIO()
    call_command("prune_changes", stdout=out)
    assert int(out.getvalue().split()[0]) > 3
    after: Copy = {}
    follow(api, after, limit=1)
    assert after == before
    assert after == all_there_is(api)


def test_who_begins_gets_what_is_older_than_the_feed(api: ApiClient, annotator: User) -> None:
    some_changes(annotator)
    backfill = import_module("quotes.migrations.0022_feed").BACKFILL
    with connection.cursor() as cursor:
        cursor.execute("delete from quotes_change")
        cursor.execute(backfill)
    copy: Copy = {}
    follow(api, copy)
    assert copy == all_there_is(api)


def test_the_lag_is_told_to_who_watches(api: ApiClient) -> None:
    follow(api, {})
    out = StringIO()
    call_command("feed_lag", stdout=out)
    assert float(out.getvalue()) >= 0


def test_what_is_not_old_is_kept(api: ApiClient, annotator: User) -> None:
    some_changes(annotator)
    cursor = follow(api, {})
    age(80)
    assert commands.prune_changes() == 0
    assert api.get(f"/changes/?after={cursor}").status == 200


def test_who_was_away_too_long_is_told_to_begin_again(api: ApiClient, annotator: User) -> None:
    some_changes(annotator)
    cursor = api.get("/changes/?limit=1").json["cursor"]
    some = feed_cursor_now()
    make_target("Night boat")
    commands.delete_quote(Quote.objects.get().pk, version=2, by=annotator)
    age(100)
    commands.prune_changes()
    gone = api.get(f"/changes/?after={some}")
    assert (gone.status, gone.json["code"]) == (410, "cursor_expired")
    assert gone.json["restart"].endswith("/api/v1/changes/")
    assert api.get(f"/changes/?after={cursor}").status == 410


def test_who_begins_after_it_goes_on_through_what_is_old(api: ApiClient, annotator: User) -> None:
    some_changes(annotator)
    age(100)
    commands.prune_changes()
    make_target("Night boat")
    first = api.get("/changes/?limit=1").json
    assert first["more"]
    assert api.get(f"/changes/?limit=1&after={first['cursor']}").status == 200


def test_a_cursor_of_now_is_gone_on_from(api: ApiClient, annotator: User) -> None:
    some_changes(annotator)
    follow(api, {})  # until nothing of it is held back any more
    cursor = str(feed_cursor_now())
    make_target("Night boat")
    copy: Copy = {}
    follow(api, copy, cursor)
    assert [data["name"] for data in copy.values()] == ["Night boat"]


def test_followers_and_writers_go_on_while_it_is_pruned(api: ApiClient, annotator: User) -> None:
    """Nobody misses a deletion: a copy that is not told to begin again equals what is there."""
    quotes = [make_quote(f"Boat {n}", article=make_article(text=f"Boat {n}")) for n in range(20)]
    age(100)
    together = Barrier(3)

    def write() -> None:
        together.wait(10)
        for quote in quotes[:10]:
            commands.delete_quote(quote.pk, version=quote.version, by=annotator)
            age(100)
        connection.close()

    def prune() -> None:
        together.wait(10)
        for _ in range(10):
            commands.prune_changes(older_than=timedelta(days=1))
        connection.close()

    threads = [Thread(target=write), Thread(target=prune)]
    for thread in threads:
        thread.start()
    together.wait(10)
    copy, cursor = follow_on(api, {}, "", pages=60)
    for thread in threads:
        thread.join()
    copy, cursor = follow_on(api, copy, cursor, pages=1)
    follow(api, copy, cursor)
    assert copy == all_there_is(api)
    assert Change.objects.filter(kind="pruned").count() == 1


def follow_on(api: ApiClient, copy: Copy, cursor: str, *, pages: int) -> tuple[Copy, str]:
    """Apply some small pages; begin again with nothing where the cursor is too old."""
    for _ in range(pages):
        page = api.get("/changes/?limit=2" + (f"&after={cursor}" if cursor else ""))
        if page.status == 410:
            copy, cursor = {}, ""
            continue
        for entry in page.json["results"]:
            copy.pop((entry["type"], entry["id"]), None)
            if entry["data"]:
                copy[entry["type"], entry["id"]] = entry["data"]
        cursor = page.json["cursor"]
    return copy, cursor
