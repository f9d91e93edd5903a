"""The feed: who follows it ends with exactly what is to be seen, and misses nothing on the way."""

from __future__ import annotations

from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction

from articles.models import Article
from articles.queries import withdrawn_articles
from quotes import commands
from quotes.models import Change, Quote, Speaker, Target
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_suggestion,
    make_target,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User
    from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.usefixtures("own_database")

Copy = dict[tuple[str, int], Any]


def follow(
    api: ApiClient, copy: Copy, after: str = "", *, limit: int = 3, patience: float = 20
) -> str:
    """Apply all changes behind a cursor to a copy, as a client would; answer the last cursor.

    Other tests' transactions on the same server hold back what is shown: that passes.
    """
    until = monotonic() + patience
    while True:
        page = api.get(f"/changes/?limit={limit}" + (f"&after={after}" if after else ""))
        assert page.status == 200, page.json
        for entry in page.json["results"]:
            if entry["op"] == "upsert":
                copy[entry["type"], entry["id"]] = entry["data"]
            else:
                copy.pop((entry["type"], entry["id"]), None)
        after = page.json["cursor"]
        if not page.json["more"] and (page.json["lag"] == 0 or monotonic() > until):
            return after


def told(api: ApiClient, path: str, *, count: int, patience: float = 20) -> Any:
    """Ask the feed until it tells so much: other tests' transactions hold it back, and pass."""
    until = monotonic() + patience
    while True:
        page = api.get(path)
        if len(page.json["results"]) >= count or monotonic() > until:
            return page


def all_there_is(api: ApiClient) -> Copy:
    """Read what a copy has to equal: the lists, but for the quotes of withdrawn articles."""
    kinds = "&".join(f"kind={kind}" for kind in Quote.Kind.values)
    away = set(withdrawn_articles().values_list("pk", flat=True))
    there: Copy = {}
    for kind, query in (("quote", kinds), ("article", ""), ("speaker", ""), ("target", "")):
        page = api.get(f"/{kind}s/?{query}&limit=200").json
        rows = [row for row in page["results"] if kind != "quote" or row["article"] not in away]
        there |= {(kind, row["id"]): row for row in rows}
    return there


def seen_now(quote: Quote) -> int:
    return Quote.objects.values_list("version", flat=True).get(pk=quote.pk)


def steps(by: User) -> list[Callable[[], object]]:
    """Answer deeds that each change what a follower has, in ways that a naive feed would miss."""
    article = make_article()
    quote = make_quote("The ferry will sail", article=article)
    waiting = make_suggestion("It always has.", article=article)
    marrow, reke = make_speaker("Ilse Marrow"), make_speaker("I. Marrow")
    act, other = make_target("Ferry Tariff Act"), make_target("The tariff act")

    def speaker() -> object:
        return commands.set_speaker(
            quote.pk, version=seen_now(quote), by=by, speaker=reke.pk, unnamed=False
        )

    def stance() -> object:
        return commands.set_stance(
            quote.pk, other.pk, version=seen_now(quote), by=by, position="oppose", conditional=False
        )

    def rename() -> object:
        version = Speaker.objects.get(pk=reke.pk).version
        return commands.change_speaker(
            reke.pk, version=version, by=by, changes={"name": "Ilse M. Marrow"}
        )

    def retitle() -> object:
        version = Article.objects.get(pk=article.pk).version
        changes: commands.ArticleChanges = {"title": "A promise", "outlet": "Corran Weekly"}
        return commands.change_article(article.pk, version=version, by=by, changes=changes)

    def spoken_for() -> object:
        version = Speaker.objects.get(pk=marrow.pk).version
        role = commands.RoleInput(role="chair", organisation="Quay Group")
        return commands.add_role(marrow.pk, role, version=version, by=by)

    return [
        lambda: commands.accept_quote(waiting.pk, version=seen_now(waiting), by=by),
        speaker,
        stance,
        rename,
        retitle,
        spoken_for,
        lambda: commands.merge_speakers(reke.pk, marrow.pk, version=None, by=by),
        lambda: commands.merge_targets(other.pk, act.pk, version=None, by=by),
        lambda: commands.reject_quote(waiting.pk, version=seen_now(waiting), by=by),
        lambda: commands.delete_quote(quote.pk, version=seen_now(quote), by=by),
        lambda: commands.undo_last_step(article.pk, by=by),
        lambda: commands.unmerge_speaker(reke.pk, by=by),
        lambda: commands.withdraw_article(article.pk, by=by, reason="By mistake."),
        lambda: commands.restore_article(article.pk, by=by),
    ]


def test_a_copy_equals_what_is_there_after_every_deed(
    api: ApiClient, reading: ApiClient, reviewer: User
) -> None:
    copies: list[tuple[ApiClient, Copy]] = [(api, {}), (reading, {})]
    cursors = ["", ""]
    for deed in [lambda: None, *steps(reviewer)]:
        deed()
        for number, (client, copy) in enumerate(copies):
            cursors[number] = follow(client, copy, cursors[number])
            assert copy == all_there_is(client)
            fresh: Copy = {}
            follow(client, fresh, limit=1000)
            assert copy == fresh
    merged = api.get("/changes/?limit=1000&type=speaker").json["results"]
    assert {entry["op"] for entry in merged} == {"upsert"}  # both stand for themselves again


@pytest.mark.parametrize("kind", ["speaker", "target"])
def test_a_merge_is_one_entry_that_names_what_it_became(
    api: ApiClient, reviewer: User, kind: str
) -> None:
    make = make_speaker if kind == "speaker" else make_target
    one, whole = make("The act"), make("The Ferry Act")
    cursor = follow(api, {})
    path = f"/{kind}s/{one.pk}/merge/"
    assert api.post(path, {"into": whole.pk}, If_Match='"v1"').status == 200
    entries = {each["id"]: each for each in api.get(f"/changes/?after={cursor}").json["results"]}
    gone = entries.pop(one.pk)
    assert (gone["op"], gone["into"], gone["data"]) == ("merge", whole.pk, None)
    (upsert,) = entries.values()
    assert upsert["data"] == api.get(f"/{kind}s/{whole.pk}/").json


def test_a_transaction_that_began_first_and_ends_last_is_not_lost(api: ApiClient) -> None:
    began, go_on = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            make_target("Began first")
            began.set()
            go_on.wait(10)
        connection.close()

    writer = Thread(target=slow)
    writer.start()
    began.wait(10)
    make_target("Ended first")
    copy: Copy = {}
    cursor = follow(api, copy, patience=0)
    assert not copy
    assert api.get(f"/changes/?after={cursor}").json["lag"] > 0
    go_on.set()
    writer.join()
    follow(api, copy, cursor)
    assert [data["name"] for data in copy.values()] == ["Began first", "Ended first"]


def test_who_waits_is_answered_when_something_comes(api: ApiClient) -> None:
    cursor = follow(api, {})

    def soon() -> None:
        Event().wait(0.7)
        make_target("Night boat")
        connection.close()

    writer = Thread(target=soon)
    writer.start()
    answer = api.get(f"/changes/?after={cursor}&wait=20")
    writer.join()
    assert [entry["data"]["name"] for entry in answer.json["results"]] == ["Night boat"]


def test_suggestions_and_unnamed_sources_of_articles_are_nobodys_to_follow(
    api: ApiClient, reading: ApiClient
) -> None:
    article = make_article()
    make_suggestion("It always has.", article=article)
    make_speaker("a harbour official", article=article)
    make_speaker("Tomas Reke")
    for client, kinds in ((api, ["article", "speaker"]), (reading, ["article"])):
        copy: Copy = {}
        follow(client, copy)
        assert sorted(kind for kind, _ in copy) == kinds


def test_a_cursor_of_another_database_begins_again(api: ApiClient) -> None:
    make_target("Night boat")
    cursor = follow(api, {})
    with connection.cursor() as sql:
        sql.execute("delete from quotes_change")
    gone = api.get(f"/changes/?after={cursor}")
    assert (gone.status, gone.json["code"]) == (410, "cursor_expired")
    assert gone.json["restart"].endswith("/api/v1/changes/")


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ("after=x", "after"),
        ("after=", "after"),
        ("after=WyIiLDEsIiIsMV0", "after"),
        ("type=outlet", "type"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("wait=21", "wait"),
        ("wait=-1", "wait"),
        ("since=1", "since"),
    ],
)
def test_says_which_parameter_is_wrong(api: ApiClient, parameters: str, named: str) -> None:
    answer = api.get(f"/changes/?{parameters}")
    assert answer.status in {400, 410}
    if answer.status == 400:
        assert answer.parameters == [named]


def test_each_transaction_tells_of_an_object_once(api: ApiClient) -> None:
    quote = make_quote("The ferry will sail")
    with transaction.atomic():
        before = Change.objects.count()
        make_stance(quote, make_target("Ferry"), "oppose")
        make_stance(quote, make_target("Bridge"), "support")
        assert Change.objects.count() == before + 3
    assert Target.objects.count() == 2
