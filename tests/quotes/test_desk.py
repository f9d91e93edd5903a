"""The desk shows what waits to those who decide, and what is new to everybody."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from articles.drafts import Draft
from articles.models import Article
from quotes import commands
from quotes.commands.presence import look_in
from quotes.models import Quote
from tests.counting import queries_of
from tests.factories import TEXT, make_article, make_quote, make_speaker, make_suggestion
from tests.pages import by_class, open_page, printed, text_of

pytestmark = pytest.mark.django_db


def test_shows_my_open_articles_in_the_order_i_took_them(
    annotating: Client, annotator: User, reviewer: User
) -> None:
    days = {"Newer": "2031-10-28T06:00Z", "Older": "2031-10-27T06:00Z"}
    articles = {title: make_article(title=title, published_at=day) for title, day in days.items()}
    for article in articles.values():
        make_quote(article=article, status="suggested")
        commands.take_article(article.pk, by=annotator)
    make_quote("a fine promise", article=articles["Newer"])
    commands.take_article(make_article(title="Somebody else's").pk, by=reviewer)
    done = make_article(title="Done")
    commands.finish_article(done.pk, by=annotator)
    page = open_page(annotating, "/")
    assert [text_of(row) for row in page.xpath("//tbody/tr")] == [
        "Newer Outlet not known 28 Oct 1 of 2",
        "Older Outlet not known 27 Oct 0 of 1",
    ]
    assert "1 article done" not in text_of(page)
    assert "1 done, 2 articles open." in text_of(page)


def test_offers_the_next_article_while_one_waits(annotating: Client, annotator: User) -> None:
    article = make_article()
    assert open_page(annotating, "/").xpath("//form[@action='/articles/next/']//@data-key") == ["g"]
    commands.take_article(article.pk, by=annotator)
    assert not open_page(annotating, "/").xpath("//form[@action='/articles/next/']")


def test_counts_what_waits_for_anybody(annotating: Client) -> None:
    article = make_article()
    make_suggestion("a fine promise", article, confidence=0.4, unsure=True)
    make_quote(article=article, mention="Ilse Marrow")
    page = open_page(annotating, "/")
    assert [text_of(row) for row in by_class(page, "waits")[0].xpath("./li")] == [
        "No speaker yet in 1 article 1, as a list",
        "No stance looked at in 1 article 1, as a list",
        "Marked unsure in 1 article 1, as a list",
        "Least sure guesses, weakest first 1, as a list",
        "Articles nobody has oldest first 1 , as a list",
        "In hand with nobody 0 , as a list",
        "Done articles, all decided 0 , as a list",
    ]
    assert page.xpath("//a[@href='/quotes/?waits=unsure'] | //a[@href='/waiting/unsure/']")


def test_says_when_nothing_waits(annotating: Client) -> None:
    text = text_of(open_page(annotating, "/"))
    assert "Nothing done yet today" in text
    assert "Nothing waits" in text


def test_tells_my_last_steps_and_nobody_elses(
    annotating: Client, annotator: User, reviewer: User
) -> None:
    article = make_article(title="Islands split")
    mine = make_quote(article=article, status="suggested")
    commands.accept_quote(mine.pk, version=1, by=annotator)
    commands.undo_last_step(article.pk, by=annotator)
    other = make_quote("a fine promise", article=article, status="suggested")
    commands.reject_quote(other.pk, version=1, by=reviewer)
    steps = by_class(open_page(annotating, "/"), "steps")[0]
    assert [text_of(step) for step in steps.xpath("./li/p")] == [
        "You undid: accepted The ferry will sail, … It always has. in Islands split",
        "You accepted The ferry will sail, … It always has. in Islands split undone",
    ]


def test_a_step_outlives_its_quote(annotating: Client, annotator: User) -> None:
    quote = make_quote(article=make_article(title="Islands split"))
    commands.delete_quote(quote.pk, version=quote.version, by=annotator)
    assert not Quote.objects.filter(pk=quote.pk).exists()
    assert "You deleted a quote in Islands split" in text_of(open_page(annotating, "/"))


def test_readers_see_the_newest_quotes_and_nothing_that_waits(client: Client, reader: User) -> None:
    client.force_login(reader)
    make_quote()
    make_quote("a fine promise", status="suggested")
    page = open_page(client, "/")
    assert printed(page) == ["The ferry will sail, | It always has."]
    assert not page.xpath("//tbody | //a[@href='/articles/new/']")
    assert "wait" not in text_of(page.get_element_by_id("main"))


def test_is_open_to_visitors_only_where_reading_is_public(
    client: Client, settings: Settings
) -> None:
    settings.PUBLIC_READING = False
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"
    settings.PUBLIC_READING = True
    assert "exactly as it was printed" in text_of(open_page(client, "/"))


def test_twenty_articles_cost_as_many_queries_as_two(annotating: Client, annotator: User) -> None:
    costs = []
    for more in (2, 18):
        for _ in range(more):
            article = make_article()
            commands.take_article(article.pk, by=annotator)
            make_quote(article=article, status="suggested")
            quote = make_quote("a fine promise", article=article, status="suggested")
            commands.accept_quote(quote.pk, version=1, by=annotator)
        costs.append(queries_of(annotating, "/"))
    assert costs[0] == costs[1]


def test_tells_who_else_is_here_and_what_may_be_one_person(
    annotating: Client, annotator: User, reviewer: User
) -> None:
    article = make_article(title="Islands split")
    look_in(article.pk, quote_id=None, since="0", by=reviewer)
    look_in(article.pk, quote_id=None, since="0", by=annotator)
    for name in ("Sergei Marrow", "Sergey Marrow"):
        make_speaker(name)
    text = text_of(open_page(annotating, "/"))
    assert "Here now TR The reviewer Islands split" in text
    assert "The annotator Islands split" not in text
    assert "Perhaps one person names that are alike 1" in text


def test_altered_words_wait_where_they_are_decided(annotating: Client, annotator: User) -> None:
    quote = make_quote(speaker=make_speaker(), stances_done=True)
    changed = TEXT.replace("The ferry will sail", "The ferry may sail")
    draft = Draft(text=changed, url="https://courier.example/1")
    Article.objects.filter(pk=quote.article_id).update(url=draft.url)
    commands.take_in_article(draft, by=annotator)
    assert "Words altered in 1 article 1" in text_of(open_page(annotating, "/"))
    answer = annotating.get("/waiting/altered/")
    assert answer.headers["Location"] == f"/articles/{quote.article_id}/correction/"


def test_a_withdrawn_article_waits_for_nobody(annotating: Client, reviewer: User) -> None:
    article = make_article()
    make_suggestion("a fine promise", article, unsure=True)
    commands.withdraw_article(article.pk, by=reviewer)
    page = open_page(annotating, "/")
    assert not page.xpath("//form[@action='/articles/next/']")
    assert "Marked unsure" not in text_of(page)
