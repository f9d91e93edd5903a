"""What the database promises about articles, whatever route a write takes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, models, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from articles.drafts import Draft
from articles.models import Article, ArticleFamily, Outlet, TextVersion

pytestmark = pytest.mark.usefixtures("database")

BODY = [{"role": "body", "start": 0, "end": 6}]


def make_text(**overrides: Any) -> TextVersion:
    fields: dict[str, Any] = {"number": 1, "text": "Words.", "blocks": BODY} | overrides
    if "article" not in fields:
        fields["article"] = Article.objects.create()
    text = TextVersion.objects.create(**fields)
    text.refresh_from_db()
    return text


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def events(model: type[models.Model]) -> list[dict[str, Any]]:
    return list(model.pgh_event_model.objects.order_by("pgh_id").values())  # type: ignore[attr-defined]


REFUSED: dict[str, Callable[[], object]] = {
    "outlet_name_unique": lambda: [Outlet.objects.create(name=n) for n in ("Bote", "BOTE")],
    "outlet_name_given": lambda: Outlet.objects.create(name=" \n"),
    "article_url_unique": lambda: [Article.objects.create(url="https://a.example") for _ in "ab"],
    "article_external_id_unique": lambda: [Article.objects.create(external_id="7") for _ in "ab"],
    "article_url_length": lambda: Article.objects.create(url=""),
    "article_external_id_length": lambda: Article.objects.create(external_id="x" * 201),
    "article_language_tag": lambda: Article.objects.create(language="en_GB"),
    "article_version_from_one": lambda: Article.objects.create(version=0),
    "article_withdrawal_is_whole": lambda: Article.objects.create(withdrawal_reason="error"),
    "article_assignment_is_whole": lambda: Article.objects.create(assigned_at=timezone.now()),
    "article_done_by_somebody_at_a_time": lambda: Article.objects.create(
        done_by=User.objects.create(username="ann")
    ),
    "text_version_number_unique": lambda: make_text(article=make_text().article),
    "text_version_number_from_one": lambda: make_text(number=0),
    "text_version_text_given": lambda: make_text(text=""),
    "text_version_kind_known": lambda: make_text(kind="rumour"),
    "text_version_blocks_listed": lambda: make_text(blocks={"role": "body"}),
}


@pytest.mark.parametrize("constraint", REFUSED)
def test_keeps_the_promise_of(constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        REFUSED[constraint]()


def test_every_constraint_has_its_test() -> None:
    named = {
        each.name for model in (Outlet, Article, TextVersion) for each in model._meta.constraints
    }
    assert named == set(REFUSED)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
@settings(max_examples=50, deadline=None)
def test_gives_back_the_text_it_was_given(words: str) -> None:
    draft = Draft(text=f"“{words}”")
    stored = make_text(text=draft.text)
    assert (stored.text, stored.length, stored.sha256) == (
        draft.text,
        len(draft.text),
        draft.sha256,
    )


@pytest.mark.parametrize(
    "change",
    [
        "update articles_textversion set text = 'Other.'",
        "update articles_textversion set text = text || '!', note = 'x'",
        "update articles_textversion set number = 2",
        "update articles_textversion set article_id = article_id + 1",
        "update articles_textversion set blocks = '[]'",
        "delete from articles_textversion",
        "truncate articles_textversion cascade",
    ],
)
@pytest.mark.parametrize("role", ["default", "owner"])
def test_never_changes_a_stored_text(own_database: str, change: str, role: str) -> None:
    text = make_text()
    with pytest.raises(DatabaseError), connections[role].cursor() as cursor:
        cursor.execute(change)
    text.refresh_from_db()
    assert (text.text, text.number) == ("Words.", 1)


def test_the_owner_of_the_tables_is_refused_by_name(own_database: str) -> None:
    make_text()
    with (
        pytest.raises(IntegrityError, match="never changes"),
        connections["owner"].cursor() as cursor,
    ):
        cursor.execute("update articles_textversion set text = 'Other.'")


def test_lets_the_printed_note_be_mended() -> None:
    make_text()
    run("update articles_textversion set note = 'Corrected.', kind = 'correction'")
    assert TextVersion.objects.get().note == "Corrected."


def test_sorts_by_publication_else_by_arrival() -> None:
    unknown = Article.objects.create()
    known = Article.objects.create(published_at="2031-10-29T08:15:00Z")
    unknown.refresh_from_db()
    known.refresh_from_db()
    assert unknown.sort_at == unknown.created_at
    assert known.sort_at == known.published_at


def test_leaves_an_event_whatever_route_a_row_takes() -> None:
    Outlet.objects.create(name="One")
    Outlet.objects.bulk_create([Outlet(name="Two"), Outlet(name="Three")])
    run("insert into articles_outlet (name) values ('Four')")
    Outlet.objects.filter(name="Four").update(shows_full_text=False)
    Outlet.objects.filter(name="One").delete()
    found = [(event["pgh_label"], event["name"]) for event in events(Outlet)]
    assert found == [
        *[("insert", name) for name in ("One", "Two", "Three", "Four")],
        ("update", "Four"),
        ("delete", "One"),
    ]


def test_keeps_history_of_every_model_from_its_first_row() -> None:
    text = make_text(article=Article.objects.create(family=ArticleFamily.objects.create()))
    for model in (ArticleFamily, Article, TextVersion):
        assert [event["pgh_label"] for event in events(model)] == ["insert"]
    (event,) = events(TextVersion)
    assert "text" not in event
    assert (event["sha256"], event["length"]) == (text.sha256, 6)


def test_stamps_events_with_their_transaction() -> None:
    Outlet.objects.create(name="One")
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()")
        (xid,) = cursor.fetchone()
    assert [event["pgh_xid"] for event in events(Outlet)] == [xid]


@pytest.mark.parametrize("role", ["default", "owner"])
@pytest.mark.parametrize(
    "change", ["update articles_outletevent set name = 'Two'", "delete from articles_outletevent"]
)
def test_nobody_changes_history(own_database: str, role: str, change: str) -> None:
    Outlet.objects.create(name="One")
    with pytest.raises(DatabaseError), connections[role].cursor() as cursor:
        cursor.execute(change)
    assert [event["name"] for event in events(Outlet)] == ["One"]


@pytest.mark.parametrize("table", ["outlet", "articlefamily", "article", "textversion"])
def test_the_app_has_no_right_to_change_history(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select has_table_privilege(%s, 'update, delete, truncate')", [f"articles_{table}event"]
        )
        assert cursor.fetchone() == (False,)
