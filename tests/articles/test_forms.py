"""What people type and upload becomes a draft, or is refused at the field that is wrong."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from articles.commands import name_outlet
from articles.forms import ArticleFilterForm, ArticleForm
from articles.queries import ArticleFilters

TEXT = "  “Yes,” she said.\n"
PAGE = b"""<html lang="en"><head><meta charset="utf-8"><meta property="og:title" content="Theirs">
<meta property="og:site_name" content="Bote"></head><body><article>
<p>&ldquo;We were told that the small boats would be left alone,&rdquo; she said.</p></article>"""


def filled(data: bytes | None = None, name: str = "a.txt", **fields: Any) -> ArticleForm:
    files = {} if data is None else {"file": SimpleUploadedFile(name, data)}
    return ArticleForm(fields, files)


def refused_at(form: ArticleForm) -> list[str]:
    assert not form.is_valid()
    return list(form.errors)


def test_keeps_a_pasted_text_letter_by_letter() -> None:
    form = filled(text=TEXT.replace("\n", "\r\n"))
    assert form.is_valid(), form.errors
    assert form.draft.text == TEXT
    assert form.draft.known() == {}


def test_takes_the_day_and_time_of_the_newsroom() -> None:
    zone = ZoneInfo("America/Lima")
    with timezone.override(zone):
        form = filled(text=TEXT, published_on="2031-10-29", published_time="18:30")
        assert form.is_valid(), form.errors
        assert form.draft.published_at == datetime(2031, 10, 29, 18, 30, tzinfo=zone)


def test_reads_an_upload() -> None:
    form = filled("“Café,” she said.".encode(), outlet="Bote")
    assert form.is_valid(), form.errors
    assert (form.draft.text, form.draft.outlet) == ("“Café,” she said.", "Bote")


def test_takes_from_the_page_what_the_person_left_empty() -> None:
    form = filled(PAGE, "a.html", title="Mine")
    assert form.is_valid(), form.errors
    draft = form.draft
    assert (draft.title, draft.outlet, draft.language) == ("Mine", "Bote", "en")
    assert draft.source_format == "html"


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({}, "text"),
        ({"text": " \r\n"}, "text"),
        ({"text": "a\0"}, "text"),
        ({"text": "x" * 5_000_000}, "text"),
        ({"text": TEXT, "url": "courier"}, "url"),
        ({"text": TEXT, "language": "English!"}, "language"),
        ({"text": TEXT, "published_on": "29.10.31"}, "published_on"),
        ({"text": TEXT, "published_on": "0031-10-29"}, "published_on"),
        ({"text": TEXT, "published_time": "18:30"}, "published_on"),
        ({"text": TEXT, "published_on": "2031-10-29", "published_time": "6 pm"}, "published_time"),
        ({"text": TEXT, "title": "x" * 1001}, "title"),
    ],
)
def test_refuses_at_the_field_that_is_wrong(fields: dict[str, Any], at: str) -> None:
    assert refused_at(filled(**fields)) == [at]


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"Caf\xe9", b"a\0b", b"%PDF-1.7"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a"])
def test_refuses_an_upload_that_is_no_article(data: bytes, name: str) -> None:
    assert refused_at(filled(data, name)) == ["file"]


def test_refuses_a_text_and_a_file_together() -> None:
    assert refused_at(filled(b"One.", text="Two.")) == ["file"]


@pytest.mark.django_db
def test_reads_filters_from_the_address() -> None:
    outlet = name_outlet("Bote")
    address = {
        "q": "pier",
        "outlet": str(outlet.pk),
        "language": "de",
        "published_to": "2031-10-29",
    }
    expected = ArticleFilters(
        words="pier", outlets=(outlet.pk,), languages=("de",), published_to=date(2031, 10, 29)
    )
    assert ArticleFilterForm(address).filters() == expected


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["outlet", "published_from", "published_to"])
def test_says_which_filter_cannot_be_read(field: str) -> None:
    values: dict[str, Any] = {"q": "pier", field: "99999999999999999999"}
    form = ArticleFilterForm(values)
    assert form.filters() == ArticleFilters(words="pier")
    assert list(form.errors) == [field]
