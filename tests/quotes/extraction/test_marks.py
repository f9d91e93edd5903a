"""Pairing of quotation marks, in sentences of our own."""

from __future__ import annotations

import pytest

from quotes.extraction.marks import quoted_paragraphs


def inside(text: str) -> list[str]:
    return [text[s.start : s.end] for p in quoted_paragraphs(text) for s in p.stretches]


@pytest.mark.parametrize(
    "text",
    [
        "“We sail at dawn,” said Ilka Moor.",
        '"We sail at dawn," said Ilka Moor.',
        '“We sail at dawn," said Ilka Moor.',
        '"We sail at dawn,” said Ilka Moor.',
        "''We sail at dawn,'' said Ilka Moor.",
        "``We sail at dawn,'' said Ilka Moor.",
        "«We sail at dawn,» said Ilka Moor.",
        "»We sail at dawn,« said Ilka Moor.",
        "„We sail at dawn,“ said Ilka Moor.",
        "„We sail at dawn,” said Ilka Moor.",
        "”We sail at dawn,” said Ilka Moor.",
        "« We sail at dawn, » said Ilka Moor.",
        "「We sail at dawn,」 said Ilka Moor.",
        "＂We sail at dawn,＂ said Ilka Moor.",
        "‘We sail at dawn,’ said Ilka Moor.",
        "'We sail at dawn,' said Ilka Moor.",
    ],
)
def test_pairs_marks_of_every_kind(text: str) -> None:
    assert inside(text) == ["We sail at dawn,"]


@pytest.mark.parametrize(
    "text",
    [
        "The Moors' boat and the pilots' hut weren't theirs, it's said.",
        "The Moors’ boat and the pilots’ hut weren’t theirs, it’s said.",
        "Rock 'n' roll in the '90s, and the ’80s, wasn’t Ilka’s.",
        "He stands 6'2\" in his socks, and she 5'9\".",
        'The דו"ח was printed twice.',
        "A stray ” closes nothing, and … “” holds nothing.",
    ],
)
def test_never_takes_an_apostrophe_an_inch_or_nothing_for_a_quote(text: str) -> None:
    assert inside(text) == []


def test_keeps_apostrophes_inside_single_marks() -> None:
    text = "‘We don’t need the Moors’ boat,’ she said. ‘It’s old.’"
    assert inside(text) == ["We don’t need the Moors’ boat,", "It’s old."]


def test_leaves_single_marks_inside_double_ones_to_the_outer_quote() -> None:
    text = (
        "“He shouted ‘Land!’ and then ‘Rocks!’” she said. \"He said 'turn', and we did,\" she said."
    )
    assert inside(text) == ["He shouted ‘Land!’ and then ‘Rocks!’", "He said 'turn', and we did,"]


def test_leaves_double_marks_inside_double_ones_to_the_outer_quote() -> None:
    text = "“The sign says “No swimming” in red,” said the warden."
    assert inside(text) == ["The sign says “No swimming” in red,"]


def test_ends_an_unclosed_quote_with_its_paragraph() -> None:
    text = "“We waited.\nThe boat was late, and “nobody came”."
    assert inside(text) == ["We waited.", "nobody came"]


def test_notices_a_quote_reopened_at_each_paragraph() -> None:
    text = "“We waited all night.\n\n“Nobody came.”"
    first, second = (p.stretches[0] for p in quoted_paragraphs(text))
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)


def test_reads_hard_wrapped_lines_as_one_paragraph() -> None:
    line = "The harbour of Lindhaven was quiet on that day and no boats left"
    text = "\n\n".join(
        [
            (
                f"{line}\n{line}\n“We will wait for the wind to turn, and for the fog to lift,\n"
                "then we sail,” said Ilka Moor."
            )
        ]
        * 3
    )
    assert (
        inside(text)
        == ["We will wait for the wind to turn, and for the fog to lift,\nthen we sail,"] * 3
    )


def test_three_apostrophes_are_a_single_mark_inside_double_ones() -> None:
    text = "''They say, 'Nobody sails,''' she said. '''Wait,' he told us,'' said Moor."
    assert inside(text) == ["They say, 'Nobody sails,'", "'Wait,' he told us,"]
