"""Where an editor says that there is a statement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.extraction import Suggestion, extract, read_at
from tests.quotes.extraction.read import words_of
from tests.quotes.extraction.test_any_text import TEXTS, check

TWO = "Moor said that the pier was safe. Moor’s claim of a safe harbour was new to the pilots."


def at(text: str, words: str) -> Suggestion:
    found = read_at(text, text.index(words) + 1)
    assert found
    return found


def test_reads_what_is_suggested_as_it_is_suggested() -> None:
    (suggestion,) = extract(TWO)
    assert at(TWO, "that the pier") == suggestion
    assert at(TWO, "Moor said") == suggestion


def test_reads_what_no_rule_would_suggest() -> None:
    found = words_of(TWO, at(TWO, "safe harbour"))
    assert found.content == ["a safe harbour was new to the pilots"]
    assert (found.cue, found.mentions) == ("claim", ["Moor’s"])


def test_takes_the_sentence_itself_where_no_word_could_be_a_cue() -> None:
    text = "The fog came in. The boats were late."
    found = at(text, "boats")
    assert words_of(text, found).content == ["The boats were late"]
    assert found.confidence < 0.2


def test_reads_the_narrowest_quote_round_the_place() -> None:
    text = "“He said, ‘We never sail in fog,’ and then he sailed,” Moor said."
    assert words_of(text, at(text, "never")).content == ["We never sail in fog,"]
    assert words_of(text, at(text, "then he")).mentions == ["Moor"]


def test_a_denial_an_addressee_and_a_day_come_with_it() -> None:
    text = "Moor did not tell the board on Friday that the pier was safe."
    found = at(text, "pier")
    assert found.act == "denied"
    assert found.addressee
    assert text[slice(*found.addressee)] == "the board"


@pytest.mark.parametrize(("text", "offset"), [("", 0), ("\n\n", 1), ("We sail.", 99), ("…", 0)])
def test_there_is_nothing_where_there_is_no_sentence(text: str, offset: int) -> None:
    assert read_at(text, offset) is None


@given(TEXTS, st.integers(min_value=0, max_value=60), st.sampled_from(["", "de", "fr", "he"]))
def test_any_place_in_any_text_can_be_asked_about(text: str, offset: int, language: str) -> None:
    found = read_at(text, offset, language=language)
    if found:
        check(text, found)
