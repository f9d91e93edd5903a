"""POST /articles/<id>/take/: an article may be taken over, or opened again."""

import pytest

from accounts.models import User
from quotes import commands
from tests.factories import make_article
from tests.quotes.doors import as_form, assert_only_annotators_post

pytestmark = pytest.mark.django_db


def test_an_abandoned_article_is_taken_over(annotator: User, reviewer: User) -> None:
    article = commands.take_article(make_article().pk, by=reviewer)
    answer = as_form(annotator, f"/articles/{article.pk}/take/")
    assert answer.headers["Location"] == f"/articles/{article.pk}/"
    article.refresh_from_db()
    assert article.assignee == annotator


def test_a_done_article_is_opened_again(annotator: User, reviewer: User) -> None:
    article = commands.finish_article(make_article().pk, by=reviewer)
    as_form(annotator, f"/articles/{article.pk}/take/")
    article.refresh_from_db()
    assert (article.assignee, article.done_by, article.done_at) == (annotator, None, None)


def test_only_annotators_take(reader: User, annotator: User) -> None:
    assert_only_annotators_post(f"/articles/{make_article().pk}/take/", reader, annotator)
    assert as_form(annotator, "/articles/999/take/").status_code == 404
