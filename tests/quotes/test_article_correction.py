"""The page on which the quotes of a corrected text are decided about."""

import pytest
from django.test import Client

from accounts.models import User
from quotes import commands
from quotes.queries.corrections import open_correction
from tests.browser import DESKTOP, PHONE, Live, assert_accessible
from tests.corrected import NOTE, Corrected, correct, make_corrected
from tests.counting import queries_of
from tests.factories import make_article, make_quote


@pytest.fixture
def quotes(annotator: User) -> Corrected:
    quotes = make_corrected()
    correct(quotes.article, annotator)
    return quotes


def page(client: Client, quotes: Corrected) -> str:
    return client.get(f"/articles/{quotes.article.pk}/correction/").text


@pytest.mark.django_db
def test_says_how_many_quotes_wait_and_what_the_paper_says(
    annotating: Client, quotes: Corrected
) -> None:
    shown = page(annotating, quotes)
    assert "Text 2 is in: 3 of 4 quotes need you" in shown
    assert NOTE in shown


@pytest.mark.django_db
def test_shows_the_difference_in_words(annotating: Client, quotes: Corrected) -> None:
    shown = page(annotating, quotes)
    assert all(f"<{tag}>" in shown for tag in ("ins", "del"))
    row = open_correction(quotes.article).waiting[0]
    assert [(piece.kind, piece.words) for piece in row.pieces] == [
        ("", "“"),
        ("", "a bill "),
        ("del", "posted"),
        ("ins", "sent"),
        ("", " to people who never ordered the meal"),
        ("", "”"),
    ]
    assert "Take the new words" in shown
    assert "Now printed there:" in shown


@pytest.mark.django_db
def test_offers_each_place_with_what_surrounds_it(annotating: Client, quotes: Corrected) -> None:
    shown = page(annotating, quotes)
    assert "The same words stand 2 times in text 2. Which one is it?" in shown
    assert "Per state radio, <b>vessels would be inspected “in good time”</b>" in shown


@pytest.mark.django_db
def test_what_was_decided_waits_no_more(
    annotating: Client, quotes: Corrected, annotator: User
) -> None:
    for quote in (quotes.altered, quotes.ambiguous, quotes.gone):
        commands.leave_quote(quote.pk, version=1, by=annotator)
    shown = page(annotating, quotes)
    assert "Text 2 is in: all quotes have their place" in shown
    assert "left at the old text" in shown


@pytest.mark.django_db
def test_an_article_of_one_text_has_no_such_page(annotating: Client) -> None:
    assert annotating.get(f"/articles/{make_article().pk}/correction/").status_code == 404
    assert annotating.get("/articles/999/correction/").status_code == 404


@pytest.mark.django_db
def test_is_for_those_who_annotate(reading: Client, quotes: Corrected) -> None:
    assert reading.get(f"/articles/{quotes.article.pk}/correction/").status_code == 403


@pytest.mark.django_db
def test_many_quotes_take_no_more_queries(annotating: Client, annotator: User) -> None:
    counts = []
    for many in (2, 20):
        words = [f"it will sail on day {number}" for number in range(many)]
        article = make_article(text="\n".join(f"He said: {each}." for each in words))
        for each in words:
            make_quote(each, article=article, mention="He")
        new = "\n".join(f"He said: {each.replace('will', 'may')}." for each in words)
        correct(article, annotator, new)
        counts.append(queries_of(annotating, f"/articles/{article.pk}/correction/"))
    assert counts[0] == counts[1]


@pytest.mark.journey
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_accessible(live: Live, annotator: User, width: int, scheme: str) -> None:
    quotes = make_corrected()
    correct(quotes.article, annotator)
    opened = live.open(
        f"/articles/{quotes.article.pk}/correction/",
        user=annotator,
        width=width,
        scheme=scheme,  # type: ignore[arg-type]
    )
    opened.get_by_text("Show it").click()
    assert_accessible(opened)
