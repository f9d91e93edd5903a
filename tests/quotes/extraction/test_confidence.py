"""Why a suggestion is made, and how sure, in words that an editor reads."""

from __future__ import annotations

import pytest

from quotes.extraction import extract
from quotes.extraction.confidence import IN_MARKS, STATED
from quotes.queries.reasons import REASONS
from quotes.sureness import sureness


@pytest.mark.parametrize("words", [words for _, words in [*IN_MARKS.values(), *STATED.values()]])
def test_every_way_to_read_has_words_that_can_be_translated(words: str) -> None:
    printed = words.startswith("“")  # "that", as it stands in the text
    assert not words or printed or words in REASONS


@pytest.mark.parametrize(
    ("text", "reason", "word"),
    [
        (
            "“We sail early in the morning,” said Ilka Moor.",
            "marks + “said” + name in the same sentence",
            "sure",
        ),
        (
            "Ilka Moor said that the boats sail early in the morning.",
            "“said” + “that” + name in the same sentence",
            "sure",
        ),
        (
            "Ilka Moor criticized the pilots of the harbour.",
            "“criticized” + what is named after it + name in the same sentence",
            "check",
        ),
        ("“We sail early in the morning.”", "marks only", "guess"),
    ],
)
def test_says_why_in_a_few_words(text: str, reason: str, word: str) -> None:
    (one,) = extract(text, language="en")
    assert (one.reason, sureness(one.confidence)) == (reason, word)
