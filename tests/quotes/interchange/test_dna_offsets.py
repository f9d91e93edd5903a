"""Offsets of a program that counts UTF-16 units."""

from hypothesis import given
from hypothesis import strategies as st

from articles.drafts import read_text_field
from quotes.interchange.dna.offsets import Offsets, Units

TEXTS = st.text(st.sampled_from("ab 🚢𝔗\r\n\ufeffé"), max_size=30)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS, TEXTS, TEXTS)
def test_a_stretch_keeps_its_words(before: str, words: str, after: str) -> None:
    raw = f"{before}x{words}x{after}"
    start = units(before)
    span = Offsets(raw).span(start, start + units(words) + 2)
    stored = read_text_field(raw)
    assert span is not None
    assert stored[slice(*span)] == f"x{words}x".replace("\r\n", "\n").replace("\r", "\n")


@given(TEXTS)
def test_an_edge_inside_a_character_takes_in_all_of_it(words: str) -> None:
    raw = f"a{words}🚢{words}"
    inside = units(f"a{words}") + 1
    counted, stored = Offsets(raw), read_text_field(raw)
    before, behind = counted.span(0, inside), counted.span(inside, units(raw))
    assert before is not None
    assert behind is not None
    assert stored[slice(*before)].endswith("🚢")
    assert stored[slice(*behind)].startswith("🚢")


def test_an_edge_between_cr_and_lf_takes_in_the_line_end() -> None:
    counted = Offsets("a\r\nb")
    assert (counted.span(1, 2), counted.span(2, 3), counted.span(0, 2)) == ((1, 2), (1, 2), (0, 2))


@given(TEXTS, st.integers(-3, 80), st.integers(-3, 80))
def test_what_lies_outside_is_nowhere(text: str, start: int, stop: int) -> None:
    span = Offsets(text).span(start, stop)
    stored = text.lstrip("\ufeff").replace("\r\n", "\n")
    if span is None:
        return
    assert 0 <= start < stop <= units(text)
    assert 0 <= span[0] < span[1] <= len(stored)


@given(TEXTS)
def test_there_and_back(text: str) -> None:
    stored = text.replace("\r", "").replace("\ufeff", "") + "x"
    count, counted = Units(stored), Offsets(stored)
    for start in range(len(stored)):
        span = (start, len(stored))
        assert counted.span(count(start), count(len(stored))) == span
