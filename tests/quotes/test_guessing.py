"""Of what kind marked words are."""

import pytest

from quotes.guessing import guess_kind
from quotes.splitting import holds, inside_marks, joined, union
from tests.factories import find_parts


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("“We will sail,” she said.", ["We will sail,"], "direct"),
        ("“We sail,” she said. “Now.”", ["We sail,", "Now."], "direct"),
        ("Reke called it “a fine promise”.", ["a fine promise"], "direct"),
        ("The “bread boat” sails on.", ["bread boat"], "term"),
        ("Its release as a “draft treaty” came late.", ["draft treaty"], "term"),
        ("She bought „Das Brotboot“ in a year.", ["Das Brotboot"], "term"),
        ("“Never.” It rained.", ["Never."], "direct"),
        ("The sign “We are closed” hung there.", ["We are closed"], "direct"),
        ("“Bread boat”", ["Bread boat"], "direct"),
        ("They said that the act was “a bill posted” to all.", ["that the act was “a bill posted”"],
         "mixed"),
        ("to regard it “with care” and so on", ["with care” and so on"], "mixed"),
        ("She said it’s the union’s own.", ["it’s the union’s own"], "indirect"),
        ("She said that it rained.", ["that it rained"], "indirect"),
    ],
)  # fmt: skip
def test_the_kind_follows_from_the_marks(text: str, words: list[str], kind: str) -> None:
    assert guess_kind(text, find_parts(text, words)) == kind


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("“We go,” he said, “now.”", "We go,” he said, “now.", ["We go,", "now."]),
        ("“We go,” he said, “now.”", "“We go,” he said, “now.”", ["We go,", "now."]),
        ("She called it “bad” and “late”.", "it “bad” and “late", ["bad", "late"]),
        ("She said that it rains.", "that it rains", ["that it rains"]),
        ("It’s the union’s “own” boat", "It’s the union’s “own” boat", ["own"]),
    ],
)
def test_a_quote_is_split_at_the_marks_inside_it(text: str, whole: str, parts: list[str]) -> None:
    assert inside_marks(text, find_parts(text, [whole])) == find_parts(text, parts)


def test_parts_are_joined_where_they_touch() -> None:
    assert union(((0, 3), (8, 9)), ((3, 5), (7, 8))) == ((0, 5), (7, 9))


def test_a_quote_is_held_by_one_that_has_all_its_parts_and_more() -> None:
    assert holds(((0, 9), (12, 20)), ((2, 4), (12, 20)))
    assert not holds(((0, 9),), ((0, 9),))
    assert not holds(((0, 9), (12, 20)), ((5, 14),))


def test_parts_are_joined_within_what_was_printed_together() -> None:
    body, headline = (0, 100), (102, 130)
    assert joined(((5, 10), (20, 30)), [body, headline]) == ((5, 30),)
    assert joined(((5, 10), (20, 30), (104, 110), (120, 125)), [body, headline]) == (
        (5, 30),
        (104, 125),
    )
    assert joined(((5, 10), (20, 30)), []) == ((5, 30),)
