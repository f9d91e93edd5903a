"""Offsets are code points, and parts are refused before they can do harm."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.spans import (
    Piece,
    SpanError,
    paragraphs,
    pieces,
    read_parts,
    read_spans,
    touched,
    words,
)

LENGTH = 100
ANY_SCRIPT = st.text(
    alphabet="ab “”'\n\nقوله שלום é\u0301👩\u200d🌾𝒜\u00a0今天<&",
    max_size=120,
)
SPLIT = "“They know that,” the official said. “There are other things.”"


@st.composite
def texts_with_parts(draw: st.DrawFn) -> tuple[str, list[dict[str, int]]]:
    text = draw(ANY_SCRIPT.filter(bool))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8, unique=True)))
    parts = [{"start": a, "end": b} for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, draw(st.permutations(parts))


def refusal(value: Any) -> SpanError:
    with pytest.raises(SpanError) as caught:
        read_spans(value, LENGTH)
    return caught.value


def test_reads_parts_as_objects_and_as_pairs_in_reading_order() -> None:
    assert read_spans([{"start": 40, "end": 60}, [10, 25]], LENGTH) == ((10, 25), (40, 60))


def test_joins_parts_that_touch() -> None:
    assert read_spans([[10, 25], [25, 30], [31, 32]], LENGTH) == ((10, 30), (31, 32))


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ([5, 5], "is empty"),
        ([9, 5], "ends before it begins"),
        ([-1, 5], "outside the text, which has 100 characters"),
        ([5, 101], "outside the text"),
        ([0, 10**30], "outside the text"),
        (["5", 9], "whole numbers"),
        ([True, 9], "whole numbers"),
        ([5.0, 9], "whole numbers"),
        ([1, 2, 3], "whole numbers"),
        ({"start": 5}, "whole numbers"),
        (None, "whole numbers"),
    ],
)
def test_refuses_a_bad_part_and_names_it(part: Any, reason: str) -> None:
    error = refusal([[0, 1], part])

    assert reason in error.message
    assert error.value == part


@pytest.mark.parametrize("value", [[], (), None, "5-9", {"start": 5, "end": 9}, 7])
def test_refuses_what_holds_no_part(value: Any) -> None:
    assert refusal(value).message == "wants a list with at least one part"


def test_refuses_overlapping_parts() -> None:
    assert refusal([[10, 20], [19, 25]]).message == "the part 19 to 25 overlaps 10 to 20"


@given(texts_with_parts())
def test_accepted_parts_are_ordered_apart_and_inside(case: tuple[str, Any]) -> None:
    text, value = case
    spans = read_spans(value, len(text))

    assert {i for a, b in spans for i in range(a, b)} == {
        i for part in value for i in range(part["start"], part["end"])
    }
    assert all(a[1] < b[0] for a, b in pairwise(spans))


@given(texts_with_parts())
def test_parts_with_their_own_words_are_accepted(case: tuple[str, Any]) -> None:
    text, value = case
    named = [part | {"exact": text[part["start"] : part["end"]]} for part in value]

    assert read_parts(named, text) == read_spans(value, len(text))


def test_refuses_words_that_are_not_the_slice() -> None:
    with pytest.raises(SpanError, match="the text has “They” from 1 to 5, not “Them”"):
        read_parts([{"start": 1, "end": 5, "exact": "Them"}], SPLIT)


def test_words_alone_find_their_only_place() -> None:
    assert read_parts([{"exact": "the official"}], SPLIT) == ((18, 30),)


def test_words_that_stand_twice_are_refused_with_their_places() -> None:
    with pytest.raises(SpanError, match="more than one place") as caught:
        read_parts([{"exact": "Th"}], SPLIT)

    assert caught.value.candidates == ((1, 3), (38, 40))


def test_words_beside_them_tell_two_places_apart() -> None:
    part = {"exact": "Th", "prefix": "“", "suffix": "ere"}

    assert read_parts([part], SPLIT) == ((38, 40),)


@pytest.mark.parametrize("part", [{"exact": "nowhere"}, {"exact": ""}, {"exact": 5}, [1, 2], {}])
def test_refuses_words_it_cannot_place(part: Any) -> None:
    with pytest.raises(SpanError):
        read_parts([part], SPLIT)


def test_finds_every_place_overlapping_ones_too() -> None:
    with pytest.raises(SpanError) as caught:
        read_parts([{"exact": "aa"}], "aaa")

    assert caught.value.candidates == ((0, 2), (1, 3))


@given(ANY_SCRIPT.filter(bool), st.data())
def test_finds_each_slice_where_it_was_cut(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part = {"exact": text[start:end], "prefix": text[:start], "suffix": text[end:]}

    assert read_parts([part], text) == ((start, end),)


@given(ANY_SCRIPT)
def test_paragraphs_leave_nothing_out_but_line_feeds(text: str) -> None:
    lines = paragraphs(text)
    kept = {i for start, end in lines for i in range(start, end)}

    assert all(text[i] == "\n" for i in set(range(len(text))) - kept)
    assert all("\n" not in text[start:end] for start, end in lines)


@given(texts_with_parts())
def test_touched_paragraphs_are_those_that_share_a_character(case: tuple[str, Any]) -> None:
    text, value = case
    spans = read_spans(value, len(text))

    assert touched(text, spans) == {
        start for start, end in paragraphs(text) if any(start < b and a < end for a, b in spans)
    }


def test_pieces_show_the_printed_marks_and_what_was_left_out() -> None:
    spans = ((1, 16), (38, 61))

    assert words(SPLIT, spans) == ("They know that,", "There are other things.")
    assert pieces(SPLIT, spans) == (
        Piece("", "“", "They know that,", "”"),
        Piece("the official said.", "“", "There are other things.", "”"),
    )


def test_pieces_add_no_marks_that_are_not_printed() -> None:
    assert pieces("he said it was so.", ((8, 17),)) == (Piece("", "", "it was so", ""),)


def test_pieces_can_be_drawn_from_a_cut_of_the_text() -> None:
    cut = SPLIT[36:]

    assert pieces(cut, ((38, 61),), offset=36) == pieces(SPLIT, ((38, 61),))


@given(texts_with_parts(), st.integers(0, 50))
def test_pieces_join_to_the_words(case: tuple[str, Any], offset: int) -> None:
    text, value = case
    spans = read_spans(value, len(text))
    moved = tuple((a + offset, b + offset) for a, b in spans)

    assert tuple(piece.words for piece in pieces(text, moved, offset)) == words(text, spans)
