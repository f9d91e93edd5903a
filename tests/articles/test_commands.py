"""Storing an article: once, however often and by however many it is sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from accounts.models import User
from articles.commands import Stored, store_article
from articles.drafts import Draft, DraftRefused
from articles.models import Article, Outlet, TextVersion
from articles.queries import current_text
from articles.readers import read
from tests.gold import SEED, needs_seed

pytestmark = pytest.mark.usefixtures("database")


def store(text: str = "“Yes,” she said.", *, by: User | None = None, **fields: Any) -> Stored:
    return store_article(Draft(text=text, **fields), by=by)


def counts() -> tuple[int, int]:
    return Article.objects.count(), TextVersion.objects.count()


def test_stores_all_that_is_known(annotator: User) -> None:
    known: dict[str, Any] = {
        "title": "Harbour row",
        "byline": "R. Tindall",
        "published_at": datetime(2031, 10, 29, 8, tzinfo=UTC),
        "url": "https://a.example/1",
        "external_id": "a-1",
        "language": "en",
    }
    stored = store(by=annotator, outlet="Bote", source_format="html", **known)
    article = Article.objects.get()
    assert stored.change == "new"
    assert {name: getattr(article, name) for name in known} == known
    assert (article.outlet, article.created_by, article.version) == (
        Outlet.objects.get(),
        annotator,
        1,
    )
    text = article.text_versions.get()
    assert (text.number, text.kind, text.created_by) == (1, "first", annotator)
    assert (text.source_format, text.blocks) == ("html", [{"role": "body", "start": 0, "end": 16}])


def test_takes_what_is_not_known_as_unknown() -> None:
    article = store().article
    assert (article.outlet, article.url, article.external_id, article.published_at) == (None,) * 4


@pytest.mark.parametrize(
    "fields", [{}, {"url": "https://a.example/1"}, {"external_id": "a-1"}, {"outlet": "Bote"}]
)
def test_the_same_article_again_adds_nothing(fields: dict[str, Any]) -> None:
    first = store("One\r\ntwo", **fields)
    again = store("One\ntwo", title="Another headline", **fields)
    assert (again.change, again.article, again.text_version) == (
        "same",
        first.article,
        first.text_version,
    )
    assert counts() == (1, 1)
    assert Article.objects.get().title == ""


@pytest.mark.parametrize("fields", [{"url": "https://a.example/1"}, {"external_id": "a-1"}])
def test_a_changed_text_is_the_next_version(fields: dict[str, Any]) -> None:
    first = store("One.", **fields)
    changed = store_article(
        Draft(
            text="Two.",
            kind="correction",
            dated=date(2031, 10, 30),
            note="It was two.",
            **fields,
        ),
        by=None,
    )
    assert (changed.change, changed.article) == ("changed", first.article)
    text = current_text(first.article)
    assert (text.number, text.text, text.kind, text.note) == (
        2,
        "Two.",
        "correction",
        "It was two.",
    )
    article = Article.objects.get()
    assert article.version == 2
    assert article.updated_at > article.created_at
    assert first.text_version.text == "One."


def test_a_text_taken_back_is_a_version_of_its_own() -> None:
    for text in ("One.", "Two.", "One."):
        store(text, external_id="a-1")
    assert current_text(Article.objects.get()).number == 3


def test_the_same_words_elsewhere_are_an_article_of_their_own() -> None:
    store(url="https://a.example/1", outlet="Bote")
    assert store(url="https://b.example/1", outlet="Bote").change == "new"
    assert store(outlet="Corran Weekly").change == "new"
    assert store(external_id="b-1").change == "new"


def test_words_that_were_changed_since_are_not_known_again() -> None:
    store("One.", external_id="a-1")
    store("Two.", external_id="a-1")
    assert store("One.").change == "new"
    assert store("Two.").change == "same"


def test_refuses_a_url_and_an_id_of_two_articles() -> None:
    store("One.", url="https://a.example/1")
    store("Two.", external_id="a-1")
    with pytest.raises(DraftRefused, match="url"):
        store("Three.", url="https://a.example/1", external_id="a-1")
    assert counts() == (2, 2)


def test_one_outlet_has_one_name_in_any_case() -> None:
    store("One.", outlet="The Aldmoor Courier")
    store("Two.", outlet="THE ALDMOOR COURIER")
    store("Three.", outlet="Der Spiegelstraße")
    store("Four.", outlet="der spiegelstraße")
    assert [outlet.name for outlet in Outlet.objects.order_by("id")] == [
        "The Aldmoor Courier",
        "Der Spiegelstraße",
    ]


def test_every_row_of_a_new_article_has_its_event() -> None:
    store(outlet="Bote")
    for model in ("OutletEvent", "ArticleEvent", "TextVersionEvent"):
        assert apps.get_model("articles", model).objects.count() == 1


@pytest.mark.parametrize(
    "fields", [{}, {"url": "https://a.example/1"}, {"external_id": "a-1", "outlet": "Bote"}]
)
def test_many_at_once_store_one_article(own_database: str, fields: dict[str, Any]) -> None:
    def send(_: int) -> str:
        try:
            return store(**fields).change
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        changes = sorted(pool.map(send, range(12)))
    assert changes == ["new"] + ["same"] * 11
    assert counts() == (1, 1)


def test_many_changes_at_once_are_versions_in_a_row(own_database: str) -> None:
    def send(number: int) -> str:
        try:
            return store(f"Text {number}.", external_id="a-1", outlet=f"Bote {number % 2}").change
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        changes = sorted(pool.map(send, range(12)))
    assert changes == ["changed"] * 11 + ["new"]
    assert sorted(TextVersion.objects.values_list("number", flat=True)) == list(range(1, 13))
    assert Article.objects.get().version == 12


@needs_seed
def test_keeps_the_first_acceptance_article_letter_by_letter() -> None:
    data = SEED.read_bytes()
    store_article(read(data, filename=SEED.name, tz=UTC), by=None)
    assert TextVersion.objects.get().text.encode() == data
