"""POST /quotes/{id}/facts/: what is said of a quote beside its words, one thing at a time."""

from typing import Any

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import Quote, Step
from tests.factories import make_article, make_quote, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    assert_unknown_quote,
    everything,
    opened,
    says,
)

pytestmark = pytest.mark.django_db

PRINTED = "2031-10-30T08:00Z"  # a Thursday
DAYS = (
    "“The ferry will sail,” Ilse Marrow said on Tuesday. “It always has.” Nobody wrote on Monday."
)


@pytest.fixture
def quote() -> Quote:
    return make_suggestion(
        "The ferry will sail,", make_article(text=DAYS, published_at=PRINTED), cue="said"
    )


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/facts/"


def stored(quote: Quote) -> Quote:
    return Quote.objects.get(pk=quote.pk)


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "mixed"},
        {"act": "denied"},
        {"unsure": "1"},
        {"stances_done": "1"},
        {"earlier": "1"},
        {"place": "Corran"},
        {"channel": "briefing"},
        {"said_in": "Velmoran"},
        {"addressee": "reporters"},
    ],
)
def test_one_thing_is_one_step_and_leaves_the_rest(
    annotator: User, quote: Quote, sent: dict[str, str]
) -> None:
    before: dict[str, Any] = {**Quote.objects.values().get(pk=quote.pk)}

    answer = as_htmx(annotator, address(quote), version=quote.version, **sent)

    assert answer.status_code == 200
    ((name, value),) = sent.items()
    after: dict[str, Any] = {**Quote.objects.values().get(pk=quote.pk)}
    assert after[name] == (value == "1" or value)
    same = before.keys() - {name, "version", "updated_at", "changed"}
    assert {key: after[key] for key in same} == {key: before[key] for key in same}
    assert Step.objects.count() == 1


def test_what_is_so_already_is_no_step(annotator: User, quote: Quote) -> None:
    before = everything()

    as_htmx(annotator, address(quote), version=quote.version, act="said")

    assert everything() == before


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("2031-10-28", "2031-10-28", "day"),
        ("28 Oct 2031", "2031-10-28", "day"),
        ("Oct 2031", "2031-10-01", "month"),
        ("2029", "2029-01-01", "year"),
        ("Tuesday", "2031-10-28", "day"),
        ("thu", "2031-10-30", "day"),
    ],
)
def test_a_day_is_typed_as_one_writes_it(
    annotator: User, quote: Quote, *, typed: str, day: str, precision: str
) -> None:
    as_form(annotator, address(quote), version=quote.version, said_on=typed)

    now = stored(quote)
    assert (str(now.said_on), now.said_on_precision) == (day, precision)


def test_what_is_no_day_is_refused_with_how_to_write_one(annotator: User, quote: Quote) -> None:
    before = everything()

    answer = as_htmx(annotator, address(quote), version=quote.version, said_on="29 Febuary")

    assert_refused(answer, 422, "“29 Febuary” is no date: write 2031-02-28 or 28 Feb 2031")
    assert everything() == before


def test_the_day_named_beside_the_words_is_offered_first(annotator: User, quote: Quote) -> None:
    page = says(opened(annotator, f"/articles/{quote.article_id}/?quote={quote.pk}"))

    first, second = page.index('value="2031-10-28" data-key="1"'), page.index('value="2031-10-27"')
    assert first < second


def test_without_a_day_of_print_none_is_offered(annotator: User) -> None:
    quote = make_quote("The ferry will sail,", article=make_article(text=DAYS))

    page = says(opened(annotator, f"/articles/{quote.article_id}/?quote={quote.pk}"))

    assert 'name="said_on" value="20' not in page


def test_a_day_is_taken_away_again(annotator: User, quote: Quote) -> None:
    as_htmx(annotator, address(quote), version=quote.version, said_on="2031")
    as_htmx(annotator, address(quote), version=stored(quote).version, said_on="")

    now = stored(quote)
    assert (now.said_on, now.said_on_precision) == (None, None)


def test_the_quote_around_it_is_chosen_and_left(annotator: User) -> None:
    article = make_article()
    outer = make_quote("“The ferry will sail,” Ilse Marrow said.", article=article)
    inner = make_quote("The ferry will sail,", article=article)

    page = says(opened(annotator, f"/articles/{article.pk}/?quote={inner.pk}"))
    as_htmx(annotator, address(inner), version=1, parent=outer.pk)

    assert f'name="parent" value="{outer.pk}" data-key="1"' in page
    assert stored(inner).parent == outer
    as_htmx(annotator, address(inner), version=stored(inner).version, parent="")
    assert stored(inner).parent is None


def test_a_quote_stands_neither_in_itself_nor_in_another_text(
    annotator: User, quote: Quote
) -> None:
    elsewhere = make_quote()
    before = everything()

    itself = as_htmx(annotator, address(quote), version=quote.version, parent=quote.pk)
    foreign = as_htmx(annotator, address(quote), version=quote.version, parent=elsewhere.pk)

    assert_refused(itself, 422, "a quote cannot stand inside itself")
    assert_refused(foreign, 422, f"there is no quote {elsewhere.pk} in this text version")
    assert everything() == before


def test_words_typed_as_addressee_are_not_those_marked_before(
    annotator: User, quote: Quote
) -> None:
    span = ((DAYS.index("Ilse"), DAYS.index("Ilse") + 11),)
    changes: Any = {"addressee": "Ilse Marrow", "addressee_span": span}
    commands.change_quote(quote.pk, version=quote.version, by=annotator, changes=changes)

    as_htmx(annotator, address(quote), version=stored(quote).version, addressee="reporters")

    now = stored(quote)
    assert (now.addressee, now.addressee_span, now.addressee_words) == ("reporters", None, None)


def test_a_term_leaves_the_queue_and_the_others_are_counted_anew(annotator: User) -> None:
    article = make_article()
    first = make_quote("The ferry will sail,", article=article)
    make_quote("a fine promise", article=article)

    answer = says(as_htmx(annotator, address(first), version=1, kind="term"))

    assert 'hx-target="#queue"' in answer
    assert f'id="row-{first.pk}"' not in answer


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"kind": "shouted"}, "“shouted” is no kind"),
        ({"act": "sung"}, "“sung” is no act"),
        ({"channel": "pigeon"}, "“pigeon” is no channel"),
        ({"place": "C" * 301}, "at most 300 characters"),
        ({"said_on": "2031-02-30"}, "is no date"),
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


def test_another_s_change_of_something_else_stands_beside_it(annotator: User, quote: Quote) -> None:
    commands.change_quote(quote.pk, version=quote.version, by=None, changes={"act": "denied"})

    answer = as_htmx(annotator, address(quote), version=quote.version, kind="mixed")

    assert answer.status_code == 200
    assert (stored(quote).act, stored(quote).kind) == ("denied", "mixed")


def test_another_s_change_of_the_same_is_not_written_over(annotator: User, quote: Quote) -> None:
    commands.change_quote(quote.pk, version=quote.version, by=None, changes={"act": "denied"})
    before = everything()

    answer = as_htmx(annotator, address(quote), version=quote.version, act="imagined")

    assert_refused(answer, 409, "Not saved")
    assert everything() == before


def test_only_annotators_say_such_things(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)
