"""POST /quotes/<id>/content/."""

from __future__ import annotations

import json

import pytest

from accounts.models import User
from quotes.models import Quote
from tests.factories import make_article, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    assert_stale_changes_nothing,
    assert_unknown_quote,
    everything,
    parts,
    says,
    text_of,
)

pytestmark = pytest.mark.django_db
TEXT = "👩‍🌾 “The ferry 🚢 will sail,” she said.\n\n“It always has,” he said."


@pytest.fixture
def quote() -> Quote:
    return make_suggestion("The ferry 🚢 will sail,", make_article(text=TEXT))


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/content/"


def test_the_parts_sent_become_the_content(annotator: User, quote: Quote) -> None:
    text, ((start, end),) = text_of(quote)
    second = text.index("It always has")

    answer = as_htmx(
        annotator,
        address(quote),
        version=quote.version,
        was=quote.pk,
        content=parts(text, (start, end - 1), (second, second + 13)),
    )

    quote.refresh_from_db()
    assert quote.content_words == ["The ferry 🚢 will sail", "It always has"]
    assert (quote.status, quote.changed) == ("suggested", True)
    assert f'id="was" name="was" value="{quote.pk}"' in says(answer)
    assert f'data-parts="{start}-{end - 1} {second}-{second + 13}"' in says(answer)


def test_paragraphs_the_quote_left_are_drawn_anew(annotator: User, quote: Quote) -> None:
    second = TEXT.index("It always has")

    answer = as_htmx(
        annotator, address(quote), version=1, content=parts(TEXT, (second, second + 13))
    )

    assert 'hx-target="#p0"' in says(answer)
    assert f'hx-target="#p{second - 1}"' in says(answer)


def test_without_scripts_the_page_of_the_quote_follows(annotator: User, quote: Quote) -> None:
    answer = as_form(annotator, address(quote), version=1, content=parts(TEXT, (9, 20)))

    assert answer["Location"] == f"/articles/{quote.article_id}/?quote={quote.pk}"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "the parts sent are no JSON"),
        ("[", "the parts sent are no JSON"),
        ("{}", "the parts sent are no list"),
        ("[]", "at least one part"),
        ('[{"start": 5}]', "both whole numbers"),
        ('[{"start": 5, "end": 5, "exact": ""}]', "the part 5 to 5 is empty"),
        ('[{"start": 9, "end": 5, "exact": "x"}]', "the part 9 to 5 ends before it begins"),
        ('[{"start": 5, "end": 999, "exact": "x"}]', "the part 5 to 999 lies outside the text"),
        ('[{"start": -2, "end": 3, "exact": "x"}]', "the part -2 to 3 lies outside the text"),
        ('[{"start": 6, "end": 9, "exact": "She"}]', "the text has “he ” from 6 to 9, not “She”"),
        ('[{"start": 5, "end": 9}, {"start": 8, "end": 12}]', "the part 8 to 12 overlaps 5 to 9"),
    ],
)
def test_impossible_parts_are_refused_by_name(
    annotator: User, quote: Quote, content: str, words: str
) -> None:
    before = everything()

    for post in (as_htmx, as_form):
        answer = post(annotator, address(quote), version=quote.version, content=content)
        assert_refused(answer, 422, "Not saved", words)
    assert everything() == before


def test_words_that_are_marked_already_are_refused(annotator: User, quote: Quote) -> None:
    other = make_suggestion("It always has,", quote.text_version.article)
    before = everything()

    answer = as_htmx(annotator, address(quote), version=1, content=parts(TEXT, *other.content))

    assert_refused(answer, 409, "marked already as quote 2")
    assert everything() == before


def test_only_annotators_change_content(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_is_refused_where_somebody_was_faster(annotator: User, quote: Quote) -> None:
    sent = json.dumps([{"start": 5, "end": 9, "exact": TEXT[5:9]}])
    assert_stale_changes_nothing(annotator, address(quote), quote, content=sent)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)
