"""A quote is shown with at least the sentence before and the one after."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.surroundings import NEAR, surroundings

BEFORE = "The harbour was full. Dr. Tern counted eleven boats."
QUOTED = "“We sail at six,” she said."
AFTER = "Nobody asked why. The band played."


def shown(text: str, words: str = "We sail at six,") -> str:
    start = text.index(words)
    first, last = surroundings(text, ((start, start + len(words)),), (0, len(text)), language="en")
    return text[first:last]


def test_the_paragraph_is_enough_where_sentences_stand_round_the_quote() -> None:
    text = f"Elsewhere.\n\n{BEFORE} {QUOTED} {AFTER}\n\nElsewhere again."
    assert shown(text) == f"{BEFORE} {QUOTED} {AFTER}"


def test_else_the_next_sentences_of_the_paragraphs_beside_it_are_shown_too() -> None:
    text = f"{BEFORE}\n\n{QUOTED}\n\n{AFTER}"
    assert shown(text) == f"Dr. Tern counted eleven boats.\n\n{QUOTED}\n\nNobody asked why."


def test_at_the_ends_of_a_text_there_is_nothing_more() -> None:
    assert shown(QUOTED) == QUOTED


def test_another_block_is_not_reached_into() -> None:
    text = f"{QUOTED}\n\nA headline printed elsewhere"
    assert surroundings(text, ((1, 16),), (0, len(QUOTED)), language="en") == (0, len(QUOTED))


def test_a_long_paragraph_is_cut_at_spaces() -> None:
    text = f"{'first ' * 400}{QUOTED} {'last ' * 400}"
    found = shown(text)
    assert len(found) <= 2 * NEAR + len(QUOTED)
    assert set(found.replace(QUOTED, "").split()) == {"first", "last"}


@given(st.text(alphabet="ab. \n“”", min_size=1, max_size=80), st.data())
def test_the_quote_is_always_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = surroundings(text, ((start, end),), (0, len(text)))
    assert 0 <= first <= start < end <= last <= len(text)
