"""One quote: its words, the paragraph they stand in, who said it, how it became what it is."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from articles.models import Outlet
from quotes import commands
from tests.counting import queries_of
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_target,
    make_text_version,
)
from tests.pages import by_class, open_page, text_of

pytestmark = pytest.mark.django_db


def test_shows_the_words_large_and_in_their_paragraph(visitor: Client) -> None:
    quote = make_quote(mention="Ilse Marrow", cue="said")
    page = open_page(visitor, f"/quotes/{quote.pk}/")
    headline = next(page.iter("h1"))
    assert [part.text_content() for part in by_class(headline, "words")] == quote.content_words
    passage = by_class(page, "passage")[0]
    assert [part.text for part in by_class(passage, "q")] == quote.content_words
    assert "Tomas Reke called it" in text_of(passage)
    assert "Nobody else spoke" not in text_of(passage)


def test_a_long_paragraph_is_cut_at_spaces_and_says_so(visitor: Client) -> None:
    text = "first " * 400 + "“Here.” " + "last " * 400
    quote = make_quote("Here.", article=make_article(text=text.strip()))
    passage = by_class(open_page(visitor, f"/quotes/{quote.pk}/"), "passage")[0]
    assert [cut.get("aria-label") for cut in by_class(passage, "cut")] == [
        "the paragraph begins earlier",
        "the paragraph goes on",
    ]
    assert set(text_of(passage).split()) == {"first", "“Here.”", "last"}


def test_tells_everything_known_of_it(visitor: Client) -> None:
    article = make_article(
        outlet="The Courier",
        published_at="2031-10-28T06:00Z",
        title="Islands split",
        byline="N. H.",
    )
    speaker, target = make_speaker("Ilse Marrow"), make_target("Ferry Act")
    quote = make_quote(
        speaker=speaker,
        article=article,
        mention="Ilse Marrow",
        cue="said",
        said_on="2031-10-01",
        said_on_precision="month",
    )
    make_stance(quote, target, "oppose")
    page = open_page(visitor, f"/quotes/{quote.pk}/")
    facts = {text_of(name): text_of(name.getnext()) for name in page.iter("dt")}
    assert facts["Ferry Act"] == "oppose"
    assert facts["Named as"] == "Ilse Marrow"
    assert facts["Cue"] == "said"
    assert facts["Said"] == "October 2031"
    assert facts["Text"] == "1 of 1, characters 2 to 21, 43 to 56"
    citation = by_class(page, "box")
    assert [text_of(box) for box in citation] == [
        address := f"http://testserver/quotes/{quote.pk}/",
        (
            "Ilse Marrow, quoted in N. H., “Islands split,” The Courier, October 28, 2031, text 1,"
            f" {address}."
        ),
        f"H., N. (2031, October 28). Islands split. The Courier. {address} (text 1)",
        "(Marrow, as quoted in H., 2031)",
    ]


def test_says_that_the_article_has_a_newer_text(visitor: Client) -> None:
    article = make_article()
    quote = make_quote(article=article)
    assert "newer text" not in text_of(open_page(visitor, f"/quotes/{quote.pk}/"))
    make_text_version(article, text="Another text.", kind="correction")
    assert "stands in text 1 of 2" in text_of(open_page(visitor, f"/quotes/{quote.pk}/"))


@pytest.mark.parametrize("status", ["suggested", "rejected"])
def test_what_nobody_accepted_is_not_there_for_readers(
    visitor: Client, reader: User, annotator: User, status: str
) -> None:
    path = f"/quotes/{make_quote(status=status).pk}/"
    assert visitor.get(path).status_code == 404
    visitor.force_login(reader)
    assert visitor.get(path).status_code == 404
    visitor.force_login(annotator)
    assert "Only people who work here" in text_of(open_page(visitor, path))


@pytest.mark.parametrize("path", ["/quotes/999999/", "/quotes/99999999999999999999/"])
def test_a_quote_that_is_not_there_is_not_found(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_a_visitor_is_asked_to_sign_in_where_reading_is_not_public(
    client: Client, settings: Settings
) -> None:
    settings.PUBLIC_READING = False
    quote = make_quote()
    answer = client.get(f"/quotes/{quote.pk}/")
    assert answer.headers["Location"] == f"/sign-in/?next=/quotes/{quote.pk}/"


def test_where_only_quotes_may_be_read_the_paragraph_stays_away(visitor: Client) -> None:
    quote = make_quote(article=make_article(outlet="The Courier"))
    Outlet.objects.update(shows_full_text=False)
    page = open_page(visitor, f"/quotes/{quote.pk}/")
    assert not by_class(page, "passage")
    assert "Tomas Reke" not in text_of(page)


def test_the_history_names_people_to_those_who_work_here(visitor: Client, annotator: User) -> None:
    quote = make_quote(status="suggested")
    commands.accept_quote(quote.pk, version=quote.version, by=annotator)
    path = f"/quotes/{quote.pk}/"
    text = text_of(open_page(visitor, path))
    assert "An editor accepted it" in text
    assert annotator.shown_name not in text
    visitor.force_login(annotator)
    text = text_of(open_page(visitor, path))
    assert "The annotator accepted it" in text
    assert "accepted by The annotator" in text


def test_nothing_printed_is_taken_for_markup(visitor: Client) -> None:
    text = "“<img src=x onerror=alert(1)>” & <b>she</b> said."
    quote = make_quote("<img src=x onerror=alert(1)>", article=make_article(text=text, title="<i>"))
    page = open_page(visitor, f"/quotes/{quote.pk}/")
    assert not [*page.iter("img"), *page.iter("i")]
    assert "she" not in [bold.text for bold in page.iter("b")]


def test_more_stances_cost_no_more_queries(client: Client, reader: User) -> None:
    client.force_login(reader)
    quote, costs = make_quote(speaker=make_speaker()), []
    for more in (2, 18):
        for _ in range(more):
            make_stance(quote, make_target())
        costs.append(queries_of(client, f"/quotes/{quote.pk}/"))
    assert costs[0] == costs[1]
