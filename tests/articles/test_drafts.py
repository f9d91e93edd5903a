"""A draft is checked, and the same whichever door it came through."""

import hashlib
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.drafts import TEXT_BYTES, Block, Draft, DraftRefused, Metadata, read_published_at

NEWSROOM = ZoneInfo("Europe/Lisbon")
texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        st.sampled_from("\r\n\ufeff“”"),
    )
)


def refusal(**fields: Any) -> DraftRefused:
    with pytest.raises(DraftRefused) as caught:
        Draft(**{"text": "Words.", **fields})
    return caught.value


@given(
    texts.filter(lambda text: not text.lstrip("\ufeff").isspace() and text.lstrip("\ufeff") != "")
)
def test_changes_nothing_but_line_ends_and_leading_marks(text: str) -> None:
    kept = Draft(text=text).text
    assert "\r" not in kept
    assert kept.split("\n") == text.lstrip("\ufeff").replace("\r\n", "\r").replace(
        "\n", "\r"
    ).split("\r")
    assert Draft(text=kept).text == kept


def test_hashes_the_text_in_utf_8() -> None:
    assert Draft(text="“é😀”").sha256 == hashlib.sha256("“é😀”".encode()).hexdigest()


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "\ufeff\r\n"])
def test_refuses_a_text_without_words(text: str) -> None:
    assert refusal(text=text).field == "text"


@pytest.mark.parametrize(("text", "value"), [("ab\0c", "NUL at 2"), ("a\ud83d", "U+D83D")])
def test_refuses_characters_no_text_can_have(text: str, value: str) -> None:
    refused = refusal(text=text)
    assert (refused.field, refused.value) == ("text", value)


def test_refuses_five_megabytes_and_says_how_many_they_are() -> None:
    refused = refusal(text="ö" * 2_500_000)
    assert refused.field == "text"
    assert "5.0 MB" in refused.message
    assert len(refused.value) <= 60


def test_takes_the_largest_text_there_may_be() -> None:
    assert len(Draft(text="x" * TEXT_BYTES).text) == TEXT_BYTES


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "ftp://courier.example/a"),
        ("url", "courier.example"),
        ("url", "https://courier.example/a b"),
        ("url", "https://[courier"),
        ("url", "https://courier.example/" + "a" * 2000),
        ("language", "English please"),
        ("language", "e"),
        ("external_id", "x" * 201),
        ("title", "x" * 1001),
        ("byline", "a\0b"),
        ("outlet", "\ud800"),
        ("published_at", datetime(2031, 10, 29)),  # noqa: DTZ001 - that is what is refused
        ("published_at", datetime(1, 1, 1, tzinfo=UTC)),
        ("blocks", (Block(role="advert", start=0, end=1),)),
        ("blocks", (Block(role="body", start=0, end=99),)),
        ("blocks", (Block(role="body", start=3, end=3),)),
    ],
)
def test_names_the_field_that_is_wrong(field: str, value: object) -> None:
    assert refusal(**{field: value}).field == field


def test_keeps_metadata_on_one_line() -> None:
    metadata = Metadata(
        title=" Harbour row\r\n\tgrows ", language="PT-br", url=" https://a.example/ "
    )
    assert metadata.known() == {
        "title": "Harbour row grows",
        "language": "pt-BR",
        "url": "https://a.example/",
    }


def test_counts_all_of_a_text_as_body_where_no_blocks_are_given() -> None:
    assert Draft(text="a😀\r\n").blocks == (Block(role="body", start=0, end=3),)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2031-07-01", datetime(2031, 7, 1, tzinfo=NEWSROOM)),
        ("2031-07-01T08:15", datetime(2031, 7, 1, 8, 15, tzinfo=NEWSROOM)),
        (" 2031-07-01T08:15:00Z ", datetime(2031, 7, 1, 8, 15, tzinfo=UTC)),
        ("", None),
    ],
)
def test_reads_dates_in_the_newsrooms_time(value: str, moment: datetime | None) -> None:
    assert read_published_at(value, tz=NEWSROOM) == moment


@pytest.mark.parametrize("value", ["yesterday", "2031-13-01", "29.10.2031", "0999-01-01", "\0"])
def test_refuses_what_is_no_date(value: str) -> None:
    with pytest.raises(DraftRefused, match="published_at"):
        read_published_at(value, tz=NEWSROOM)
