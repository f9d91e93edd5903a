"""Indirect statements, in sentences of our own."""

from __future__ import annotations

import pytest

from quotes.extraction import extract
from tests.quotes.extraction.read import Words, statements


@pytest.mark.parametrize(
    ("text", "content", "cue", "mention"),
    [
        (
            "Ilka Moor said that the harbour would stay open.",
            "that the harbour would stay open",
            "said",
            "Ilka Moor",
        ),
        (
            "The pilots maintain that the fog is no danger.",
            "that the fog is no danger",
            "maintain",
            "The pilots",
        ),
        ("Moor says the fog is no danger.", "the fog is no danger", "says", "Moor"),
        (
            "The harbour stays open, Ilka Moor said on Friday.",
            "The harbour stays open",
            "said",
            "Ilka Moor",
        ),
        (
            "The harbour will close, said Ilka Moor, who runs the board.",
            "The harbour will close",
            "said",
            "Ilka Moor",
        ),
        (
            "According to Ilka Moor, the harbour stays open.",
            "the harbour stays open",
            "According to",
            "Ilka Moor",
        ),
        (
            "The fog was no danger, according to a port official.",
            "The fog was no danger",
            "according to",
            "a port official",
        ),
        (
            "Moor described the fog as a danger to every boat.",
            "the fog as a danger to every boat",
            "described",
            "Moor",
        ),
        (
            "Moor’s team likewise faulted the pilots for sailing in fog.",
            "the pilots for sailing in fog",
            "faulted",
            "Moor’s team",
        ),
        ("Moor vowed to keep the harbour open.", "to keep the harbour open", "vowed", "Moor"),
        (
            "Moor called for a ban on night fishing.",
            "a ban on night fishing",
            "called for",
            "Moor",
        ),
        (
            "The minister left early, saying that the fog was too thick.",
            "that the fog was too thick",
            "saying",
            "The minister",
        ),
        (
            "Moor, like other mayors, maintains that the fog is harmless.",
            "that the fog is harmless",
            "maintains",
            "Moor",
        ),
        (
            "Asked about the fog, Moor said she had seen no boats.",
            "she had seen no boats",
            "said",
            "Moor",
        ),
        (
            "Harbour spokesman Jon Brandt on Thursday evening said the pier was safe.",
            "the pier was safe",
            "said",
            "Harbour spokesman Jon Brandt",
        ),
        ("Moor Says Harbour Will Stay Open", "Harbour Will Stay Open", "Says", "Moor"),
        (
            "The Lindish treaty demands not only that boats stay out, but it also demands a fee.",
            "not only that boats stay out, but it also demands a fee",
            "demands",
            "The Lindish treaty",
        ),
    ],
)
def test_reads_content_cue_and_mention(text: str, content: str, cue: str, mention: str) -> None:
    assert statements(text) == [Words([content], cue, [mention])]


def test_reads_what_the_cue_splits_as_one() -> None:
    text = "The harbour, Ilka Moor said, would stay open."
    assert statements(text) == [Words(["The harbour", "would stay open"], "said", ["Ilka Moor"])]


def test_reads_several_sources_of_one_statement() -> None:
    text = "No boat was lost, according to port officials and former Mayor Jon Brandt."
    (quote,) = extract(text)
    assert [(source.speaker, source.sourcing) for source in quote.attributions] == [
        ("port officials", "unnamed"),
        ("Jon Brandt", "named"),
    ]


def test_reads_two_statements_of_one_sentence() -> None:
    text = (
        "No boat was lost, according to Ilka Moor, and port officials insist in any case "
        "that the boats sail at dawn."
    )
    assert statements(text) == [
        Words(["No boat was lost"], "according to", ["Ilka Moor"]),
        Words(["that the boats sail at dawn"], "insist", ["port officials"]),
    ]


def test_ends_a_relative_clause_where_its_sentence_goes_on() -> None:
    text = "Jon Brandt, who suggested that the fog was no danger, left early."
    (quote,) = extract(text)
    assert text[slice(*quote.content[0])] == "that the fog was no danger"
    assert quote.attributions[0].speaker == "Jon Brandt"


def test_a_sentence_in_marks_goes_on_with_the_statement_before_it() -> None:
    text = "Moor said the fog was “a curse” for the town. “We never sail in it.”"
    assert statements(text) == [
        Words(["the fog was “a curse” for the town", "We never sail in it."], "said", ["Moor"])
    ]


def test_leaves_the_words_after_a_colon_to_the_document() -> None:
    text = "The treaty calls for a ban on fishing: “No boat shall leave the harbour at night.”"
    assert [quote.content for quote in statements(text)] == [
        ["a ban on fishing"],
        ["No boat shall leave the harbour at night."],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The two port states remain open.",
        "The board’s claims about boats were long.",
        "The harbour was called a disgrace.",
        "I think the harbour will stay open.",
        "Moor refused to leave the harbour.",
        "In its report, the sea is blue.",
        "The pilots sailed early.",
    ],
)
def test_suggests_nothing_where_nobody_is_said_to_say_it(text: str) -> None:
    assert extract(text) == []


def test_is_less_sure_of_indirect_than_of_direct_speech() -> None:
    direct, that, object_ = (
        extract(text)[0].confidence
        for text in (
            "“We sail at dawn,” said Ilka Moor.",
            "Ilka Moor said that the boats sail at dawn.",
            "Ilka Moor criticized the pilots of the harbour.",
        )
    )
    assert direct > that > object_ >= 0.45


def test_a_document_is_one_source_whatever_noun_names_it() -> None:
    text = (
        "The Lindish document demands a fee for boats.\n\nThe latest Lindish proposal calls for a "
        "ban on fishing.\n\nThe Corvan document demands a lower fee."
    )
    assert [quote.attributions[0].speaker for quote in extract(text)] == [
        "latest Lindish proposal",
        "latest Lindish proposal",
        "Corvan document",
    ]
