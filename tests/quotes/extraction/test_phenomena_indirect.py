"""The hard phenomena of indirect speech, a test for each row of the table that lists them."""

from __future__ import annotations

import pytest

from quotes.extraction import extract
from tests.quotes.extraction.read import Words, statements


def test_discontinuous_content() -> None:
    assert statements("The harbour, Ilka Moor said, would stay open.") == [
        Words(["The harbour", "would stay open"], "said", ["Ilka Moor"])
    ]


def test_discontinuous_content_in_a_relative_clause() -> None:
    text = "The board signed the pact, which, Ilka Moor said, is a mistake."
    (found,) = statements(text)
    assert found.content[-1] == "is a mistake"
    assert (found.cue, found.mentions) == ("said", ["Ilka Moor"])


def test_no_source() -> None:
    text = "There was a suggestion that the fog was no danger."
    (quote,) = extract(text)
    assert [text[a:b] for a, b in quote.content] == ["that the fog was no danger"]
    assert [source for source in quote.attributions if source.mention] == []


def test_one_source_of_several_attributions() -> None:
    text = "Ilka Moor said that the pier was safe and vowed to keep the harbour open."
    assert statements(text) == [
        Words(["that the pier was safe"], "said", ["Ilka Moor"]),
        Words(["to keep the harbour open"], "vowed", ["Ilka Moor"]),
    ]


def test_one_source_goes_on_after_its_quotation() -> None:
    text = "“It is fine,” Ilka Moor said, noting that the boats were late."
    assert statements(text)[1] == Words(["that the boats were late"], "noting", ["Ilka Moor"])


def test_source_longer_than_six_words() -> None:
    text = "Ilka Moor, the mayor of the small port of Lindhaven, said the pier was safe."
    assert statements(text) == [
        Words(
            ["the pier was safe"],
            "said",
            ["Ilka Moor, the mayor of the small port of Lindhaven"],
        )
    ]


def test_cue_before_source_with_a_verb() -> None:
    assert statements("The harbour will close, said Ilka Moor.") == [
        Words(["The harbour will close"], "said", ["Ilka Moor"])
    ]


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("According to Ilka Moor, the pier was safe.", "the pier was safe", "According to"),
        ("The pier was safe, according to Ilka Moor.", "The pier was safe", "according to"),
    ],
)
def test_cue_before_source_according_to(text: str, content: str, cue: str) -> None:
    assert statements(text) == [Words([content], cue, ["Ilka Moor"])]


def test_content_before_cue_and_source() -> None:
    assert statements("The pier was safe, Ilka Moor said on Friday.") == [
        Words(["The pier was safe"], "said", ["Ilka Moor"])
    ]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ilka Moor has also repeatedly said that the pier is safe.", "has also repeatedly said"),
        ("Ilka Moor was quick to point out that the pier is safe.", "was quick to point out"),
        ("Ilka Moor left. She’s said that the pier is safe.", "’s said"),
    ],
)
def test_cue_of_several_words(text: str, cue: str) -> None:
    (found,) = statements(text)
    assert (found.content, found.cue) == (["that the pier is safe"], cue)


def test_punctuation_cue() -> None:
    assert statements("Brandt: Moor Would Close Harbour") == [
        Words(["Moor Would Close Harbour"], ":", ["Brandt"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ilka Moor said that the pier was safe.",
        "Ilka Moor told the pilots of the port on Friday that the pier was safe.",
        "Ilka Moor wrote in a long letter to the board that the pier was safe.",
    ],
)
def test_content_begins_with_that(text: str) -> None:
    assert statements(text)[0].content == ["that the pier was safe"]


def test_headlines() -> None:
    assert statements("Pier Is Safe, Moor Says") == [Words(["Pier Is Safe"], "Says", ["Moor"])]
    assert statements("Moor Says Pier Is Safe.") == [Words(["Pier Is Safe"], "Says", ["Moor"])]


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("Jon Brandt asked whether the pier was safe.", "whether the pier was safe", "asked"),
        ("Jon Brandt asked the board to close the pier.", "to close the pier", "asked"),
        ("Jon Brandt asked the mayor about the pier.", "the pier", "asked the mayor about"),
        ("Jon Brandt called for a ban on night fishing.", "a ban on night fishing", "called for"),
    ],
)
def test_questions_and_requests(text: str, content: str, cue: str) -> None:
    assert statements(text) == [Words([content], cue, ["Jon Brandt"])]


@pytest.mark.parametrize("source", ["One in three", "Some", "Two thirds", "21 percent"])
def test_numbers_as_sources(source: str) -> None:
    assert statements(f"{source} said the pier was safe.") == [
        Words(["the pier was safe"], "said", [source])
    ]


def test_polls_and_documents_as_sources() -> None:
    assert statements("A new survey shows that the pier is safe.") == [
        Words(["that the pier is safe"], "shows", ["A new survey"])
    ]


def test_mixed_content_is_the_clause_with_all_its_fragments() -> None:
    text = "Ilka Moor said the “long” pier was a “curse” for the town."
    assert statements(text) == [
        Words(["the “long” pier was a “curse” for the town"], "said", ["Ilka Moor"])
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "When Ilka Moor said that the pier was safe, the pilots laughed at her.",
            "that the pier was safe",
        ),
        (
            "Ilka Moor said that the pier was safe, though pilots said the boats were late.",
            "that the pier was safe",
        ),
        ("Ilka Moor criticized the pilots in an interview on Friday.", "the pilots"),
        ("Ilka Moor praised the pilots and stayed in the town.", "the pilots"),
        ("Ilka Moor said that the pier was safe, drawing laughter.", "that the pier was safe"),
    ],
)
def test_ends_where_the_narration_takes_over(text: str, content: str) -> None:
    assert statements(text)[0].content == [content]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The pilots were late after Ilka Moor’s warning that the fog was thick.", "Ilka Moor’s"),
        ("The pilots heard of the board. Its claim that the fog was thick", "Its"),
        ("There was a warning from port officials that the fog was thick.", "port officials"),
    ],
)
def test_nouns_of_saying(text: str, mention: str) -> None:
    (found,) = statements(text)
    assert (found.content, found.mentions) == (["that the fog was thick"], [mention])


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        ("The pier was safe, as Ilka Moor noted.", "The pier was safe", "Ilka Moor"),
        ("As Ilka Moor noted, the pier was safe.", "the pier was safe", "Ilka Moor"),
        ("The pier was safe, Moor told the pilots on Friday.", "The pier was safe", "Moor"),
        ("Moor - the mayor of the port - said the pier was safe.", "the pier was safe", "Moor"),
        ("The pier was safe, said Ilka Moor, with a laugh.", "The pier was safe", "Ilka Moor"),
    ],
)
def test_what_stands_between_source_and_cue(text: str, content: str, mention: str) -> None:
    (found,) = statements(text)
    assert found.content == [content]
    assert found.mentions[0].startswith(mention)
