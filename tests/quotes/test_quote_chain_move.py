"""POST /quotes/<id>/chain/move/: the mention of a quote goes to another chain."""

from __future__ import annotations

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import Attribution, Quote, Step
from tests.factories import make_article, make_quote, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    assert_unknown_quote,
    opened,
    says,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quotes() -> list[Quote]:
    article = make_article()
    found = [
        make_suggestion("The ferry will sail,", article, mention="Ilse Marrow"),
        make_suggestion("a fine promise", article, mention="Tomas Reke"),
    ]
    for quote, name in zip(found, ("Ilse Marrow", "Tomas Reke"), strict=True):
        Attribution.objects.filter(quote=quote).update(proposed_name=name)
    return found


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/chain/move/"


def test_its_source_is_the_one_of_that_chain_and_its_words_stay(
    annotator: User, quotes: list[Quote]
) -> None:
    first, second = quotes
    page = says(opened(annotator, f"/articles/{first.article_id}/?quote={first.pk}"))
    assert f'name="like" value="{second.pk}" data-key="1"' in page

    answer = as_htmx(annotator, address(first), version=1, like=second.pk)

    row = Attribution.objects.get(quote=first)
    assert (row.proposed_name, row.mention_words) == ("Tomas Reke", ["Ilse Marrow"])
    assert "has another source" in says(answer)
    assert "2 quotes by this source" in says(answer)
    first.refresh_from_db()
    assert (first.status, first.version, first.changed) == ("suggested", 2, True)


def test_a_settled_source_is_taken_with_its_speaker(annotator: User, quotes: list[Quote]) -> None:
    first, second = quotes
    commands.accept_quote(second.pk, version=1, by=annotator)
    as_form(annotator, address(first), version=1, like=second.pk)
    first.refresh_from_db()
    assert first.speaker is not None
    assert first.speaker.name == "Tomas Reke"


def test_what_is_the_same_already_is_no_step(annotator: User, quotes: list[Quote]) -> None:
    first, second = quotes
    commands.move_mention(first.pk, like=second.pk, version=1, by=annotator)
    answer = as_htmx(annotator, address(first), version=2, like=second.pk)
    assert_refused(answer, 409, "its source is this one already")
    assert Step.objects.count() == 1


def test_a_quote_of_another_text_is_no_chain_here(annotator: User, quotes: list[Quote]) -> None:
    answer = as_htmx(annotator, address(quotes[0]), version=1, like=make_quote().pk)
    assert_refused(answer, 422, "there is no other quote")


def test_only_annotators_move_it(reader: User, annotator: User, quotes: list[Quote]) -> None:
    assert_only_annotators_post(address(quotes[0]), reader, annotator)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quotes: list[Quote]) -> None:
    assert_unknown_quote(annotator, address(quotes[0]), quotes[0])
