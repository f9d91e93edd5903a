"""Who says it and whom it is told to, where small words could be part of either."""

from __future__ import annotations

import pytest

from quotes.extraction import extract
from tests.quotes.extraction.read import Words, statements


@pytest.mark.parametrize(
    ("text", "content", "cue", "mention"),
    [
        ("Both said the ferry was late.", "the ferry was late", "said", "Both"),
        ("Each said the ferry was late.", "the ferry was late", "said", "Each"),
        ("Another insists the ferry is late.", "the ferry is late", "insists", "Another"),
        ("The other said the ferry was late.", "the ferry was late", "said", "The other"),
        (
            "Moor told her skippers to stay in port.",
            "to stay in port",
            "told",
            "Moor",
        ),
        ("Moor told her the ferry was late.", "the ferry was late", "told", "Moor"),
        (
            "Ilka Moor warned tickets for the ferry could cost more by June.",
            "tickets for the ferry could cost more by June",
            "warned",
            "Ilka Moor",
        ),
        (
            "Harbour bosses last night urged passengers to stay at home.",
            "to stay at home",
            "urged",
            "Harbour bosses",
        ),
    ],
)
def test_the_subject_and_whom_it_tells_are_told_apart_from_what_is_said(
    text: str, content: str, cue: str, mention: str
) -> None:
    assert statements(text, "en") == [Words([content], cue, [mention])]


@pytest.mark.parametrize("verb", ["moaned", "sobbed", "laughed", "grinned", "sneered"])
def test_how_a_voice_sounds_is_a_cue_beside_words_in_marks(verb: str) -> None:
    text = f"“The gull took my hat and my lunch,” {verb} Ilka Moor."
    assert statements(text, "en") == [
        Words(["The gull took my hat and my lunch,"], verb, ["Ilka Moor"])
    ]


def test_both_belongs_to_no_name_of_two() -> None:
    text = (
        "Ilka Moor and Tarn Vell left. Both Ilka Moor and Tarn Vell said the ferry would be late."
    )
    (found,) = extract(text, language="en")
    assert sorted(one.speaker or "" for one in found.attributions) == ["Ilka Moor", "Tarn Vell"]
