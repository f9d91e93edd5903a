"""POST /imports/: many files at once are kept for workers."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from quotes.models import Import, ImportItem
from tests.quotes.doors import as_form, assert_only_annotators_post, says

pytestmark = pytest.mark.django_db


def files(*named: tuple[str, bytes]) -> list[Any]:
    return [SimpleUploadedFile(name, data) for name, data in named]


def test_keeps_every_article_of_every_file(annotator: User) -> None:
    sent = files(
        ("a.txt", b"Words."), ("b.jsonl", b'{"text": "One."}\n{"text": "Two."}\n'), ("c.txt", b"")
    )
    answer = as_form(annotator, "/imports/", uploads=sent, outlet="The Courier")
    batch = Import.objects.get()
    assert answer.headers["Location"] == f"/imports/{batch.pk}/"
    assert (batch.by, batch.outlet, batch.is_whole) == (annotator, "The Courier", True)
    items = ImportItem.objects.order_by("position").values_list("name", "line", "format")
    assert [*items] == [
        ("a.txt", 0, "text"),
        ("b.jsonl", 1, "jsonl"),
        ("b.jsonl", 2, "jsonl"),
        ("c.txt", 0, "text"),
    ]


def test_the_page_offers_it_and_lists_my_last_ones(annotator: User) -> None:
    answer = as_form(annotator, "/imports/", uploads=files(("a.txt", b"Words.")))
    page = says(answer.client.get("/articles/new/"))
    assert 'name="uploads"' in page
    assert f'href="/imports/{Import.objects.get().pk}/"' in page


def test_says_when_there_is_no_file(annotator: User) -> None:
    answer = as_form(annotator, "/imports/")
    assert answer.headers["Location"] == "/articles/new/"
    assert "This field is required" in says(answer.client.get("/articles/new/"))
    assert not Import.objects.exists()


def test_only_annotators_send(reader: User, annotator: User) -> None:
    assert_only_annotators_post("/imports/", reader, annotator)
    assert not Import.objects.exists()
