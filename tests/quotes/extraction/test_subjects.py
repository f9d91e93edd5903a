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
        ("Perhaps the mayor said the ferry was late.", "the ferry was late", "said", "the mayor"),
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


@pytest.mark.parametrize("verb", ["moaned", "sobbed", "groaned", "barked", "sneered"])
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


@pytest.mark.parametrize(
    "stamp",
    [
        "LINDHAVEN, Sept 4 (Fog Wire) - ",
        "LINDHAVEN — ",
        "Lindhaven, 4 May - ",
        "14:32 ",
        "9.15am ",
    ],
)
def test_place_and_time_before_the_first_words_are_no_part_of_what_was_said(stamp: str) -> None:
    text = f"{stamp}The ferry will sail at noon, Ilka Moor said."
    assert statements(text, "en") == [Words(["The ferry will sail at noon"], "said", ["Ilka Moor"])]


def test_an_aside_between_dashes_is_no_dateline() -> None:
    text = "Moor - the mayor - said the ferry was late."
    assert statements(text, "en") == [Words(["the ferry was late"], "said", ["Moor"])]


@pytest.mark.parametrize(
    ("text", "content", "cue", "mentions"),
    [
        (
            "Skippers have been accused of “deaf ears” over the fog horn.",
            "of “deaf ears” over the fog horn",
            "have been accused",
            [],
        ),
        ("The pier was described by Tarn Vell as “a bog”.", "as “a bog", "was described", None),
        ("The pier was described as “a bog” by Tarn Vell.", "as “a bog", "was described", None),
    ],
)
def test_the_subject_of_a_passive_says_nothing(
    text: str, content: str, cue: str, mentions: list[str] | None
) -> None:
    expected = ["Tarn Vell"] if mentions is None else mentions
    assert statements(text, "en") == [Words([content], cue, expected)]


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        (
            "The claim that the pier had been mended in May surprised anglers.",
            "that the pier had been mended in May",
            "claim",
        ),
        (
            "Moor accused the board of hiding the plans, a charge the board rejects.",
            "the board of hiding the plans",
            "accused",
        ),
        (
            "Moor denies common theft but was convicted in June.",
            "common theft",
            "denies",
        ),
        (
            "Moor said that Tarn Vell, 41, had shouted “land ahoy” before the crash.",
            "that Tarn Vell, 41, had shouted “land ahoy” before the crash",
            "said",
        ),
    ],
)
def test_what_was_said_ends_where_the_narration_takes_over(
    text: str, content: str, cue: str
) -> None:
    found = statements(text, "en")
    assert [(one.content, one.cue) for one in found] == [([content], cue)]


def test_a_clause_before_adding_is_a_statement_of_its_own() -> None:
    text = "She said the port would buy the ferry, adding that it was late."
    assert [one.content[0] for one in statements(text, "en")] == [
        "the port would buy the ferry",
        "that it was late",
    ]


def test_a_verb_parted_from_its_clause_by_who_said_it_is_part_of_what_was_said() -> None:
    text = "He hoped, Ilka Moor said, that the harbour would close."
    (quote,) = extract(text)
    assert [text[a:b] for a, b in quote.content] == ["He hoped", "that the harbour would close"]


def test_a_subject_and_its_verb_on_both_sides_of_according_to_are_one() -> None:
    text = "The pier, according to the harbour office, costs less than the study."
    (quote,) = extract(text)
    assert [text[a:b] for a, b in quote.content] == ["The pier", "costs less than the study"]
