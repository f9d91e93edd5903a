"""What a page draws of a text: every character once, carrying exactly the quotes that cover it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quotes.segments import Mark, Segment, segments
from quotes.spans import paragraphs, read_spans

ALPHABET = "ab <&“”é\u0301👩\u200d🌾𝒜קוله\n\n"


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(ALPHABET, min_size=1, max_size=160))
    return text, draw(st.lists(marks(len(text)), max_size=12))


@st.composite
def marks(draw: st.DrawFn, length: int) -> Mark:
    size = draw(st.integers(2, min(6, length + 1)))
    cuts = draw(st.lists(st.integers(0, length), min_size=size, max_size=size, unique=True))
    pairs = zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False)
    return Mark(
        quote=draw(st.integers(1, 9)),
        layer=draw(st.sampled_from(["quote", "mention", "cue", "term"])),
        spans=read_spans([list(pair) for pair in pairs], length),
        suggested=draw(st.booleans()),
        active=draw(st.booleans()),
    )


def quote(number: int, *spans: tuple[int, int], **flags: Any) -> Mark:
    return Mark(number, "quote", spans, number, **flags)


def only_line(text: str, *given_marks: Mark) -> tuple[Segment, ...]:
    (paragraph,) = segments(text, given_marks)
    return paragraph.segments


def classes(text: str, *given_marks: Mark) -> dict[str, set[str]]:
    return {part.text: set(part.classes.split()) for part in only_line(text, *given_marks)}


@given(marked_texts())
def test_every_character_is_drawn_once_with_the_quotes_that_cover_it(
    case: tuple[str, list[Mark]],
) -> None:
    text, given_marks = case
    drawn: dict[int, tuple[str, frozenset[int]]] = {}
    for paragraph in segments(text, given_marks):
        at = paragraph.start
        for segment in paragraph.segments:
            for character in segment.text:
                assert at not in drawn
                drawn[at] = character, frozenset(segment.quotes)
                at += 1

    assert drawn == {
        i: (text[i], frozenset(m.quote for m in given_marks for a, b in m.spans if a <= i < b))
        for start, end in paragraphs(text)
        for i in range(start, end)
    }


@given(marked_texts())
def test_a_paragraph_drawn_alone_is_the_same(case: tuple[str, list[Mark]]) -> None:
    text, given_marks = case
    for paragraph in segments(text, given_marks):
        (alone,) = segments(text, given_marks, only={paragraph.start})
        before = {mark for part in alone.segments for mark in part.begins}

        assert alone == paragraph
        assert before == {mark for part in paragraph.segments for mark in part.begins}


@given(marked_texts())
def test_each_quote_begins_at_most_once(case: tuple[str, list[Mark]]) -> None:
    text, given_marks = case
    begun = [
        id(mark)
        for paragraph in segments(text, given_marks)
        for segment in paragraph.segments
        for mark in segment.begins
    ]

    assert len(begun) == len(set(begun))


def test_text_without_marks_is_plain() -> None:
    assert only_line("nothing here") == (Segment("nothing here", "", (), ()),)


def test_a_split_quote_has_dashed_bars_at_its_gap() -> None:
    drawn = classes("one gap two", quote(1, (0, 3), (8, 11)))

    assert drawn["one"] == {"s", "q", "qs", "qe", "cr"}
    assert drawn[" gap "] == set()
    assert drawn["two"] == {"s", "q", "qs", "cl", "qe"}


def test_a_quote_over_two_paragraphs_has_no_bar_between_them() -> None:
    first, second = segments("one\n\ntwo", [quote(1, (0, 8))])

    assert first.segments[0].classes == "s q qs"
    assert second.segments[0].classes == "s q qe"


def test_a_nested_quote_is_deeper_and_knows_its_outer_one() -> None:
    outer, _, inner, _ = only_line("say ‘so’ again", quote(1, (0, 14)), quote(2, (5, 7)))

    assert outer.quotes == (1,)
    assert inner.quotes == (1, 2)
    assert "d2" in inner.classes.split()


def test_of_two_quotes_that_begin_together_the_longer_is_outside() -> None:
    first, *_ = only_line("one two", quote(2, (0, 3)), quote(1, (0, 7)))

    assert first.quotes == (1, 2)
    assert [mark.quote for mark in first.begins] == [1, 2]


def test_a_suggestion_inside_an_accepted_quote_keeps_the_fill_below_it() -> None:
    drawn = classes("one two three", quote(1, (0, 13)), quote(2, (4, 7), suggested=True))

    assert {"sug", "lay", "d2"} <= drawn["two"]


def test_the_active_quote_has_its_mention_and_cue_at_full_strength() -> None:
    drawn = classes(
        "we go, he said",
        quote(1, (0, 6), active=True),
        Mark(1, "mention", ((7, 9),), active=True),
        Mark(1, "cue", ((10, 14),), active=True),
    )

    assert "on" in drawn["we go,"]
    assert drawn["he"] == {"s", "sp", "me"}
    assert drawn["said"] == {"s", "cu", "me"}


def test_a_quote_is_announced_before_the_mark_that_opens_it() -> None:
    before, mark, content, _ = only_line("say “so”", quote(1, (5, 7)))

    assert [part.text for part in (before, mark, content)] == ["say ", "“", "so"]
    assert [len(part.begins) for part in (before, mark, content)] == [0, 1, 0]


def test_a_quote_that_begins_between_paragraphs_is_announced_in_the_next() -> None:
    _, second = segments("one\n\ntwo", [quote(1, (4, 8))])

    assert [mark.quote for mark in second.segments[0].begins] == [1]
