"""Who a description stands for, and which of its words name the source."""

from __future__ import annotations

import pytest

from quotes.extraction import extract


def sources(text: str) -> list[tuple[str, str | None]]:
    return [
        (" ".join(text[a:b] for a, b in source.mention), source.speaker)
        for quote in extract(text, language="en")
        for source in quote.attributions
    ]


def speakers(text: str) -> list[str | None]:
    return [speaker for _, speaker in sources(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Executives who have worked with Ilka Moor say the plan is dead.",
            "Executives who have worked with Ilka Moor",
        ),
        (
            "The port officials whose rules have been struck say the plan is dead.",
            "port officials whose rules have been struck",
        ),
        ("Those who saw the plan say that it is dead.", "Those who saw the plan"),
        ("Many in the party believe that the plan is dead.", "Many in the party"),
        ("Others said that the plan is dead.", "Others"),
    ],
)
def test_a_relative_clause_belongs_to_the_source_it_tells(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Ilka Moor shared a note for a class, writing that the plan is dead.",
        "Ilka Moor released a new radio spot, calling it “a dangerous plan”.",
        "Ilka Moor sought to calm her crew, and took a seat, saying the plan is dead.",
    ],
)
def test_the_subject_of_a_clause_speaks_and_not_the_clause(text: str) -> None:
    assert sources(text)[0] == ("Ilka Moor", "Ilka Moor")


@pytest.mark.parametrize(
    "text",
    [
        "They won the endorsement of former Gov. Ilka Moor, who said the plan is dead.",
        "The news came in an article by Ilka Moor, who said the plan is dead.",
        "It was led by port committeewoman Ilka Moor, who said the plan is dead.",
        "“The plan is dead,” said Lindmark’s Ilka Moor.",
        "“The plan is dead,” the Lind Courier’s Ilka Moor wrote.",
    ],
)
def test_a_name_after_other_words_is_the_person(text: str) -> None:
    assert speakers(text) == ["Ilka Moor"]


def test_the_paper_is_the_outlet_the_article_names() -> None:
    text = (
        "As the nationalist Lind Times tabloid noted, the pilots have won. "
        "As the paper noted, they have lost."
    )
    assert speakers(text) == ["Lind Times", "Lind Times"]


def test_a_survey_is_the_poll_it_was_before() -> None:
    text = (
        "A poll by the Lind Institute found that pilots are tired.\n\n"
        "According to the survey, nobody sleeps."
    )
    assert speakers(text) == ["poll by the Lind Institute"] * 2


def test_people_described_in_other_words_are_others() -> None:
    text = (
        "People close to the campaign said that the plan is dead.\n\n"
        "People familiar with the matter said it was late."
    )
    assert speakers(text) == ["People close to the campaign", "People familiar with the matter"]


def test_two_groups_joined_are_two_sources() -> None:
    text = "Democrats and some Republicans say that the plan is dead."
    assert speakers(text) == ["Democrats", "some Republicans"]


def test_a_columnist_is_who_was_called_so() -> None:
    text = "“We go,” columnist Jon Roe wrote.\n\nThe columnist said that the pilots had won."
    assert speakers(text) == ["Jon Roe", "Jon Roe"]


def test_a_document_keeps_when_it_was_published() -> None:
    text = (
        "A new Lind University survey released Friday finds that pilots are tired.\n\n"
        "The survey also found that mayors are not."
    )
    assert speakers(text) == ["new Lind University survey released Friday"] * 2


def test_a_poll_keeps_the_words_before_its_name() -> None:
    text = "A national Lind Times/Roe College Poll shows that pilots are tired."
    assert speakers(text) == ["national Lind Times/Roe College Poll"]


def test_a_pronoun_takes_up_whom_the_sentence_began_with() -> None:
    text = "Jon Roe won past Ben Lund in the fog.\n\n“We sail,” he said."
    assert speakers(text) == ["Jon Roe"]
