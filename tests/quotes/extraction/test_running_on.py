"""Which paragraphs and sentences in marks are one quote, in sentences of our own."""

from __future__ import annotations

from tests.quotes.extraction.read import Words, statements


def test_a_paragraph_of_marks_goes_on_with_whom_the_one_before_told_of() -> None:
    text = "The pilot Ilka Moor said that fog is rare here.\n\n“We fear the ice far more.”"
    assert statements(text) == [
        Words(
            ["that fog is rare here", "We fear the ice far more."], "said", ["The pilot Ilka Moor"]
        )
    ]


def test_marks_left_open_belong_to_who_is_named_where_they_close() -> None:
    text = (
        "“We fear the fog,” said Ilka Moor.\n\n“The boats come in at dawn, all seven of them.\n\n"
        "“Nobody looks at the sea,” said Jon Brandt. “It is a shame.”"
    )
    first, second = statements(text)
    assert first == Words(["We fear the fog,"], "said", ["Ilka Moor"])
    assert second == Words(
        [
            "The boats come in at dawn, all seven of them.",
            "Nobody looks at the sea,",
            "It is a shame.",
        ],
        "said",
        ["Jon Brandt"],
    )


def test_a_second_half_left_open_belongs_to_who_is_named_where_it_closes() -> None:
    text = (
        "“We fear the fog,” said Mr. Karl Moor. “The boats come in at dawn.\n\n"
        "“Nobody looks at the sea,” said Mr. Jon Brandt."
    )
    first, second = statements(text)
    assert first.content == ["We fear the fog,"]
    assert second.content == ["The boats come in at dawn.", "Nobody looks at the sea,"]


def test_marks_left_open_that_name_nobody_stay_with_who_spoke() -> None:
    text = "“We fear the fog,” said Ilka Moor.\n\n“The boats come in.\n\n“Nobody looks.”"
    (quote,) = statements(text)
    assert quote.content == ["We fear the fog,", "The boats come in.", "Nobody looks."]


def test_to_put_something_up_is_to_say_nothing() -> None:
    text = "“Should I have stayed?” Ilka Moor asked. “Or gone?” Moor put her boat up for sale."
    assert statements(text) == [
        Words(["Should I have stayed?", "Or gone?"], "asked", ["Ilka Moor"])
    ]


def test_what_is_told_beside_a_quote_does_not_take_its_second_half() -> None:
    text = (
        "“Prices are up,” said Ilka Moor, who noted that the port had “shrunk” since May. "
        "“It will get better.”"
    )
    first, second = statements(text)
    assert first.content == ["Prices are up,", "It will get better."]
    assert second.content == ["that the port had “shrunk” since May"]


def test_when_it_was_said_is_no_part_of_words_that_follow_their_verb() -> None:
    text = "The pilots chanted “no boats, no bread” after the talks failed on Friday."
    assert [one.content for one in statements(text)] == [["no boats, no bread"]]


def test_a_show_is_where_it_was_said() -> None:
    text = "Jon Vell told the channel’s “Morning Tide” on Friday that “exactly who” is unclear."
    assert [one.content for one in statements(text)] == [["that “exactly who” is unclear"]]
    text = "Speaking on the channel’s “Morning Tide,” Jon Vell admitted that fog is rare."
    assert [one.content for one in statements(text)] == [["that fog is rare"]]


def test_a_main_clause_before_its_cue_stays_with_the_words_after_the_colon() -> None:
    text = "Boats are part of the town, Ilka Moor said: “You pay for the harbour.”"
    (quote,) = statements(text)
    assert quote.content == ["Boats are part of the town", "You pay for the harbour."]
