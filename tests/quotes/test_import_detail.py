"""GET /imports/<id>/: how far a bulk import is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from articles.readers.sources import Source
from quotes import commands
from quotes.models import Import
from tests.pages import open_page, text_of

pytestmark = pytest.mark.django_db

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def batch(annotator: User) -> Import:
    good = (b"\xe2\x80\x9cWe sail,\xe2\x80\x9d Ilse Marrow said.", b"Nobody spoke.")
    sent = [Source(f"{n}.txt", 0, "text", data) for n, data in enumerate(good)]
    sent.append(Source("notes-27.txt", 0, "text", b"one\n\xff"))
    return commands.import_articles([*sent, sent[0]], outlet="", by=annotator)


def test_says_how_many_of_how_many_and_asks_again(annotating: Client, batch: Import) -> None:
    page = open_page(annotating, f"/imports/{batch.pk}/")
    assert "0 of 4" in text_of(page)
    assert page.get_element_by_id("progress").get("hx-trigger") == "every 2s"
    assert "No worker runs" in text_of(page)


def test_a_worker_that_lives_is_no_matter_for_a_note(annotating: Client, batch: Import) -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers default values")
    assert "No worker runs" not in text_of(open_page(annotating, f"/imports/{batch.pk}/"))


def test_says_what_was_refused_and_why_and_asks_no_more(annotating: Client, batch: Import) -> None:
    commands.take_in_part(batch_id=batch.pk, first=0, last=3)
    page = open_page(annotating, f"/imports/{batch.pk}/")
    text = text_of(page)
    for words in ("4 of 4", "2 taken in, 1 quote found", "1 was here already", "1 refused"):
        assert words in text
    assert "notes-27.txt: file: Byte 4 (line 2) is 0xFF, which is not UTF-8" in text
    assert page.get_element_by_id("progress").get("hx-trigger") is None


def test_htmx_gets_the_progress_alone(annotating: Client, batch: Import) -> None:
    answer = annotating.get(f"/imports/{batch.pk}/", headers=PARTIAL).content.decode()
    assert "<html" not in answer
    assert 'id="progress"' in answer


def test_an_import_of_nothing_is_over(annotating: Client, annotator: User) -> None:
    batch = commands.import_articles([], outlet="", by=annotator)
    assert "There was no article in it" in text_of(open_page(annotating, f"/imports/{batch.pk}/"))


def test_is_for_those_who_work_here(client: Client, reader: User, batch: Import) -> None:
    client.force_login(reader)
    assert client.get(f"/imports/{batch.pk}/").status_code == 403


def test_an_import_nobody_knows_is_not_there(annotating: Client) -> None:
    assert annotating.get("/imports/999/").status_code == 404
