"""A person takes a quote out of its family, or puts it into one; each can be undone."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article, ArticleFamily
from quotes import commands
from quotes.models import Quote, Speaker, StatementPlace
from tests.factories import make_article, make_quote, make_speaker
from tests.pages import by_class, open_page, text_of

pytestmark = pytest.mark.django_db


def send(client: Client, quote: Quote, **form: object) -> str:
    answer = client.post(f"/quotes/{quote.pk}/family/", form, follow=True)
    assert answer.redirect_chain == [(f"/quotes/{quote.pk}/", 302)]
    return text_of(open_page(client, f"/quotes/{quote.pk}/")) + answer.content.decode()


def family(quote: Quote) -> int | None:
    return Quote.objects.values_list("family", flat=True).get(pk=quote.pk)


@pytest.fixture
def pair() -> tuple[Quote, Quote]:
    speaker = make_speaker("Ilse Marrow")
    return make_quote(speaker=speaker), make_quote(speaker=speaker)


def test_taken_out_it_stands_alone_until_that_is_undone(
    client: Client, annotator: User, pair: tuple[Quote, Quote]
) -> None:
    client.force_login(annotator)
    one, other = pair
    assert family(one) == family(other) is not None

    assert "This quote stands alone now." in send(client, one, do="out")
    assert family(one) is family(other) is None
    assert "The annotator took it out of its family" in text_of(
        open_page(client, f"/quotes/{one.pk}/")
    )

    commands.undo_last_step(one.article_id, by=annotator)
    assert family(one) == family(other) is not None
    commands.redo_last_step(one.article_id, by=annotator)
    assert family(one) is None

    assert "told by its words again" in send(client, one, do="machine")
    assert family(one) == family(other) is not None
    assert not StatementPlace.objects.exists()


@pytest.mark.parametrize("typed", ["{pk}", "#{pk}", "http://testserver/quotes/{pk}/?text=1#cite"])
def test_put_beside_another_by_its_number_or_link_it_is_a_printing_of_it(
    client: Client, annotator: User, typed: str
) -> None:
    client.force_login(annotator)
    speaker = make_speaker()
    one, other = make_quote(speaker=speaker), make_quote("a fine promise", speaker=speaker)
    assert family(one) is None

    send(client, one, do="beside", beside=typed.format(pk=other.pk))

    assert family(one) == family(other) is not None
    commands.undo_last_step(one.article_id, by=annotator)
    assert family(one) is family(other) is None


@pytest.mark.parametrize("typed", ["", "that one", "99999999", "/speakers/1/"])
def test_what_is_no_quote_is_refused(
    client: Client, annotator: User, pair: tuple[Quote, Quote], typed: str
) -> None:
    client.force_login(annotator)
    said = send(client, pair[0], do="beside", beside=typed)
    assert "number of a quote" in said or "There is no quote" in said
    assert not StatementPlace.objects.exists()


def test_statements_of_two_speakers_are_never_one(client: Client, annotator: User) -> None:
    client.force_login(annotator)
    one, other = make_quote(speaker=make_speaker()), make_quote(speaker=make_speaker())
    assert "said by two speakers" in send(client, one, do="beside", beside=other.pk)
    assert "beside itself" in send(client, one, do="beside", beside=one.pk)
    suggested = make_quote(speaker=one.speaker, status="suggested")
    assert "not accepted" in send(client, one, do="beside", beside=suggested.pk)
    assert not StatementPlace.objects.exists()


def test_unnamed_sources_of_two_articles_only_a_reviewer_puts_together(
    client: Client, annotator: User, reviewer: User
) -> None:
    quotes = [make_quote(), make_quote("a fine promise")]
    for quote in quotes:
        speaker = Speaker.objects.create(name="a baker", article_id=quote.article_id)
        quote.attributions.update(speaker=speaker, sourcing="unnamed")
    one, other = quotes
    client.force_login(annotator)
    assert "a reviewer decides" in send(client, one, do="beside", beside=other.pk)

    Article.objects.update(family=ArticleFamily.objects.create())
    send(client, one, do="beside", beside=other.pk)
    assert family(one) == family(other) is not None
    commands.undo_last_step(one.article_id, by=annotator)

    Article.objects.update(family=None)
    client.force_login(reviewer)
    send(client, one, do="beside", beside=other.pk)
    assert family(one) == family(other) is not None


def test_readers_neither_see_the_form_nor_may_send_it(
    client: Client, reader: User, pair: tuple[Quote, Quote]
) -> None:
    client.force_login(reader)
    page = open_page(client, f"/quotes/{pair[0].pk}/")
    assert "Take this quote out" not in text_of(page)
    assert client.post(f"/quotes/{pair[0].pk}/family/", {"do": "out"}).status_code == 403
    assert by_class(page, "told")


def test_the_page_tells_who_ran_it_first_and_what_others_made_of_it(visitor: Client) -> None:
    speaker = make_speaker("Tomas Reke")
    full = "Reke {cue} it was “{words}”."

    def printed(outlet: str, day: int, words: str, cue: str) -> Quote:
        text = full.format(words=words, cue=cue)
        home = make_article(
            text=text, outlet=outlet, published_at=f"2031-10-{day}T06:00Z", language="en"
        )
        return make_quote(words, article=home, speaker=speaker, cue=cue)

    words = "a bill posted to people who never ordered the meal"
    later = printed("Strait Times", 29, "a bill posted to people", "claimed")
    first = printed("The Courier", 28, words, "said")
    printed("Weekly", 30, "the bill was posted to people who never ordered a meal", "said")

    page = open_page(visitor, f"/quotes/{later.pk}/")
    (told,) = by_class(page, "told")
    assert [text_of(line) for line in told] == [
        "The Courier ran it first, on 28 October 2031, 06:00.",
        "Strait Times: cut.",
        "Weekly: in other words.",
        "Strait Times made “said” into “claimed”: it leaves open whether it is so.",
    ]
    text = text_of(page)
    assert "Printed 3 times" in text
    assert "3 independent outlets" in text
    assert text_of(next(page.iter("del"))).endswith("removed]")
    assert f"/quotes/{first.pk}/" in [link.get("href") for link in page.iter("a")]
    assert "printed by 3" in text_of(open_page(visitor, "/quotes/"))
