"""From bytes to drafts: what is read, and what is refused with words that help."""

import codecs
import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.drafts import Draft, DraftRefused
from articles.readers import Format, read, read_each

TZ = ZoneInfo("Europe/Lisbon")
TEXT = "“They know that,” the pilot said.\n\n„Wir auch.“ 😀 שלום"
PAGE = "<!doctype html><html><body><article><p>{}</p></article></body></html>"


def refusal(data: bytes, filename: str = "", chosen: Format = "auto") -> DraftRefused:
    with pytest.raises(DraftRefused) as caught:
        read(data, filename=filename, format=chosen, tz=TZ)
    return caught.value


@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff<{%PGK"), min_size=1
    )
)
def test_keeps_plain_text_letter_by_letter(text: str) -> None:
    if not text.isspace():
        assert read(text.encode(), tz=TZ).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_reads_every_encoding_that_says_what_it_is(encoding: str) -> None:
    assert read(TEXT.encode(encoding), filename="a.txt", tz=TZ).text == TEXT


def test_reads_utf_16_of_either_order() -> None:
    data = codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")
    assert read(data, tz=TZ).text == TEXT


def test_names_the_byte_and_the_line_that_are_not_utf_8() -> None:
    refused = refusal("One line.\nCafé.".encode("latin-1"), "notes.txt")
    assert (refused.field, refused.value) == ("file", "0xE9 at byte 13")
    assert "line 2" in refused.message
    assert "UTF-8" in refused.message


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "zip"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"\xd0\xcf\x11\xe0", "Word"),
        (b"ab\x00\x01", "binary"),
    ],
)
@pytest.mark.parametrize("filename", ["", "article.txt", "article.html"])
def test_refuses_a_binary_upload_by_what_it_is(start: bytes, kind: str, filename: str) -> None:
    refused = refusal(start + bytes(range(256)), filename)
    assert refused.field == "file"
    assert kind in refused.message


def test_refuses_a_half_character_at_the_end() -> None:
    assert refusal(codecs.BOM_UTF16_LE + b"a\0b").field == "file"


def test_refuses_an_empty_file() -> None:
    assert refusal(b"", "a.txt").field == "text"


@pytest.mark.parametrize(
    ("filename", "chosen"), [("a.txt", "text"), ("a.html", "html"), ("a.jsonl", "jsonl")]
)
def test_refuses_a_file_larger_than_any_article(filename: str, chosen: Format) -> None:
    data = b'{"text": "' + b"x" * 40_000_000 + b'"}'
    ((_, refused),) = read_each(data, filename=filename, format=chosen, tz=TZ)
    assert isinstance(refused, DraftRefused)
    assert "MB" in refused.message


def test_tells_html_by_name_and_by_beginning() -> None:
    page = PAGE.format("“Yes,” said the pilot.").encode()
    assert read(page, filename="a.HTM", tz=TZ).source_format == "html"
    assert read(b"\n" + page, tz=TZ).source_format == "html"
    assert read(page, format="text", tz=TZ).source_format == "text"


def test_wants_lines_of_json_taken_in_one_by_one() -> None:
    assert "import_articles" in refusal(b"{}", "many.jsonl").message


def lines(*objects: object) -> list[tuple[int, Draft | DraftRefused]]:
    data = b"\n".join(json.dumps(each).encode() for each in objects)
    return list(read_each(data, filename="many.jsonl", tz=TZ))


def test_reads_all_that_a_line_says() -> None:
    given = {
        "text": TEXT,
        "title": "Pilots",
        "url": "https://a.example/1",
        "outlet": "Corran Weekly",
        "byline": "R. Tindall",
        "language": "en",
        "external_id": "cw-1",
    }
    ((number, draft),) = lines({**given, "published_at": "2031-10-29"})
    assert number == 1
    assert isinstance(draft, Draft)
    assert {name: getattr(draft, name) for name in given} == given
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == "2031-10-29T00:00:00+00:00"


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"text": "a", "headlines": "b"}, "headlines"),
        ({"text": 7}, "text"),
        ({"text": "a", "title": ["b"]}, "title"),
        ({"text": "a", "published_at": "soon"}, "published_at"),
        ({"text": "a", "html": "<p>b"}, "text"),
        ({"title": "a"}, "text"),
        ({"text": "\ud800"}, "text"),
        (["a"], "line"),
        ("a", "line"),
    ],
)
def test_names_the_key_that_is_wrong(value: object, field: str) -> None:
    ((_, refused),) = lines(value)
    assert isinstance(refused, DraftRefused)
    assert refused.field == field


def test_one_bad_line_does_not_hide_the_others() -> None:
    data = (
        b'{"text": "One."}\n\n{"text": \r\n\xff\n'
        + b"[" * 100_000
        + b'\n{"text": '
        + b"9" * 5_000
        + b'}\n{"text": null, "html": ""}\n{"text": "Six."}'
    )
    found = list(read_each(data, format="jsonl", tz=TZ))
    assert [(number, type(item).__name__) for number, item in found] == [
        (1, "Draft"),
        (3, "DraftRefused"),
        (4, "DraftRefused"),
        (5, "DraftRefused"),
        (6, "DraftRefused"),
        (7, "DraftRefused"),
        (8, "Draft"),
    ]


def test_takes_unknown_metadata_as_null() -> None:
    ((_, draft),) = lines({"text": "a", "title": None, "published_at": None})
    assert isinstance(draft, Draft)
    assert draft.known() == {}


def test_reads_what_stands_over_and_beside_the_body() -> None:
    value = {"text": TEXT, "headline": "Pilots stay", "standfirst": None, "captions": ["A pier."]}
    ((_, draft),) = lines(value)
    assert isinstance(draft, Draft)
    assert [block["role"] for block in draft.blocks] == ["body", "headline", "caption"]
    assert draft.text == f"{TEXT}\n\nPilots stay\n\nA pier."


@pytest.mark.parametrize(
    "value", [{"captions": "A pier."}, {"captions": [7]}, {"captions": {"a": "b"}}]
)
def test_captions_are_a_list_of_texts(value: dict[str, object]) -> None:
    ((_, refused),) = lines({"text": TEXT, **value})
    assert isinstance(refused, DraftRefused)
    assert refused.field == "captions"
