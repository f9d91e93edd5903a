"""POST /quotes/{id}/relays/: through whom a quote came, in order."""

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import Quote, Step
from tests.factories import make_article, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    assert_unknown_quote,
    everything,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote() -> Quote:
    return make_suggestion("The ferry will sail,", make_article())


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/relays/"


def relays(quote: Quote) -> list[str]:
    return [*quote.relays.order_by("position").values_list("name", flat=True)]


def send(user: User, quote: Quote, **sent: object) -> None:
    version = Quote.objects.get(pk=quote.pk).version
    assert as_form(user, address(quote), version=version, **sent).status_code == 302


def test_relays_are_named_in_order_and_change_places(annotator: User, quote: Quote) -> None:
    for name in ("state media", "the wire", "  the   island radio "):
        send(annotator, quote, relay=name)
    assert relays(quote) == ["state media", "the wire", "the island radio"]

    send(annotator, quote, up="2")
    assert relays(quote) == ["state media", "the island radio", "the wire"]
    send(annotator, quote, up="1")
    assert relays(quote) == ["the island radio", "state media", "the wire"]
    send(annotator, quote, away="0")
    assert relays(quote) == ["state media", "the wire"]
    assert Step.objects.count() == 6


def test_where_a_relay_stands_goes_with_it(annotator: User, quote: Quote) -> None:
    marked = commands.RelayInput(name="Ilse Marrow", span=((23, 34),))
    changes: commands.QuoteChanges = {"relays": [commands.RelayInput(name="radio"), marked]}
    commands.change_quote(quote.pk, version=1, by=annotator, changes=changes)

    send(annotator, quote, up="1")

    first, second = quote.relays.order_by("position")
    assert (first.name, first.span, second.span) == ("Ilse Marrow", ((23, 34),), None)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"relay": " "}, "a relay needs a name"),
        ({"relay": "r" * 301}, "at most 300 characters"),
        ({"away": "3"}, "this is not there any more"),
        ({"up": "3"}, "this is not there any more"),
    ],
)
def test_what_cannot_be_is_refused(
    annotator: User, quote: Quote, sent: dict[str, str], words: str
) -> None:
    before = everything()

    for post in (as_htmx, as_form):
        answer = post(annotator, address(quote), version=quote.version, **sent)
        assert_refused(answer, 422, "Not saved", words)
    assert everything() == before


def test_only_annotators_name_them(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)
