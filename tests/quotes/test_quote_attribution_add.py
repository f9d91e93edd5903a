"""POST /quotes/{id}/sources/: a quote is attributed to one source more."""

import pytest

from accounts.models import User
from quotes.models import Quote
from tests.factories import TEXT, make_article, make_speaker, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_unknown_quote,
    parts,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote() -> Quote:
    return make_suggestion("The ferry will sail,", make_article(), mention="Ilse Marrow")


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/sources/"


def test_a_second_source_comes_after_the_first_and_is_named_on_its_own(
    annotator: User, quote: Quote
) -> None:
    as_htmx(annotator, address(quote), version=1)
    reke = make_speaker("Tomas Reke")
    as_htmx(annotator, f"/quotes/{quote.pk}/speaker/", version=2, speaker=reke.pk, position=1)

    first, second = quote.attributions.order_by("position")
    assert (first.mention_words, first.speaker) == (["Ilse Marrow"], None)
    assert (second.position, second.speaker, second.sourcing) == (1, reke, "named")


def test_the_selected_words_name_it(annotator: User, quote: Quote) -> None:
    as_form(annotator, address(quote), version=1, spans=parts(TEXT, (58, 68)))

    assert quote.attributions.get(position=1).mention_words == [TEXT[58:68]]


def test_only_annotators_do_so(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)
