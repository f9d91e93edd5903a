"""Rows of the table of hard phenomena that are about sources, in sentences of our own."""

from __future__ import annotations

import pytest

from quotes.extraction import SuggestedAttribution, extract


def sources(*paragraphs: str) -> list[SuggestedAttribution]:
    text = "\n\n".join(paragraphs)
    return [source for quote in extract(text, language="en") for source in quote.attributions]


def speakers(*paragraphs: str) -> list[str | None]:
    return [source.speaker for source in sources(*paragraphs)]


def mentions(text: str) -> list[str]:
    found = extract(text, language="en")
    return [
        text[start:end]
        for quote in found
        for source in quote.attributions
        for start, end in source.mention
    ]


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (("Ilka Moor met Jon Brandt in May.", "“We sail,” she said."), "Ilka Moor"),
        (("Ilka Moor met Jon Brandt in May.", "“We sail,” he said."), "Jon Brandt"),
        (
            ("Ilka Moor spoke to Dora Lind. “We sail,” Moor said.", "“At dawn,” she added."),
            "Ilka Moor",
        ),
        (("The port of Ilka Moor’s father is small.", "“We sail,” she said."), "Ilka Moor"),
    ],
)
def test_pronoun_source_is_who_is_most_in_view(paragraphs: tuple[str, ...], speaker: str) -> None:
    assert speakers(*paragraphs)[-1] == speaker


def test_pronoun_source_they_is_a_group_or_the_two_named_together() -> None:
    assert speakers("Pilots met in Lind. “We sail,” the pilots said. “At dawn,” they added.") == [
        "pilots",
        "pilots",
    ]
    two = "Ilka Moor and Jon Brandt spoke in Lind. They said that the boats would sail."
    assert speakers(two) == ["Ilka Moor", "Jon Brandt"]


def test_pronoun_source_it_is_a_body_and_never_a_person() -> None:
    text = "The Lind Port Authority met Ilka Moor. It said that the boats would sail."
    assert speakers(text) == ["Lind Port Authority"]


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("Some pilots said that the fog would lift.", "Some pilots", "group"),
        ("One of the pilots said that the fog would lift.", "One of the pilots", "person"),
        ("A group of pilots said that the fog would lift.", "group of pilots", "group"),
        (
            "Pilots who know the strait said that the fog would lift.",
            "Pilots who know the strait",
            "group",
        ),
    ],
)
def test_nominal_source_is_named_as_printed(text: str, speaker: str, kind: str) -> None:
    (source,) = sources(text)
    assert (source.speaker, source.speaker_kind, source.sourcing) == (speaker, kind, "unnamed")


@pytest.mark.parametrize(
    "phrase", ["the senator", "the Lindish senator", "the former fisherman", "the 57-year-old"]
)
def test_nominal_source_is_the_person_in_view(phrase: str) -> None:
    text = f"Sen. Jon Brandt left early. “We sail,” {phrase} said."
    if phrase.endswith("old"):
        text = text.replace("old said", "old lawyer said")
    assert speakers(text) == ["Jon Brandt"]


def test_nominal_source_described_first_is_named_later() -> None:
    named = speakers(
        "A former Lind mayor said that the harbour must close.",
        "Jon Brandt, who led Lind as mayor until May, said: “It must.”",
    )
    assert named == ["Jon Brandt", "Jon Brandt"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The report found that the pier was old.", "report"),
        ("A 2014 study found that the pier was old.", "2014 study"),
        (
            "The pier was old, according to a count by the Lind Courier.",
            "count by the Lind Courier",
        ),
    ],
)
def test_document_poll_report_or_outlet_is_a_source(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_an_outlet_is_taken_up_as_the_newspaper() -> None:
    told = "The Lind Courier reported that the pier was old. The newspaper said that it would fall."
    assert speakers(told) == ["Lind Courier", "Lind Courier"]


def test_a_body_is_known_by_its_initials_and_its_short_form() -> None:
    assert (
        speakers(
            "The Lind Harbour Board said that the pier was old.",
            "The LHB said that it would fall.",
            "The board said that nobody was hurt.",
        )
        == ["Lind Harbour Board"] * 3
    )


def test_spokesperson_or_campaign_each_is_a_source_of_its_own() -> None:
    assert speakers(
        "Moor campaign spokeswoman Dora Lind said that the boats would sail.",
        "The Moor campaign said that the fog would lift.",
        "“At dawn,” the spokeswoman said.",
        "The campaign said that nobody was hurt.",
    ) == ["Dora Lind", "Moor campaign", "Dora Lind", "Moor campaign"]


def test_no_source_is_named_where_nobody_is() -> None:
    found = sources("It was reported that the pier was old.", "The boats will allegedly sail.")
    assert [source.speaker for source in found if source.speaker] == []


def test_one_source_has_several_attributions() -> None:
    text = "Ilka Moor said that the pier was old and vowed that it would be mended."
    assert speakers(text) == ["Ilka Moor", "Ilka Moor"]


def test_several_sources_have_one_mention() -> None:
    text = "Sens. Ilka Moor (Ind.) and Jon Brandt (Lib.) said that the pier was old."
    assert speakers(text) == ["Ilka Moor", "Jon Brandt"]
    text = "Port officials and Mr. Brandt said that the pier was old."
    assert speakers(text) == ["Port officials", "Brandt"]


def test_a_name_joined_inside_a_description_is_no_second_source() -> None:
    text = "A study by Ilka Moor and Jon Brandt found that the pier was old."
    assert speakers(text) == ["study by Ilka Moor and Jon Brandt"]


@pytest.mark.parametrize(
    ("text", "mention", "speaker"),
    [
        (
            "Ilka Moor, a pilot from Lind, a small port in the far north, said that it would sail.",
            "Ilka Moor, a pilot from Lind, a small port in the far north",
            "Ilka Moor",
        ),
        (
            "“We sail,” said Ilka Moor, the head of the pilots’ union.",
            "Ilka Moor, the head of the pilots’ union",
            "Ilka Moor",
        ),
        (
            "Lind Harbour Director of Tidal Affairs Jon Brandt said that the fog would lift.",
            "Lind Harbour Director of Tidal Affairs Jon Brandt",
            "Jon Brandt",
        ),
    ],
)
def test_long_source_keeps_its_apposition(text: str, mention: str, speaker: str) -> None:
    assert mentions(text) == [mention]
    assert speakers(text) == [speaker]


def test_source_in_another_paragraph_is_who_spoke_there() -> None:
    assert speakers("Ilka Moor stepped out and said:", "“The boats will sail at dawn.”") == [
        "Ilka Moor"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We sail,” said Ilka Moor.",
        "“We sail,” said pilot Ilka Moor.",
        "The boats will sail, according to Ilka Moor.",
        "According to Ilka Moor, the boats will sail.",
    ],
)
def test_cue_before_source_leads_to_it(text: str) -> None:
    assert speakers(text) == ["Ilka Moor"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ilka Moor, who knows the strait, said that the fog would lift.", "Ilka Moor"),
        ("They met Ilka Moor, a pilot from Lind, who said that the fog would lift.", "Ilka Moor"),
        ("They heard it from the Lind Port Authority, which said that it was so.", None),
    ],
)
def test_who_and_which_take_up_the_words_before(text: str, speaker: str | None) -> None:
    assert speakers(text)[-1] == (speaker or "Lind Port Authority")


def test_two_of_one_family_are_told_apart() -> None:
    assert speakers(
        "Ilka Moor and her husband Jon Moor own the boat.",
        "“We sail,” Mr. Moor said.",
        "“At dawn,” Mrs. Moor said.",
        "“At dawn,” Moor said.",
    ) == ["Jon Moor", "Ilka Moor", "Ilka Moor"]


def test_a_last_name_printed_with_one_letter_wrong_is_still_that_person() -> None:
    assert speakers("“We sail,” said Ilka Brandthof.", "“At dawn,” Brandtof said.") == [
        "Ilka Brandthof",
        "Ilka Brandthof",
    ]


def test_last_names_of_two_words_and_with_particles_are_found_again() -> None:
    assert speakers(
        "“We sail,” said Ilka van der Moor.",
        "“We stay,” said Dora Lind Brandt.",
        "“At dawn,” van der Moor said.",
        "“At noon,” Lind Brandt said.",
    ) == ["Ilka van der Moor", "Dora Lind Brandt", "Ilka van der Moor", "Dora Lind Brandt"]


def test_a_dateline_is_no_source() -> None:
    text = "LINDHAVEN (Agency) — Ilka Moor left the town, saying that the fog would lift."
    assert speakers(text) == ["Ilka Moor"]
