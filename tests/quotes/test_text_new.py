"""The page that takes in a next text of an article."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from tests.browser import DESKTOP, PHONE, Live, assert_accessible
from tests.corrected import NEW, NOTE, OLD, Corrected, make_corrected


@pytest.fixture
def quotes() -> Corrected:
    return make_corrected()


def send(client: Client, quotes: Corrected, **fields: Any) -> Any:
    given = {"kind": "correction", "dated": "2031-10-30", "note": NOTE, **fields}
    return client.post(f"/articles/{quotes.article.pk}/texts/new/", given, follow=True)


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.django_db
def test_takes_a_text_in_and_goes_on_to_what_it_leaves_open(
    annotating: Client, quotes: Corrected
) -> None:
    answer = send(annotating, quotes, text=NEW.replace("\n", "\r\n"))
    assert answer.redirect_chain == [(f"/articles/{quotes.article.pk}/correction/", 302)]
    assert said(answer) == ["1 quote has its place."]
    text = quotes.article.text_versions.get(number=2)
    assert (text.text, text.kind, text.dated, text.note) == (
        NEW,
        "correction",
        date(2031, 10, 30),
        NOTE,
    )


@pytest.mark.django_db
def test_takes_an_uploaded_file(annotating: Client, quotes: Corrected) -> None:
    send(annotating, quotes, file=SimpleUploadedFile("b.txt", NEW.encode()), kind="update")
    assert quotes.article.text_versions.get(number=2).kind == "update"


@pytest.mark.django_db
def test_goes_on_to_the_article_where_nothing_is_open(
    annotating: Client, quotes: Corrected
) -> None:
    answer = send(annotating, quotes, text=f"Corrected.\n\n{OLD}")
    assert answer.redirect_chain == [(f"/articles/{quotes.article.pk}/", 302)]
    assert said(answer) == ["4 quotes have their place."]


@pytest.mark.django_db
def test_the_same_text_adds_nothing(annotating: Client, quotes: Corrected) -> None:
    assert said(send(annotating, quotes, text=OLD)) == [
        "This is the text the article has: nothing was added."
    ]
    assert quotes.article.text_versions.count() == 1


@pytest.mark.django_db
def test_asks_with_figures_before_it_stores_another_text(
    annotating: Client, quotes: Corrected
) -> None:
    answer = send(annotating, quotes, text="Something else.")
    assert answer.status_code == 409
    assert "Only 0 of 4 quotes have a place in this text, 4 would be gone." in answer.text
    assert "Something else." in answer.text
    assert quotes.article.text_versions.count() == 1
    assert send(annotating, quotes, text="Something else.", replace="1").status_code == 200
    assert quotes.article.text_versions.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"), [("text", " "), ("kind", "first"), ("dated", "tomorrow")]
)
def test_says_at_the_field_what_is_wrong(
    annotating: Client, quotes: Corrected, field: str, value: str
) -> None:
    answer = send(annotating, quotes, **{"text": NEW, field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


@pytest.mark.django_db
def test_is_for_those_who_annotate(reading: Client, quotes: Corrected) -> None:
    assert reading.get(f"/articles/{quotes.article.pk}/texts/new/").status_code == 403


@pytest.mark.journey
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_accessible(live: Live, annotator: User, width: int, scheme: Any) -> None:
    article = make_corrected().article
    page = live.open(
        f"/articles/{article.pk}/texts/new/", user=annotator, width=width, scheme=scheme
    )
    assert_accessible(page)
    page.get_by_label("Text", exact=False).first.fill("Something else.")
    page.get_by_role("button", name="Add this text").click()
    page.get_by_role("alert").wait_for()
    assert_accessible(page)
