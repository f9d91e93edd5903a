"""POST /articles/<id>/finish/: done and next."""

from __future__ import annotations

import pytest

from accounts.models import User
from articles.drafts import Draft
from quotes import commands
from tests.factories import make_article, make_quote, make_suggestion, make_text_version
from tests.quotes.doors import as_form, as_htmx, assert_only_annotators_post, opened, says

pytestmark = pytest.mark.django_db


def test_marks_the_article_done_and_opens_my_next_one(annotator: User) -> None:
    first, second = (commands.take_article(make_article().pk, by=annotator) for _ in "ab")
    make_quote(article=first)
    answer = as_form(annotator, f"/articles/{first.pk}/finish/")
    assert answer.headers["Location"] == f"/articles/{second.pk}/"
    first.refresh_from_db()
    assert (first.done_by, first.assignee) == (annotator, annotator)
    assert first.done_at
    assert "is done" in says(answer.client.get(f"/articles/{second.pk}/"))


def test_takes_the_next_that_waits_when_i_have_no_later_one(annotator: User) -> None:
    left = commands.take_article(make_article().pk, by=annotator)
    last = commands.take_article(make_article().pk, by=annotator)
    waits = make_article()
    answer = as_form(annotator, f"/articles/{last.pk}/finish/")
    assert answer.headers["Location"] == f"/articles/{waits.pk}/"
    waits.refresh_from_db()
    assert waits.assignee == annotator
    answer = as_form(annotator, f"/articles/{waits.pk}/finish/")
    assert answer.headers["Location"] == f"/articles/{left.pk}/", (
        "nothing waits: back to what I left"
    )


def test_goes_to_the_desk_when_nothing_is_left(annotator: User) -> None:
    answer = as_htmx(annotator, f"/articles/{make_article().pk}/finish/")
    assert answer.headers["HX-Redirect"] == "/"


@pytest.mark.parametrize("send", [as_form, as_htmx])
def test_lights_the_first_undecided_quote_and_says_how_many(annotator: User, send: object) -> None:
    article = make_article()
    make_quote(article=article)
    later = make_suggestion("a fine promise", article)
    first = make_suggestion("It always has.", article)
    answer = send(annotator, f"/articles/{article.pk}/finish/")  # type: ignore[operator]
    assert answer.status_code == 409
    assert "2 quotes are not decided" in says(answer)
    assert f'name="was" value="{first.pk}"' in says(answer)
    article.refresh_from_db()
    assert article.done_at is None
    commands.reject_quote(first.pk, version=first.version, by=annotator)
    assert "1 quote is not decided" in says(as_htmx(annotator, f"/articles/{article.pk}/finish/"))
    commands.accept_quote(later.pk, version=later.version, by=annotator)
    assert as_htmx(annotator, f"/articles/{article.pk}/finish/").headers["HX-Redirect"]


def test_terms_and_quotes_of_older_texts_hold_nothing_up(annotator: User) -> None:
    article = make_article()
    make_suggestion("a fine promise", article)
    make_text_version(article, text="“We will sail,” she said.")
    make_suggestion("We will", article, kind="term")
    commands.finish_article(article.pk, by=annotator)


def test_finishing_twice_is_finishing_once(annotator: User, reviewer: User) -> None:
    article = make_article()
    done = commands.finish_article(article.pk, by=annotator)
    again = commands.finish_article(article.pk, by=reviewer)
    assert (again.done_by, again.version) == (annotator, done.version)


def test_the_page_says_which_of_mine_it_is_and_leads_to_the_others(annotator: User) -> None:
    first, second, third = (commands.take_article(make_article().pk, by=annotator) for _ in "abc")
    page = says(opened(annotator, f"/articles/{second.pk}/"))
    assert "Article 2 of 3" in page
    assert f'href="/articles/{first.pk}/" data-key="Shift+PageUp"' in page
    assert f'href="/articles/{third.pk}/" data-key="Shift+PageDown"' in page
    assert 'data-key="Ctrl+Enter"' in page


def test_readers_are_not_told_who_has_it(annotator: User, reader: User) -> None:
    article = commands.take_article(make_article().pk, by=annotator)
    page = says(opened(reader, f"/articles/{article.pk}/"))
    assert "The annotator" not in page
    assert "/finish/" not in page


def test_only_annotators_finish(reader: User, annotator: User) -> None:
    assert_only_annotators_post(f"/articles/{make_article().pk}/finish/", reader, annotator)
    assert as_form(annotator, "/articles/999/finish/").status_code == 404


def test_a_new_text_opens_a_done_article_again(annotator: User, reviewer: User) -> None:
    article = make_article(url="https://courier.example/1", text="Nobody spoke.")
    commands.finish_article(article.pk, by=annotator)
    draft = Draft(text="Nobody spoke at all.", url="https://courier.example/1")
    commands.take_in_article(draft, by=reviewer)
    article.refresh_from_db()
    assert (article.assignee, article.done_by, article.done_at) == (annotator, None, None)
