"""What holds of every text and every change of it."""

import random
from itertools import pairwise

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quotes.anchoring import Alignment, Marked, place_quotes
from quotes.spans import Span

SOME = settings(max_examples=150, phases=(Phase.explicit, Phase.reuse, Phase.generate))
# Few words, so that the same ones stand in many places; marks, line ends and code points beyond
# the Basic Multilingual Plane among them.
WORDS = st.sampled_from(["a", "b", "no", "ferry", "“", "”", "\n\n", "é", "🚢", "港", "said", "."])
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Marked]]:
    text = draw(TEXTS)
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)
    quotes = []
    for key in range(draw(st.integers(1, 4))):
        places = sorted(draw(cuts))
        found: list[Span] = list(pairwise(places))[::2]
        parts = {"content": tuple(found[:2])} | ({"cue": tuple(found[2:])} if found[2:] else {})
        quotes.append(Marked(key, parts))
    return text, quotes


@SOME
@given(marked_texts())
def test_an_unchanged_text_leaves_every_quote_where_it_is(given: tuple[str, list[Marked]]) -> None:
    text, quotes = given
    for quote, place in zip(quotes, place_quotes(text, text, quotes), strict=True):
        assert place.outcome == "exact"
        assert place.parts == quote.parts


@SOME
@given(marked_texts(), TEXTS)
def test_what_is_placed_has_the_same_words_whatever_the_other_text(
    given: tuple[str, list[Marked]], other: str
) -> None:
    text, quotes = given
    for quote, place in zip(quotes, place_quotes(text, other, quotes), strict=True):
        assert (place.outcome in {"exact", "moved", "altered"}) == ("content" in place.parts) or (
            place.outcome == "ambiguous"
        )
        for parts in (place.parts, *place.candidates):
            for spans in parts.values():
                assert all(0 <= start < end <= len(other) for start, end in spans)
                assert all(one[1] < two[0] for one, two in pairwise(spans))
        if place.outcome in {"exact", "moved"}:
            was = {name: [text[slice(*span)] for span in of] for name, of in quote.parts.items()}
            now = {name: [other[slice(*span)] for span in of] for name, of in place.parts.items()}
            assert now == was
        for parts in place.candidates:
            for name, spans in parts.items():
                was_there = {text[slice(*span)] for span in quote.parts[name]}
                assert {other[slice(*span)] for span in spans} <= was_there


@SOME
@given(st.data())
def test_paragraphs_that_come_and_go_elsewhere_move_offsets_only(data: st.DataObject) -> None:
    paragraphs = [
        f"Speaker {number} said “this is statement {number}, of many”." for number in range(12)
    ]
    kept = data.draw(st.sets(st.integers(0, 11), min_size=1), label="kept")
    new = []
    for number, paragraph in enumerate(paragraphs):
        new += data.draw(st.lists(TEXTS, max_size=2), label="inserted")
        new += [paragraph] if number in kept else []
    old_text, new_text = "\n\n".join(paragraphs), "\n\n".join(new)
    quotes = [
        Marked(number, {"content": ((at, at + len(f"this is statement {number},")),)})
        for number in kept
        for at in [old_text.index(f"this is statement {number},")]
    ]
    for place in place_quotes(old_text, new_text, quotes):
        at = new_text.index(f"this is statement {place.key},")
        assert place.outcome == "exact"
        assert place.parts["content"][0][0] == at


@SOME
@given(TEXTS, TEXTS, TEXTS)
def test_a_statement_put_in_twice_is_never_guessed(before: str, between: str, after: str) -> None:
    statement = "the statement nobody else made"
    old = f"{before} {statement}. {after}"
    new = f"{before} {statement}. {between} x {statement}. {after}"
    start = old.index(statement)
    (place,) = place_quotes(old, new, [Marked(1, {"content": ((start, start + len(statement)),)})])
    assert place.outcome == "ambiguous"
    assert len(place.candidates) == 2


@SOME
@given(TEXTS, TEXTS)
def test_an_alignment_is_in_order_and_of_the_same_words(old: str, new: str) -> None:
    runs = Alignment(old, new).runs
    assert all(old[run.old : run.old_end] == new[run.new : run.new_end] for run in runs)
    assert all(one.old_end <= two.old and one.new_end <= two.new for one, two in pairwise(runs))


def test_a_long_article_in_which_every_paragraph_changed_is_aligned_all_through() -> None:
    drawn = random.Random(1)  # noqa: S311 - words, not secrets
    old = [" ".join(f"w{drawn.randrange(2000)}" for _ in range(30)) for _ in range(300)]
    new = "\n\n".join(f"{paragraph} indeed" for paragraph in old)
    starts = [sum(len(each) + 2 for each in old[:number]) for number in range(300)]
    quotes = [Marked(at, {"content": ((at + 10, at + 60),)}) for at in starts]
    assert {place.outcome for place in place_quotes("\n\n".join(old), new, quotes)} == {"exact"}
