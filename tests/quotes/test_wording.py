"""Every step can be told in words, also one whose command nobody wrote words for."""

import pytest

from quotes.models import Step
from quotes.queries.wording import DONE, words_of


@pytest.mark.parametrize("command", [*sorted(DONE), "made_up_since"])
@pytest.mark.parametrize("detail", [{}, {"count": 3}, {"name": "H. Solve", "into_name": "Solve"}])
def test_words_are_whole(command: str, detail: dict[str, object]) -> None:
    words = words_of(Step(command=command, detail=detail))
    assert words
    assert "{" not in words
    assert "None" not in words


def test_says_what_of_a_quote_was_changed() -> None:
    detail = {"changed": ["cue", "said_on", "said_on_precision", "unsure"]}
    words = words_of(Step(command="change_quote", detail=detail), "quote 4")
    assert words == "changed the cue, the occasion and the doubt of quote 4"


def test_an_undo_and_its_redo_say_what_of() -> None:
    accepted = Step(command="accept_sure", detail={"count": 8})
    undone = Step(command="undo", undoes=accepted, detail={"count": 8})
    again = Step(command="redo", undoes=undone, detail={"of": "accept_sure", "count": 8})
    assert words_of(undone) == "undid: accepted 8 quotes that were sure, in one step"
    assert words_of(again) == "did again: accepted 8 quotes that were sure, in one step"


def test_what_has_no_words_yet_is_told_by_what_it_is_of() -> None:
    assert words_of(Step(command="new", detail={"count": 3})) == "changed 3 quotes, in one step"
    assert words_of(Step(command="new", detail={"name": "Solve"})) == "changed “Solve”"
    assert words_of(Step(command="new"), "quote 4") == "changed quote 4"
