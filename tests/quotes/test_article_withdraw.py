"""POST /articles/<id>/withdraw/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles.models import Article
from quotes.models import Quote, Step
from tests.factories import make_article, make_quote, make_suggestion
from tests.quotes.doors import as_form, as_htmx, assert_refused, opened, parts, says, text_of

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote() -> Quote:
    return make_quote("a fine promise", article=make_article(title="The ferry stays"))


def withdraw(quote: Quote, by: User) -> None:
    address = f"/articles/{quote.article_id}/withdraw/"
    assert as_form(by, address, reason="Not ours to print").status_code == 302


def test_readers_do_not_find_article_and_quotes(reader: User, reviewer: User, quote: Quote) -> None:
    pages = (f"/articles/{quote.article_id}/", f"/quotes/{quote.pk}/")
    lists = {"/articles/": "The ferry stays", "/quotes/": "a fine promise"}
    assert {opened(reader, page).status_code for page in pages} == {200}
    assert all(words in says(opened(reader, page)) for page, words in lists.items())

    withdraw(quote, reviewer)

    assert {opened(reader, page).status_code for page in pages} == {404}
    assert not any(words in says(opened(reader, page)) for page, words in lists.items())


def test_who_works_here_sees_it_marked(annotator: User, reviewer: User, quote: Quote) -> None:
    withdraw(quote, reviewer)

    page = says(opened(annotator, f"/articles/{quote.article_id}/"))

    assert "The reviewer took this article out of sight" in page
    assert "Not ours to print" in page
    assert "The ferry stays" in says(opened(annotator, "/articles/"))


def test_nothing_of_it_is_changed_and_who_withdrew_it_is_told(
    annotator: User, reviewer: User, quote: Quote
) -> None:
    suggestion = make_suggestion("The ferry will sail,", quote.article)
    withdraw(quote, reviewer)
    text, _ = text_of(quote)
    tried: dict[str, dict[str, Any]] = {
        f"/quotes/{suggestion.pk}/accept/": {"version": 1},
        f"/quotes/{suggestion.pk}/speaker/": {"version": 1, "q": "Ilse Marrow"},
        f"/quotes/{suggestion.pk}/delete/": {"version": 1},
        f"/articles/{quote.article_id}/quotes/": {
            "text_version": quote.text_version_id,
            "content": parts(text, (0, 5)),
        },
    }

    for address, sent in tried.items():
        answer = as_htmx(annotator, address, **sent)
        assert_refused(answer, 409, "Not saved", "The reviewer withdrew this article on")
    assert not Step.objects.exists()
    assert Quote.objects.filter(version=1).count() == 2


def test_only_reviewers_withdraw_and_only_once(
    annotator: User, reader: User, reviewer: User, quote: Quote
) -> None:
    address = f"/articles/{quote.article_id}/withdraw/"
    for person in (reader, annotator):
        assert as_form(person, address).status_code == 403
    assert as_form(reviewer, "/articles/987654/withdraw/").status_code == 404
    assert opened(reviewer, address).status_code == 405

    withdraw(quote, reviewer)
    first = Article.objects.get().withdrawn_at
    withdraw(quote, reviewer)

    assert Article.objects.get().withdrawn_at == first
