"""Whatever a text is made of, the extractor keeps its promises about spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.extraction import Suggestion, extract, read_at
from quotes.extraction.confidence import IN_MARKS, STATED
from quotes.extraction.extractor import decide
from quotes.extraction.languages import language_of

language_of("The first text of all is slow: it loads what tells languages apart.")

PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        "'",
        "''",
        "``",
        "«",
        "»",
        "„",
        "‟",
        "「",
        "」",
        ",",
        ".",
        "?",
        "…",
        ":",
        ";",
        "—",
        "--",
        "(",
        ")",
        "[",
        "]",
        "\n",
        "\n\n",
        "\r\n",
        "\u2029",
        "\t",
        " ",
        "\xa0",
        "\ue000",
        "\x00",
        "\u200f",
        "é",
        "שלום",
        "مرحبا",
        "🚢",
        "�",
        "İ",
        "ǅ",
        " said ",
        " she ",
        " Ilka Moor ",
        " the official ",
        " told reporters ",
        " according to ",
        " and ",
        " that ",
        " Mr. ",
        " not ",
        " to ",
        " on Friday ",
        " urged ",
        " called ",
        " sagte ",
        " teilte die Stadt mit ",
        " laut ",
        " er sei ",
        ", so ",
        ", dass ",
        "l’élue ",
        ", dit-elle. ",
        " —dijo Moor—. ",
        " a-t-il dit ",
        " selon ",
        " who ",
        "a",
        "We go",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


def check(text: str, suggestion: Suggestion) -> None:
    assert suggestion.content
    last = -1
    for start, end in suggestion.content:
        assert last < start < end <= len(text)
        assert any(map(str.isalnum, text[start:end]))
        last = end
    spans = [
        *suggestion.cue,
        *(span for source in suggestion.attributions for span in source.mention),
    ]
    spans += [
        span
        for source in suggestion.attributions
        for span in (source.descriptor, source.condition)
        if span
    ]
    spans += [suggestion.addressee] if suggestion.addressee else []
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert 0 <= suggestion.confidence <= 1
    assert suggestion.reason


LANGUAGES = st.sampled_from(["", "en", "de", "fr", "he", "x", "../en", "EN_gb"])


@given(TEXTS, LANGUAGES)
def test_spans_lie_in_the_text_in_order_and_hold_words(text: str, language: str) -> None:
    suggestions = extract(text, language=language)
    for suggestion in suggestions:
        check(text, suggestion)
    assert len({suggestion.content for suggestion in suggestions}) == len(suggestions)
    starts = [suggestion.content[0][0] for suggestion in suggestions]
    assert starts == sorted(starts)


@given(TEXTS, LANGUAGES)
def test_every_way_to_read_a_quote_has_its_points(text: str, language: str) -> None:
    for one in decide(text, language=language):
        assert one.quote.how in IN_MARKS.keys() | STATED.keys()
        assert one.judgement.confidence == one.suggestion.confidence


@given(TEXTS, LANGUAGES)
def test_a_nested_quote_lies_inside_its_parent(text: str, language: str) -> None:
    suggestions = extract(text, language=language)
    for place, suggestion in enumerate(suggestions):
        if suggestion.parent is None:
            continue
        assert suggestion.parent != place
        parent = suggestions[suggestion.parent]
        for start, end in suggestion.content:
            assert any(low <= start and end <= high for low, high in parent.content)


@given(st.lists(st.tuples(TEXTS, LANGUAGES), max_size=4))
def test_reads_an_article_the_same_whatever_it_read_before(given_: list[tuple[str, str]]) -> None:
    forth = [extract(text, language=language) for text, language in given_]
    back = [extract(text, language=language) for text, language in reversed(given_)]
    assert forth == back[::-1]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize(
    "text",
    [
        "Moor said",
        "Moor said that",
        "Moor said to",
        "Moor told",
        "Moor, who said",
        "according to",
        "According to Moor",
        "According to Moor,",
        "“We sail,” Moor said, according to",
        "The boat, Moor said,",
        "Moor called for",
        "Moor called",
        "said Moor",
        "Moor said not",
        "Moor said on Friday",
        "Moor said Dec.",
        "sagte sie",
        "dit-il",
        "a-t-il dit",
        "Moor said and",
        "Moor declined to",
    ],
)
def test_a_text_may_end_anywhere(text: str, language: str) -> None:
    for one in [text, f"{text}.", f"{text} “we sail”", f"“{text}"]:
        for suggestion in extract(one, language=language):
            check(one, suggestion)
        for at in range(len(one)):
            found = read_at(one, at, language=language)
            if found:
                check(one, found)


def test_reads_marks_alone_where_it_has_no_words_of_the_language() -> None:
    text = "„Pojedziemy jutro wcześnie rano“, powiedziała Ilka Moor. Lubi „Starą Falę”."
    (quote,) = extract(text, language="pl")
    assert [text[a:b] for a, b in quote.content] == ["Pojedziemy jutro wcześnie rano"]
    assert quote.attributions == ()
    assert quote.confidence <= 0.5
