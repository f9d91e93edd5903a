"""Quotes inside quotes, and terms, in sentences of our own."""

from __future__ import annotations

import pytest

from quotes.extraction import Suggestion, extract


def inside(text: str) -> list[tuple[str, Suggestion]]:
    """Return the quotes that have a parent, with the words of that."""
    found = extract(text)
    pairs = ((one.parent, one) for one in found)
    return [
        (text[slice(*found[parent].content[0])], one) for parent, one in pairs if parent is not None
    ]


def test_reads_words_in_marks_inside_marks_with_their_speaker() -> None:
    text = "“He said, ‘We never sail in fog,’ and then he sailed,” Moor said."
    ((parent, quote),) = inside(text)
    assert parent == "He said, ‘We never sail in fog,’ and then he sailed,"
    assert text[slice(*quote.content[0])] == "We never sail in fog,"
    (source,) = quote.attributions
    assert (text[slice(*source.mention[0])], source.speaker) == ("He", None)


def test_reads_what_somebody_else_is_said_to_have_stated() -> None:
    text = "“Fog is rare. Mayor [Ilka] Moor has repeatedly stated that she fears no fog,” he said."
    ((_, quote),) = inside(text)
    assert (quote.kind, quote.earlier) == ("indirect", True)
    assert text[slice(*quote.content[0])] == "that she fears no fog"
    assert quote.attributions[0].speaker == "Ilka Moor"


@pytest.mark.parametrize("whoever", ["They", "People", "A lot of pilots", "The pilots"])
def test_what_nobody_in_particular_says_is_no_other_quote(whoever: str) -> None:
    assert inside(f"“{whoever} said, ‘We never sail in fog,’ and then sailed,” Moor said.") == []


def test_what_the_speaker_says_of_himself_is_not_another_quote() -> None:
    assert inside("“I said that I fear no fog,” Moor said.") == []


@pytest.mark.parametrize(
    "text",
    [
        "“The next step is to say: ‘Look, we warned you all about the fog,’” said the pilot.",
        "“So one way is to show: ‘We asked for help and nobody came.’” said the pilot.",
    ],
)
def test_words_put_into_a_mouth_are_imagined(text: str) -> None:
    ((_, quote),) = inside(text)
    assert (quote.kind, quote.act, quote.attributions) == ("direct", "imagined", ())


def test_a_documents_words_inside_a_clause_are_its_own() -> None:
    text = (
        "The board’s proposal that “night fishing shall be forbidden in all waters” is sensible, "
        "according to Moor."
    )
    ((_, quote),) = inside(text)
    assert text[slice(*quote.content[0])] == "night fishing shall be forbidden in all waters"
    (source,) = quote.attributions
    assert (source.sourcing, text[slice(*source.mention[0])]) == (
        "document",
        "The board’s proposal",
    )


def test_whoever_speaks_inside_a_quote_is_not_whom_the_narration_takes_up() -> None:
    text = (
        "“We sail,” said Mr. Jon Brandt. “Mr. Karl Vell told me, ‘You sail alone, all of you.’”\n\n"
        "“At dawn,” he added."
    )
    last = extract(text)[-1]
    assert last.attributions[0].speaker == "Jon Brandt"


def test_a_term_stands_among_the_quotes_and_is_nobodys() -> None:
    text = "The “harbour tax” was due. “We pay it,” said Ilka Moor."
    assert [(one.kind, one.parent) for one in extract(text)] == [("term", None), ("direct", None)]
