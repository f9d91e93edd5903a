"""POST /articles/<id>/quotes/."""

from __future__ import annotations

import json

import pytest

from accounts.models import User
from articles.models import Article, TextVersion
from quotes.models import Quote
from tests.factories import make_article, make_quote, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    everything,
    parts,
    says,
)

pytestmark = pytest.mark.django_db
TEXT = "👩‍🌾🇫🇷 “The ferry 🚢 will sail,” she said.\n\nHe agreed that “it always has”."


@pytest.fixture
def article() -> Article:
    return make_article(text=TEXT)


@pytest.fixture
def text(article: Article) -> TextVersion:
    return TextVersion.objects.get(article=article)


def address(article: Article) -> str:
    return f"/articles/{article.pk}/quotes/"


def test_the_words_sent_are_a_quote_and_in_hand(
    annotator: User, article: Article, text: TextVersion
) -> None:
    start = TEXT.index("The ferry")
    content = parts(TEXT, (start, start + 22))

    answer = as_htmx(annotator, address(article), text_version=text.pk, content=content)

    quote = Quote.objects.get()
    assert (quote.content, quote.content_words) == (
        ((start, start + 22),),
        [TEXT[start : start + 22]],
    )
    assert (quote.kind, quote.status, quote.origin) == ("direct", "accepted", "person")
    assert answer["HX-Replace-Url"] == f"/articles/{article.pk}/?quote={quote.pk}"
    assert "Quote 1 marked" in says(answer)


def test_those_after_it_are_numbered_anew(
    annotator: User, article: Article, text: TextVersion
) -> None:
    later = make_suggestion("it always has", article)
    start = TEXT.index("The ferry")

    content = parts(TEXT, (start, start + 9))
    answer = as_htmx(annotator, address(article), text_version=text.pk, content=content)

    assert f'href="?quote={later.pk}" data-n="2"' in says(answer)


def test_without_scripts_the_page_of_the_quote_follows(
    annotator: User, article: Article, text: TextVersion
) -> None:
    content = parts(TEXT, (8, 20))
    answer = as_form(annotator, address(article), text_version=text.pk, content=content)

    assert answer["Location"] == f"/articles/{article.pk}/?quote={Quote.objects.get().pk}"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "no JSON"),
        ('[{"start": 0, "end": 9000, "exact": "x"}]', "outside the text"),
        ('[{"start": 3, "end": 3, "exact": ""}]', "is empty"),
        ('[{"start": 5, "end": 9, "exact": "nine"}]', "not “nine”"),
        ('["x"]', "a part wants"),
    ],
)
def test_impossible_parts_are_refused_by_name(
    annotator: User, text: TextVersion, content: str, words: str
) -> None:
    before = everything()

    for post in (as_htmx, as_form):
        answer = post(annotator, address(text.article), text_version=text.pk, content=content)
        assert_refused(answer, 422, "Not saved", words)
    assert everything() == before


def test_words_that_are_marked_already_are_refused(
    annotator: User, article: Article, text: TextVersion
) -> None:
    quote = make_quote("it always has", article=article)
    quote.attributions.all().delete()
    before = everything()

    content = parts(TEXT, *quote.content)
    answer = as_htmx(annotator, address(article), text_version=text.pk, content=content)

    assert_refused(answer, 409, "marked already as quote 1")
    assert everything() == before


def test_words_inside_another_quote_stand_in_the_innermost_that_holds_them(
    annotator: User, article: Article, text: TextVersion
) -> None:
    start = TEXT.index("He agreed")
    whole, inner = (start, len(TEXT) - 2), (TEXT.index("it always"), len(TEXT) - 2)
    word = (TEXT.index("always"), TEXT.index("always") + 6)
    for part in (whole, inner, word):
        sent = {"text_version": text.pk, "spans": parts(TEXT, part)}
        assert as_htmx(annotator, address(article), **sent).status_code == 200

    first, second, third = Quote.objects.order_by("pk")
    assert (first.parent, second.parent) == (None, first)
    assert (second.kind, third.parent) == ("direct", second)


def test_what_is_said_at_the_text_cursor_is_marked_as_it_is_read(
    annotator: User, article: Article, text: TextVersion
) -> None:
    sent = {"text_version": text.pk, "spans": "", "at": TEXT.index("she said")}

    answer = as_htmx(annotator, address(article), **sent)

    quote = Quote.objects.get()
    assert (quote.content_words, quote.cue_words) == (["The ferry 🚢 will sail,"], ["said"])
    assert (quote.status, quote.origin, quote.kind) == ("accepted", "person", "direct")
    assert quote.attributions.get().mention_words == ["she"]
    assert f"quote={quote.pk}" in answer["HX-Replace-Url"]


def test_what_is_marked_already_is_taken_in_hand(
    annotator: User, article: Article, text: TextVersion
) -> None:
    there = make_suggestion("The ferry 🚢 will sail,", article)
    before = everything()
    sent = {"text_version": text.pk, "at": TEXT.index("she said")}

    answer = as_htmx(annotator, address(article), **sent)

    assert_refused(answer, 409, "marked already")
    assert f"quote={there.pk}" in answer["HX-Replace-Url"]
    assert everything() == before


def test_nothing_is_read_where_nothing_stands(annotator: User) -> None:
    blank = make_article(text="\n\n***\n\n")
    sent = {"text_version": TextVersion.objects.get(article=blank).pk, "at": "3"}

    assert_refused(as_htmx(annotator, address(blank), **sent), 422, "select the words")


@pytest.mark.parametrize("named", ["", "0", "987654", "first"])
def test_a_text_that_is_not_there_is_refused(annotator: User, article: Article, named: str) -> None:
    content = json.dumps([{"start": 0, "end": 1, "exact": TEXT[0]}])

    answer = as_htmx(annotator, address(article), text_version=named, content=content)

    assert_refused(answer, 422, "there is no text version")


def test_a_text_of_another_article_is_refused(annotator: User, article: Article) -> None:
    other = TextVersion.objects.get(article=make_article())
    before = everything()

    content = parts(other.text, (0, 9))
    answer = as_htmx(annotator, address(article), text_version=other.pk, content=content)

    assert_refused(answer, 422, f"there is no text version {other.pk} of this article")
    assert everything() == before


def test_an_article_that_is_not_there_is_not_found(annotator: User) -> None:
    assert as_htmx(annotator, "/articles/987654/quotes/", content="[]").status_code == 404


def test_only_annotators_mark(reader: User, annotator: User, article: Article) -> None:
    assert_only_annotators_post(address(article), reader, annotator)


def test_words_that_wait_as_a_suggestion_are_agreed_to(
    annotator: User, article: Article, text: TextVersion
) -> None:
    suggested = make_suggestion("it always has", article)
    suggested.attributions.all().delete()
    content = parts(TEXT, *suggested.content)

    answer = as_htmx(annotator, address(article), text_version=text.pk, content=content)

    suggested.refresh_from_db()
    assert answer.status_code == 200
    assert Quote.objects.get() == suggested
    assert (suggested.status, suggested.decided_by) == ("accepted", annotator)
