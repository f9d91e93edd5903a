"""Two texts of an article side by side."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from quotes.queries.both_texts import lay_side_by_side
from tests.browser import DESKTOP, PHONE, Live, assert_accessible
from tests.corrected import correct, make_corrected
from tests.factories import make_article


@pytest.mark.django_db
def test_shows_the_newest_text_beside_the_one_before(annotating: Client, annotator: User) -> None:
    article = make_corrected().article
    correct(article, annotator)
    shown = annotating.get(f"/articles/{article.pk}/texts/").text
    assert "Texts 1 and 2" in shown
    assert "Ferries ran as usual on Friday." in shown


def test_marks_what_went_on_one_side_and_what_came_on_the_other() -> None:
    (row,) = lay_side_by_side("A bill posted here.", "A bill sent here.")
    kinds = {piece.words.strip(): piece.kind for piece in (*row.old, *row.new)}
    assert (kinds["posted"], kinds["sent"]) == ("del", "ins")
    assert {piece.kind for piece in row.old} == {"", "del"}


@pytest.mark.django_db
def test_an_article_of_one_text_has_no_such_page(annotating: Client) -> None:
    assert annotating.get(f"/articles/{make_article().pk}/texts/").status_code == 404


@pytest.mark.django_db
def test_is_for_those_who_annotate(reading: Client) -> None:
    assert reading.get(f"/articles/{make_article().pk}/texts/").status_code == 403


def test_no_word_is_lost_on_either_side() -> None:
    old, new = "One.\n\nTwo is here.\n\nThree.", "One.\n\nTwo was here.\n\nMore.\n\nThree."
    rows = lay_side_by_side(old, new)
    for text, column in ((old, "old"), (new, "new")):
        sides = ["".join(piece.words for piece in getattr(row, column)) for row in rows]
        assert [side for side in sides if side] == text.split("\n\n")


@pytest.mark.journey
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_accessible(live: Live, annotator: User, width: int, scheme: Any) -> None:
    article = make_corrected().article
    correct(article, annotator)
    path = f"/articles/{article.pk}/texts/"
    assert_accessible(live.open(path, user=annotator, width=width, scheme=scheme))
