"""POST /quotes/{id}/words/: selected words become cue, mention, relay, addressee and more."""

import json

import pytest

from accounts.models import User
from quotes.models import Quote, Step
from tests.factories import TEXT, make_article, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    assert_unknown_quote,
    everything,
    parts,
    says,
)

pytestmark = pytest.mark.django_db

MARROW, SAID, REKE = (23, 34), (35, 39), (58, 68)


@pytest.fixture
def quote() -> Quote:
    return make_suggestion(("The ferry will sail,", "It always has."), make_article())


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/words/"


def take(user: User, quote: Quote, what: str, *spans: tuple[int, int], **more: object) -> str:
    version = Quote.objects.get(pk=quote.pk).version
    sent = {"version": version, "take": what, "spans": parts(TEXT, *spans), **more}
    answer = as_htmx(user, address(quote), **sent)
    assert answer.status_code == 200, says(answer)[:500]
    return says(answer)


def test_words_become_the_cue_and_others_join_them(annotator: User, quote: Quote) -> None:
    take(annotator, quote, "cue", SAID)
    take(annotator, quote, "cue-add", (75, 77))

    now = Quote.objects.get(pk=quote.pk)
    assert (now.cue, now.cue_words) == ((SAID, (75, 77)), ["said", TEXT[75:77]])
    assert Step.objects.count() == 2


def test_words_that_touch_those_there_are_one_part(annotator: User, quote: Quote) -> None:
    take(annotator, quote, "mention", MARROW)
    take(annotator, quote, "mention-add", (34, 39))

    assert quote.attributions.get().mention_words == ["Ilse Marrow said"]


def test_words_that_name_a_source_tell_how_it_is_identified(annotator: User, quote: Quote) -> None:
    take(annotator, quote, "mention", MARROW)

    row = quote.attributions.get()
    assert (row.mention, row.sourcing, row.speaker) == ((MARROW,), "named", None)


def test_an_official_without_a_name_is_an_unnamed_source(annotator: User) -> None:
    text = "“It sails,” a harbour official said."
    quote = make_suggestion("It sails,", make_article(text=text))
    span = (text.index("a harbour"), text.index(" said"))

    as_htmx(annotator, address(quote), version=1, take="mention", spans=parts(text, span))

    assert quote.attributions.get().sourcing == "unnamed"


def test_descriptor_and_condition_are_words_of_one_source(annotator: User, quote: Quote) -> None:
    take(annotator, quote, "mention", MARROW)
    take(annotator, quote, "descriptor", (28, 34))
    take(annotator, quote, "condition", (58, 68))

    row = quote.attributions.get()
    assert (row.descriptor_words, row.condition_words) == (["Marrow"], [TEXT[58:68]])
    assert row.mention_words == ["Ilse Marrow"]


def test_words_become_relay_and_addressee(annotator: User, quote: Quote) -> None:
    take(annotator, quote, "relay", REKE)
    take(annotator, quote, "addressee", MARROW)

    relay, now = quote.relays.get(), Quote.objects.get(pk=quote.pk)
    assert (relay.name, relay.span) == (TEXT[slice(*REKE)], (REKE,))
    assert (now.addressee, now.addressee_span) == ("Ilse Marrow", (MARROW,))


@pytest.mark.parametrize("what", ["cue", "mention", "descriptor", "condition", "addressee"])
def test_words_are_taken_away_again(annotator: User, quote: Quote, what: str) -> None:
    take(annotator, quote, what, MARROW)
    version = Quote.objects.get(pk=quote.pk).version

    answer = as_form(annotator, address(quote), version=version, clear=what)

    assert answer.status_code == 302
    now, row = Quote.objects.get(pk=quote.pk), quote.attributions.first()
    kept = (now.cue, now.addressee_span, row and (row.mention, row.descriptor, row.condition))
    assert kept in {(None, None, None), (None, None, (None, None, None))}


def test_the_paragraph_where_the_words_stood_is_drawn_again(annotator: User) -> None:
    text = "“It sails,” she said.\n\nIlse Marrow left.\n\nHer name is Ilse."
    quote = make_suggestion("It sails,", make_article(text=text))
    first = parts(text, (23, 34))
    as_htmx(annotator, address(quote), version=1, take="mention", spans=first)
    second = parts(text, (text.rindex("Ilse"), len(text) - 1))

    answer = says(as_htmx(annotator, address(quote), version=2, take="mention", spans=second))

    for start in (0, 23, text.rindex("Her name")):
        assert f'hx-target="#p{start}"' in answer


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"take": "cue", "spans": "no json"}, "the parts sent are no JSON"),
        ({"take": "cue", "spans": "{}"}, "the parts sent are no list"),
        ({"take": "cue", "spans": json.dumps([{"start": 1, "end": 900, "exact": ""}])}, "outside"),
        (
            {"take": "cue", "spans": json.dumps([{"start": 1, "end": 4, "exact": "the"}])},
            "the text has “The” from 1 to 4, not “the”",
        ),
        ({"take": "hat", "spans": "[]"}, "the form does not say what the words are"),
        (
            {"take": "mention", "spans": parts(TEXT, MARROW), "position": 4},
            "has no source 5",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    annotator: User, quote: Quote, sent: dict[str, object], words: str
) -> None:
    before = everything()

    for post in (as_htmx, as_form):
        answer = post(annotator, address(quote), version=quote.version, **sent)
        assert_refused(answer, 422, "Not saved", words)
    assert everything() == before


def test_only_annotators_mark_words(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)
