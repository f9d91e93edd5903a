"""Hits are marked in printed words, and the words stay what they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.queries.hits import read_terms, runs


def hits(q: str, text: str) -> list[str]:
    return [run.text for run in runs(text, read_terms(q)) if run.hit]


@pytest.mark.parametrize(
    ("q", "text", "marked"),
    [
        ("winter", "Come winter, the Winter boat", ["winter", "Winter"]),
        ("cafe", "Au café, CAFÉ", ["café", "CAFÉ"]),
        ("café", "the cafe", ["cafe"]),
        ('"night boat"', "a boat by night, the night boat", ["night boat"]),
        ("boat -winter", "no winter boat", ["boat"]),
        ("boat or pier", "the pier or the boat", ["pier", "boat"]),
        ("win", "winter", []),
        ("", "winter", []),
        ('"', 'a quote: "', []),
        ("العبارة", "إن العبّارة", ["العبّارة"]),
        ("café", "the cafe\u0301s, the cafe\u0301", ["cafe\u0301"]),
    ],
)
def test_marks_whole_words_whatever_their_case_and_accents(
    q: str, text: str, marked: list[str]
) -> None:
    assert hits(q, text) == marked


@given(st.text(), st.text())
def test_never_changes_the_words(q: str, text: str) -> None:
    assert "".join(run.text for run in runs(text, read_terms(q))) == text
