"""POST /quotes/{id}/sources/{n}/: how the article identifies a source, and for whom it speaks."""

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import Attribution, Quote, Speaker, Step
from tests.factories import TEXT, find_parts, make_article, make_speaker, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    assert_unknown_quote,
    everything,
    says,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote() -> Quote:
    quote = make_suggestion("The ferry will sail,", make_article(), mention="Ilse Marrow")
    words = ["Tomas Reke"]
    Attribution.objects.create(
        quote=quote, position=1, mention=find_parts(TEXT, words), mention_words=words
    )
    return quote


def address(quote: Quote, position: int = 0) -> str:
    return f"/quotes/{quote.pk}/sources/{position}/"


def source(quote: Quote, position: int = 0) -> Attribution:
    return quote.attributions.get(position=position)


def test_sourcing_of_one_source_leaves_the_others(annotator: User, quote: Quote) -> None:
    as_htmx(annotator, address(quote, 1), version=1, sourcing="unnamed")

    assert (source(quote).sourcing, source(quote, 1).sourcing) == ("named", "unnamed")
    assert source(quote, 1).mention_words == ["Tomas Reke"]
    assert Step.objects.count() == 1


def test_an_organisation_is_typed_or_chosen_and_taken_away(annotator: User, quote: Quote) -> None:
    union = make_speaker("Fishers’ Union", kind="organisation")

    as_htmx(annotator, address(quote), version=1, organisation=union.pk, q="whatever")
    assert source(quote).organisation == union
    as_htmx(annotator, address(quote, 1), version=2, organisation="", q="Civic Bloc")
    assert source(quote, 1).organisation == Speaker.objects.get(name="Civic Bloc")
    assert Speaker.objects.get(name="Civic Bloc").kind == "organisation"
    as_form(annotator, address(quote), version=3, clear="organisation")
    assert source(quote).organisation is None


def test_a_source_goes_and_those_after_it_move_up(annotator: User, quote: Quote) -> None:
    marrow, reke = make_speaker("Ilse Marrow"), make_speaker("Tomas Reke")
    quote.attributions.filter(position=0).update(speaker=marrow)
    second = source(quote, 1)
    quote.attributions.filter(position=1).update(speaker=reke)

    answer = as_htmx(annotator, address(quote), version=1, away="1")

    assert answer.status_code == 200
    row = quote.attributions.get()
    assert (row.pk, row.position, row.speaker) == (second.pk, 0, reke)
    assert Quote.objects.get(pk=quote.pk).speaker == reke
    commands.undo_last_step(quote.article_id, by=annotator)
    assert [row.speaker for row in quote.attributions.order_by("position")] == [marrow, reke]
    assert Quote.objects.get(pk=quote.pk).speaker == marrow


def test_a_source_that_becomes_unnamed_is_known_in_this_article_only(
    annotator: User, quote: Quote
) -> None:
    everywhere = make_speaker("Harbour official")
    quote.attributions.filter(position=0).update(speaker=everywhere)

    as_htmx(annotator, address(quote), version=1, sourcing="unnamed")

    here = source(quote).speaker
    assert here
    assert (here.name, here.article_id) == ("Harbour official", quote.article_id)
    as_htmx(annotator, address(quote), version=2, sourcing="named")
    assert source(quote).speaker == everywhere


def test_where_the_article_names_nobody_nobody_stays(annotator: User, quote: Quote) -> None:
    quote.attributions.filter(position=0).update(speaker=make_speaker("Ilse Marrow"))

    as_htmx(annotator, address(quote), version=1, sourcing="none")

    row = source(quote)
    assert (row.sourcing, row.speaker, row.mention) == ("none", None, None)


def test_each_source_has_its_own_fields_and_one_takes_the_letters(
    annotator: User, quote: Quote
) -> None:
    quote.attributions.filter(position=0).update(speaker=make_speaker("Ilse Marrow"))

    page = says(as_htmx(annotator, address(quote, 1), version=1, sourcing="unnamed"))

    assert 'id="speaker"' in page
    assert 'id="speaker-1"' in page
    assert page.count('data-key="s"') == page.count('data-key="w"') == 1
    field = page.index('id="speaker-1"')
    assert 'data-key="s"' in page[field : field + 600]  # the one nobody is known of yet


@pytest.mark.parametrize(
    ("position", "sent", "words"),
    [
        (0, {"sourcing": "overheard"}, "“overheard” is no sourcing"),
        (7, {"sourcing": "named"}, "has no source 8"),
        (7, {"away": "1"}, "has no source 8"),
        (0, {"organisation": "987654", "q": ""}, "there is no speaker 987654"),
    ],
)
def test_what_cannot_be_is_refused(
    annotator: User, quote: Quote, *, position: int, sent: dict[str, str], words: str
) -> None:
    before = everything()

    for post in (as_htmx, as_form):
        answer = post(annotator, address(quote, position), version=1, **sent)
        assert_refused(answer, 422, "Not saved", words)
    assert everything() == before


def test_an_unnamed_source_of_another_article_is_no_organisation_here(
    annotator: User, quote: Quote
) -> None:
    foreign = make_speaker("Another source", article=make_article())

    answer = as_htmx(annotator, address(quote), version=1, organisation=foreign.pk, q="")

    assert_refused(answer, 422, "this unnamed source belongs to another article")


def test_only_annotators_do_so(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)
