"""Languages without a word list: their marks are read, and nothing else is claimed."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.extraction import extract

LINES = (Path(__file__).parent / "passages" / "marks-alone.txt").read_text(encoding="utf-8")
SAID = dict(line.split(" ", 1) for line in LINES.splitlines())
"""By language a text of our own, what was said in it between braces."""
NEAR_SPANISH = "ca"  # told apart from it only by more words than these


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("language", SAID)
def test_reads_what_stands_in_its_marks_and_names_nobody(language: str, *, declared: bool) -> None:
    if language == NEAR_SPANISH and not declared:
        return
    said = SAID[language].partition("{")[2].partition("}")[0]
    text = SAID[language].replace("{", "").replace("}", "")
    (quote,) = extract(text, language=language if declared else "")
    assert text[slice(*quote.content[0])] == said
    assert quote.kind == "direct"
    assert (quote.cue, quote.attributions) == ((), ())
    assert quote.confidence < 0.5
    assert "marks only" in quote.reason or "no words of its language" in quote.reason


def test_a_name_before_a_colon_is_no_speaker_where_no_words_are_known() -> None:
    (quote,) = extract("Илка Морова: «Порт останется открытым до весны».", language="ru")
    assert quote.attributions == ()


def test_statements_without_marks_are_left_to_people() -> None:
    assert extract("Мэр сказала, что порт останется открытым до весны.", language="ru") == []


def test_marks_with_nothing_but_an_aside_in_them_hold_no_quote() -> None:
    assert extract("“: – a", language="he") == []
