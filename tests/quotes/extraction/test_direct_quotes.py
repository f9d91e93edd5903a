"""Direct quotes: their parts, cue and mention, in sentences of our own."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from quotes.extraction import Suggestion, extract


@dataclass
class Read:
    parts: list[str]
    cue: str
    mention: str


def read(text: str) -> list[Read]:
    return [_read(text, s) for s in extract(text) if s.kind == "direct"]


def _read(text: str, suggestion: Suggestion) -> Read:
    cue = " ".join(text[a:b] for a, b in suggestion.cue)
    mentions = (text[a:b] for source in suggestion.attributions for a, b in source.mention)
    return Read([text[a:b] for a, b in suggestion.content], cue, " + ".join(mentions))


@pytest.mark.parametrize(
    ("text", "cue", "mention"),
    [
        ("“We sail at dawn,” Ilka Moor said.", "said", "Ilka Moor"),
        ("“We sail at dawn,” said Ilka Moor.", "said", "Ilka Moor"),
        ("“We sail at dawn,” she said on Monday.", "said", "she"),
        ("Ilka Moor said, “We sail at dawn.”", "said", "Ilka Moor"),
        ("Ilka Moor said: “We sail at dawn.”", "said", "Ilka Moor"),
        ("Ilka Moor told the harbour board: “We sail at dawn.”", "told", "Ilka Moor"),
        ("In a letter on Friday, Ilka Moor wrote: “We sail at dawn.”", "wrote", "Ilka Moor"),
        (
            "“We sail at dawn,” harbour master Ilka Moor has also said.",
            "has also said",
            "harbour master Ilka Moor",
        ),
        (
            "“We sail at dawn,” said Ilka Moor, the harbour master of Lindhaven.",
            "said",
            "Ilka Moor, the harbour master of Lindhaven",
        ),
        (
            "“We sail at dawn,” Ilka Moor, the harbour master, told reporters.",
            "told",
            "Ilka Moor, the harbour master",
        ),
        (
            "“We sail at dawn,” said the official, whose boat was one of seven.",
            "said",
            "the official",
        ),
        ("“We sail at dawn,” Ilka Moor, who owns the boat, said.", "said", "Ilka Moor"),
        (
            "“We sail at dawn,” Sen. Ilka Moor (I-Lind.) said after the vote.",
            "said",
            "Sen. Ilka Moor (I-Lind.)",
        ),
        ("“Do we sail at dawn?” asked Dr. Moor.", "asked", "Dr. Moor"),
        ("“Do we sail at dawn?” Moor asked.", "asked", "Moor"),
        (
            "“We sail at dawn”, said the mayor of Lindhaven on Tuesday.",
            "said",
            "the mayor of Lindhaven",
        ),
        ("According to Ilka Moor, “We sail at dawn.”", "According to", "Ilka Moor"),
        ("“We sail at dawn.” — Ilka Moor", "", "Ilka Moor"),
        ("Ilka Moor was clear:\n\n“We sail at dawn, all of us.”", "", ""),
        ("Then Ilka Moor said:\n\n“We sail at dawn, all of us.”", "said", "Ilka Moor"),
        ("“We sail at dawn,” said Ilka Moor and Jon Brandt.", "said", "Ilka Moor + Jon Brandt"),
    ],
)
def test_finds_cue_and_mention_on_either_side(text: str, cue: str, mention: str) -> None:
    (quote,) = read(text)
    assert (quote.cue, quote.mention) == (cue, mention)


@pytest.mark.parametrize(
    "text",
    [
        "“We sail,” she said. “The wind is good.”",
        "“We sail,” she said, “The wind is good.”",
        '“We sail,” she told the board on Friday. "The wind is good."',
        "''We sail,'' said Ilka Moor. ''The wind is good.''",
        '“We sail," said the pilot, whose boat was new. “The wind is good.”',
        "‘We sail,’ she said. ‘The wind is good.’",
    ],
)
def test_joins_what_the_cue_splits(text: str) -> None:
    assert [quote.parts for quote in read(text)] == [["We sail,", "The wind is good."]]


def test_joins_three_parts() -> None:
    text = "“We sail,” she said, “at dawn, if not before.” “The wind is good.”"
    assert [quote.parts for quote in read(text)] == [
        ["We sail,", "at dawn, if not before.", "The wind is good."]
    ]


def test_keeps_apart_what_has_a_cue_of_its_own() -> None:
    text = "“We sail,” said Ilka Moor. “We do not,” said Jon Brandt. “Not today.”"
    assert [quote.parts for quote in read(text)] == [["We sail,"], ["We do not,", "Not today."]]


def test_keeps_apart_what_narration_parts() -> None:
    text = "“We sail today,” she said. The fog came in. “The wind is good now.”"
    assert [quote.parts for quote in read(text)] == [["We sail today,"], ["The wind is good now."]]


def test_joins_paragraphs_of_a_running_quote() -> None:
    text = (
        "“We sail,” said Ilka Moor. “The wind is good.\n\n“The fog is gone.\n\n"
        "“Come along.”\n\nNobody came."
    )
    assert [quote.parts for quote in read(text)] == [
        ["We sail,", "The wind is good.", "The fog is gone.", "Come along."]
    ]


def test_reads_a_document_after_a_colon_without_a_mention() -> None:
    text = "The new harbour treaty calls for calm: “No boat shall leave the harbour before dawn.”"
    (suggestion,) = extract(text)
    assert (suggestion.kind, suggestion.cue) == ("direct", ())
    (source,) = suggestion.attributions
    assert (source.speaker, source.speaker_kind, source.mention) == (
        "new harbour treaty",
        "document",
        (),
    )


def test_excludes_outer_marks_and_keeps_the_comma_inside_them() -> None:
    text = "“We sail,” she said."
    (suggestion,) = extract(text)
    assert suggestion.content == ((1, 9),)


def test_counts_code_points() -> None:
    text = "🚢🚢 “We sail 🚢,” said Ilka Moor."
    (suggestion,) = extract(text)
    assert suggestion.content == ((4, 14),)


def test_finds_addressee_and_condition() -> None:
    text = "“We sail,” a port official told the Lindhaven Courier on condition of anonymity."
    (suggestion,) = extract(text)
    assert suggestion.addressee
    assert text[slice(*suggestion.addressee)] == "the Lindhaven Courier"
    (source,) = suggestion.attributions
    assert source.condition
    assert text[slice(*source.condition)] == "on condition of anonymity"
    assert source.descriptor
    assert text[slice(*source.descriptor)] == "a port official"


@pytest.mark.parametrize(
    "text",
    [
        "The “harbour tax” was due in March.",
        "They sang “Lindhaven Calling” at the fair.",
        "The ship “Ilka” is old, and so is “Moor”.",
    ],
)
def test_gives_what_nobody_said_as_a_term(text: str) -> None:
    assert {(suggestion.kind, suggestion.attributions) for suggestion in extract(text)} == {
        ("term", ())
    }


def test_words_inside_a_clause_are_no_direct_quote() -> None:
    text = "Moor said that the tax was “a disgrace” for the town."
    (suggestion,) = extract(text)
    assert suggestion.kind == "mixed"
    assert [text[a:b] for a, b in suggestion.content] == [
        "that the tax was “a disgrace” for the town"
    ]


def test_a_paragraph_of_marks_alone_goes_on_with_the_one_whose_speaker_was_named() -> None:
    text = "“We sail,” said Ilka Moor on Friday.\n\n“The wind is good, and the fog is gone.”"
    assert [quote.parts for quote in read(text)] == [
        ["We sail,", "The wind is good, and the fog is gone."]
    ]


def test_what_was_introduced_and_closed_is_not_gone_on_with() -> None:
    text = "Ilka Moor said: “We sail.”\n\n“The wind is good, and the fog is gone.”"
    assert len(read(text)) == 2


def test_a_heading_in_single_marks_is_no_quote() -> None:
    text = "“We sail,” said Ilka Moor.\n\n‘A Harbour of Fools.’\n\nThe fog came in."
    assert [quote.parts for quote in read(text)] == [["We sail,"]]


def test_reads_the_turns_of_a_transcript_each_with_its_speaker() -> None:
    text = (
        'A transcript follows:\n\n"BRANDT: Will you sail tomorrow?\n\n'
        '"MOOR: We will not.\n\n"We stay here.\n\n"(LAUGHTER)\n\n"BRANDT: Thank you."'
    )
    assert [(quote.parts, quote.mention) for quote in read(text)] == [
        (["Will you sail tomorrow?"], "BRANDT"),
        (["We will not.", "We stay here."], "MOOR"),
        (["Thank you."], "BRANDT"),
    ]


def test_words_wholly_in_marks_after_their_verb_are_direct() -> None:
    (quote,) = read("The board attacked “the hateful tax on boats and nets.”")
    assert (quote.parts, quote.cue) == (["the hateful tax on boats and nets."], "attacked")


def test_the_programme_somebody_spoke_on_is_not_what_was_said() -> None:
    text = "On Sunday’s broadcast of “Harbour News Tonight,” Ilka Moor said the boat had sunk."
    assert read(text) == []
    assert [[text[a:b] for a, b in one.content] for one in extract(text) if one.kind != "term"] == [
        ["the boat had sunk"]
    ]
