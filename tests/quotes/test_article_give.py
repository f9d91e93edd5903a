"""POST /articles/give/: the chosen articles go to somebody."""

import pytest

from accounts.models import User
from articles.models import Article
from tests.factories import make_article
from tests.quotes.doors import as_form, assert_only_annotators_post, says

pytestmark = pytest.mark.django_db


def test_gives_the_chosen_ones_and_goes_back_to_the_list(annotator: User, reviewer: User) -> None:
    chosen, other = [make_article().pk for _ in "ab"], make_article()
    back = "/articles/?state=waiting"
    answer = as_form(annotator, "/articles/give/", article=chosen, to=reviewer.pk, back=back)
    assert answer.headers["Location"] == back
    assert {*Article.objects.filter(assignee=reviewer).values_list("pk", flat=True)} == {*chosen}
    other.refresh_from_db()
    assert other.assignee is None
    assert "2 articles are with The reviewer now" in says(answer.client.get(back))


def test_gives_all_or_none(annotator: User, reviewer: User) -> None:
    article = make_article()
    chosen = [article.pk, 999_999]
    assert as_form(annotator, "/articles/give/", article=chosen, to=reviewer.pk).status_code == 404
    article.refresh_from_db()
    assert article.assignee is None


@pytest.mark.parametrize("sent", [{}, {"article": "x"}, {"to": "1"}])
def test_says_what_is_missing(annotator: User, sent: dict[str, str]) -> None:
    answer = as_form(annotator, "/articles/give/", **sent)
    assert answer.headers["Location"] == "/articles/"
    assert "Choose articles" in says(answer.client.get("/articles/"))


def test_readers_are_given_none(annotator: User, reader: User) -> None:
    article = make_article()
    as_form(annotator, "/articles/give/", article=article.pk, to=reader.pk)
    article.refresh_from_db()
    assert article.assignee is None
    assert_only_annotators_post("/articles/give/", reader, annotator)
