"""The hard phenomena of quotation that are about marks, one test a row, in our own sentences.

The rows are those of the table of hard phenomena that the extractor is held against; a name
begins with its row.
"""

from __future__ import annotations

import pytest

from quotes.extraction import Suggestion, extract

from .read import Words, statements, words_of


def only(text: str, language: str = "en") -> Words:
    (found,) = statements(text, language)
    return found


def of_kind(text: str, kind: str) -> list[str]:
    return [
        " … ".join(words_of(text, one).content)
        for one in extract(text, language="en")
        if one.kind == kind
    ]


def kinds(text: str) -> list[str]:
    return [one.kind for one in extract(text, language="en")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“We sail,” said Ilka Moor, “at dawn.”", ["We sail,", "at dawn."]),
        ("“We sail at dawn,” she said. “Be there.”", ["We sail at dawn,", "Be there."]),
        ("Moor said: “We sail.” “At dawn.”", ["We sail.", "At dawn."]),
        ("“You told me”—he put down the can—“nothing.”", ["You told me", "nothing."]),
    ],
)
def test_discontinuous_content_is_one_quote_of_several_parts(text: str, parts: list[str]) -> None:
    assert only(text).content == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "An early spring, she said, “could be the ruin of us.”",
            ["An early spring", "could be the ruin of us."],
        ),
        (
            "If the fog lifts, wrote Karl Vell, “the harbour opens at noon.”",
            ["If the fog lifts", "the harbour opens at noon."],
        ),
        (
            "“I love the boat,” Moor said, but “when it blows, it leaks.”",
            ["I love the boat,", "but “when it blows, it leaks."],
        ),
    ],
)
def test_discontinuous_content_may_begin_or_go_on_without_marks(
    text: str, parts: list[str]
) -> None:
    assert only(text).content == parts
    assert kinds(text) == ["mixed"]


def test_discontinuous_content_is_not_the_occasion_it_was_said_on() -> None:
    assert only("In an interview on Friday, Moor said, “we were floored.”").content == [
        "we were floored."
    ]


@pytest.mark.parametrize("joint", ["But", "Still", "Then", "Meanwhile"])
def test_discontinuous_content_is_not_the_word_that_the_narration_leads_on_with(
    joint: str,
) -> None:
    assert only(f"{joint}, Moor said, “we also see the fog.”").content == ["we also see the fog."]


@pytest.mark.parametrize(
    "text",
    [
        "“The wind is good,” Moor said on the quay. “We sail at dawn.”",
        "“The wind is good,” said Ilka Moor Jr., a pilot of Lindhaven, Calif. “We sail at dawn.”",
        "“The wind is good,” says Moor, who has sailed for years. “We sail at dawn.”",
    ],
)
def test_second_part_a_new_sentence_is_the_same_quote(text: str) -> None:
    assert only(text).content == ["The wind is good,", "We sail at dawn."]


def test_second_part_a_new_sentence_may_be_a_clause_with_words_in_marks() -> None:
    text = "“He should be leading the port,” Moor said. Instead, “he acts like a beaten man.”"
    assert only(text).content == [
        "He should be leading the port,",
        "Instead, “he acts like a beaten man.",
    ]


def test_several_sentences_in_one_content_stay_together() -> None:
    text = "“We sail. We fish! What else is there?” asked Ilka Moor."
    assert only(text).content == ["We sail. We fish! What else is there?"]


def test_content_over_several_paragraphs_is_one_quote() -> None:
    text = (
        "“We sail,” said Ilka Moor. “The wind is good.\n\n“The fog is gone.\n\n"
        "“Come along.”\n\nNobody came."
    )
    assert only(text).content == [
        "We sail,",
        "The wind is good.",
        "The fog is gone.",
        "Come along.",
    ]


def test_content_over_several_paragraphs_goes_on_though_each_is_closed() -> None:
    text = "“We sail,” said Ilka Moor on Monday.\n\n“The fog is gone. Come along.”"
    assert only(text).content == ["We sail,", "The fog is gone. Come along."]


def test_content_over_several_paragraphs_in_single_marks() -> None:
    text = (
        "‘We sail,’ said Ilka Moor. ‘The pilots’ hut is shut.\n\n‘The Moors’ boat isn’t.\n\n"
        "‘Come along.’"
    )
    assert only(text).content == [
        "We sail,",
        "The pilots’ hut is shut.",
        "The Moors’ boat isn’t.",
        "Come along.",
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“We sail, said Moor.\n\nThe fog came in.", "We sail, said Moor."),
        ('Moor said: "We sail.\n\nThe fog came in.', "We sail."),
        ("Moor said: “We sail.“\n\nThe fog came in.", "We sail."),
    ],
)
def test_stretch_not_closed_ends_with_its_paragraph(text: str, content: str) -> None:
    assert statements(text, "en")[0].content == [content]


def test_nested_single_quotes_are_left_to_the_outer_one() -> None:
    text = "“He shouted ‘Land!’ and the pilots’ ‘Rocks!’ came too late,” said Ilka Moor."
    found = extract(text, language="en")
    assert [one.kind for one in found if one.parent is None] == ["direct"]


def test_nested_quotes_have_their_parent_and_their_own_speaker() -> None:
    text = "“Jon Brandt told me, ‘You sail alone,’ and I did,” said Ilka Moor."
    outer, inner = extract(text, language="en")
    assert inner.parent == 0
    assert [source.speaker for source in outer.attributions] == ["Ilka Moor"]
    assert [source.speaker for source in inner.attributions] == ["Jon Brandt"]
    assert words_of(text, inner).content == ["You sail alone,"]


@pytest.mark.parametrize(
    "text",
    [
        "“I told the crew, ‘We sail at dawn,’ and they laughed,” said Ilka Moor.",
        "“Some people say, ‘It is too late for that,’ and they are wrong,” said Ilka Moor.",
        "“He might say, ‘It is too late for that,’ and be wrong,” said Ilka Moor.",
    ],
)
def test_nested_words_that_nobody_else_has_said_are_no_quote(text: str) -> None:
    assert len(extract(text, language="en")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The “harbour tax” was due in March.",
        "They sang “Lindhaven Calling” at the fair.",
        "He reads “The Fog and the Lamp,” a novel by Ana Ruiz.",
        "She plays a pilot in the series “Night Boat.”",
        "The so-called “truce” held until noon.",
    ],
)
def test_scare_quotes_and_titles_are_terms(text: str) -> None:
    assert kinds(text) == ["term"]


def test_scare_quotes_and_titles_beside_a_cue_are_not_what_was_said() -> None:
    text = "On “Harbour News Tonight,” Ilka Moor said the boat had sunk."
    assert of_kind(text, "term") == ["Harbour News Tonight,"]
    assert of_kind(text, "indirect") == ["the boat had sunk"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Moor said that “a tax” is bad for the town.", "that “a tax” is bad for the town"),
        (
            "Moor called the mayor “a liar” and “a cheat” in one breath.",
            "the mayor “a liar” and “a cheat” in one breath",
        ),
        ("The tax is “a sin” and “a shame,” said Moor.", "The tax is “a sin” and “a shame"),
    ],
)  # fmt: skip
def test_mixed_content_is_the_clause_with_all_its_fragments(text: str, content: str) -> None:
    (one,) = extract(text, language="en")
    assert one.kind == "mixed"
    assert words_of(text, one).content[0].rstrip(",”") == content.rstrip(",”")


def test_mixed_content_that_is_all_in_marks_is_direct() -> None:
    assert kinds("The board attacked “the hateful tax on boats and nets.”") == ["direct"]


@pytest.mark.parametrize(
    ("text", "mention", "content"),
    [
        ("Moor: “We sail at dawn.”", "Moor", "We sail at dawn."),
        ("Ilka Moor: ‘We Sail At Dawn’", "Ilka Moor", "We Sail At Dawn"),
        ("“We sail at dawn.” — Ilka Moor", "Ilka Moor", "We sail at dawn."),
    ],
)
def test_punctuation_cue_names_the_speaker(text: str, mention: str, content: str) -> None:
    found = only(text)
    assert (found.mentions, found.content) == ([mention], [content])


def test_punctuation_cue_of_each_turn_in_a_transcript() -> None:
    text = 'A transcript:\n\n"BRANDT: Will you sail?\n\n"MOOR: No.\n\n"BRANDT: Thank you."'
    assert [(one.mentions, one.content) for one in statements(text, "en")] == [
        (["BRANDT"], ["Will you sail?"]),
        (["MOOR"], ["No."]),
        (["BRANDT"], ["Thank you."]),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "[The harbour] is ours, and [we] sail … at dawn,",
        "The harbour ... is ours,",
        "[W]e sail,",
        "... and so we sail,",
    ],
)
def test_brackets_and_ellipses_belong_to_the_content(content: str) -> None:
    assert only(f"“{content}” said Ilka Moor.").content == [content]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('"', '"'), ("“", "”"), ("“", '"'), ('"', "”"), ("''", "''"), ("``", "''"), ("‘", "’"),
        ("'", "'"), ("“", "“"), ("”", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"),
    ],
)  # fmt: skip
def test_marks_used_by_an_article_are_read_whatever_they_are(opening: str, closing: str) -> None:
    text = f"{opening}We sail,{closing} said Ilka Moor. {opening}The wind is good.{closing}"
    assert only(text).content == ["We sail,", "The wind is good."]


def test_marks_used_straight_outside_may_hold_curly_ones() -> None:
    text = '"The sign says “No Entry” in red, and we obey," said Ilka Moor.'
    assert only(text).content == ["The sign says “No Entry” in red, and we obey,"]


def test_tweets_and_html_remains_are_not_taken_for_marks() -> None:
    text = 'Moor wrote it on Monday. <a href="https://lindhaven.test/fog">The fog</a> came in.'
    assert statements(text, "en") == []


def test_tweets_are_quoted_without_their_tags() -> None:
    text = 'Moor tweeted: “We sail at dawn.” <tweet author="@moor" date="May 3"/>'
    assert only(text).content == ["We sail at dawn."]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Moor: ‘We Sail at Dawn’\n\nIlka Moor left the port on Monday.", "We Sail at Dawn"),
        ("Ilka Moor Says ‘We Sail at Dawn’\n\nShe left on Monday.", "We Sail at Dawn"),
    ],
)
def test_headlines_quote_in_single_marks(text: str, content: str) -> None:
    found: list[Suggestion] = [one for one in extract(text, language="en") if one.kind != "term"]
    assert words_of(text, found[0]).content == [content]


def test_headlines_within_an_article_are_terms() -> None:
    text = "“We sail,” said Ilka Moor.\n\n‘A Harbour of Fools.’\n\nThe fog came in."
    assert of_kind(text, "term") == ["A Harbour of Fools."]
