"""Days are read from words like "Friday" and the day of print."""

from datetime import date

import pytest

from quotes import occasions

PRINTED = date(2031, 10, 30)  # a Thursday


def proposed(text: str, *, near: str = "", published: date | None = PRINTED) -> list[str]:
    found = occasions.propose(text, near=text.find(near), published=published, limit=9)
    return [f"{each.on} {each.words}" for each in found]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("told reporters Tuesday", "2031-10-28"),
        ("said on Thursday", "2031-10-30"),
        ("said last Thursday", "2031-10-23"),
        ("said yesterday", "2031-10-29"),
        ("said on Oct. 3", "2031-10-03"),
        ("said on December 3", "2030-12-03"),
        ("said on 3 May 2029", "2029-05-03"),
        ("sagte am Montag", "2031-10-27"),
        ("sagte gestern", "2031-10-29"),
        ("am 5. März", "2031-03-05"),
        ("a-t-elle dit vendredi", "2031-10-24"),
        ("le 5 mars 2031", "2031-03-05"),
        ("dijo el viernes", "2031-10-24"),
        ("afirmó ayer", "2031-10-29"),
        ("el 5 de marzo de 2029", "2029-03-05"),
    ],
)
def test_a_day_named_in_print_is_proposed(words: str, day: str) -> None:
    assert [each.split()[0] for each in proposed(words)] == [day]


@pytest.mark.parametrize(
    "words",
    ["the Sun said", "he sat down", "next Friday", "in march", "on February 30", "May 99", "Mon"],
)
def test_what_names_no_day_proposes_none(words: str) -> None:
    assert proposed(words) == []


def test_the_nearest_day_comes_first_and_each_once() -> None:
    text = "On Monday it rained. “We sail,” she said Tuesday, as on Monday. On 28 October he left."

    assert proposed(text, near="said") == ["2031-10-28 Tuesday", "2031-10-27 Monday"]


def test_without_the_day_of_print_nothing_is_proposed() -> None:
    assert proposed("said on Tuesday", published=None) == []
    assert occasions.read_typed("Tuesday") is None


@pytest.mark.parametrize(
    ("typed", "on", "precision"),
    [
        ("2031-02-08", "2031-02-08", "day"),
        ("2031-2", "2031-02-01", "month"),
        ("2031", "2031-01-01", "year"),
        ("8.2.2031", "2031-02-08", "day"),
        (" 8  feb 2031 ", "2031-02-08", "day"),
        ("Sept 2030", "2030-09-01", "month"),
        ("February 8, 2031", "2031-02-08", "day"),
        ("fri", "2031-10-24", "day"),
        ("gestern", "2031-10-29", "day"),
    ],
)
def test_a_day_is_typed_in_many_ways(typed: str, on: str, precision: str) -> None:
    read = occasions.read_typed(typed, published=PRINTED)

    assert read
    assert (str(read.on), read.precision) == (on, precision)


@pytest.mark.parametrize("typed", ["", "29 Febuary", "2031-02-30", "31", "soon", "0000", "x" * 99])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert occasions.read_typed(typed, published=PRINTED) is None


@pytest.mark.parametrize(("month", "on"), [("March", "2031-03-01"), ("December", "2030-12-01")])
def test_a_month_alone_is_the_last_one_before_print(month: str, on: str) -> None:
    read = occasions.read_typed(month, published=PRINTED)
    assert read
    assert (str(read.on), read.precision) == (on, "month")
