"""Headline, standfirst and captions stand after the body, which stays as it was sent."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles.drafts import Draft, DraftRefused
from articles.printed import Printed, with_printed

LINES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=20
)


def words(draft: Draft) -> list[tuple[str, str]]:
    return [(each["role"], draft.text[each["start"] : each["end"]]) for each in draft.blocks]


def test_each_is_a_block_of_its_own_after_the_body() -> None:
    printed = Printed(
        headline="Boats 👩‍✈️ stay",
        standfirst="Nobody\nsailed.",
        captions=(" A pier. ", "", "A boat."),
    )
    draft = with_printed(Draft(text="“We stay,” she said.\n"), printed)
    assert words(draft) == [
        ("body", "“We stay,” she said.\n"),
        ("headline", "Boats 👩‍✈️ stay"),
        ("standfirst", "Nobody sailed."),
        ("caption", "A pier."),
        ("caption", "A boat."),
    ]


@settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(body=LINES, headline=LINES, captions=st.lists(LINES, max_size=3))
def test_the_body_keeps_its_offsets(body: str, headline: str, captions: list[str]) -> None:
    plain = Draft(text=body)
    draft = with_printed(plain, Printed(headline=headline, captions=tuple(captions)))
    assert draft.text.startswith(plain.text)
    assert words(draft)[0] == ("body", plain.text)


def test_a_text_without_them_is_stored_exactly_as_sent() -> None:
    draft = Draft(text="Words.\n", title="A title")
    assert with_printed(draft, Printed()) == draft


def test_the_headline_is_the_title_where_none_is_known() -> None:
    printed = Printed(headline="Boats stay")
    assert with_printed(Draft(text="Words."), printed).title == "Boats stay"
    assert with_printed(Draft(text="Words.", title="Known"), printed).title == "Known"


def test_what_is_sent_takes_the_place_of_what_a_page_said() -> None:
    page = with_printed(Draft(text="Words."), Printed(headline="Old", captions=("A pier.",)))
    draft = with_printed(page, Printed(headline="New"))
    assert words(draft) == [("body", "Words."), ("headline", "New"), ("caption", "A pier.")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"headline": "x" * 4001}, "headline"),
        ({"standfirst": "a\0b"}, "standfirst"),
        ({"captions": ("x",) * 201}, "captions"),
        ({"captions": ("\ud800",)}, "captions"),
    ],
)
def test_says_which_one_is_refused(given: dict[str, str], field: str) -> None:
    with pytest.raises(DraftRefused) as refused:
        Printed(**given)  # type: ignore[arg-type]
    assert refused.value.field == field
