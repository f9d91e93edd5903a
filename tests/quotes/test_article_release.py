"""POST /articles/<id>/release/: an article waits for anybody again."""

import pytest

from accounts.models import User
from quotes import commands
from tests.factories import make_article
from tests.quotes.doors import as_form, assert_only_annotators_post

pytestmark = pytest.mark.django_db


def test_somebody_else_gets_it_next(annotator: User, reviewer: User) -> None:
    article = commands.take_article(make_article().pk, by=annotator)
    assert as_form(annotator, f"/articles/{article.pk}/release/").headers["Location"] == "/"
    assert commands.take_next_article(by=reviewer) == article


def test_only_annotators_release(reader: User, annotator: User) -> None:
    assert_only_annotators_post(f"/articles/{make_article().pk}/release/", reader, annotator)
    assert as_form(annotator, "/articles/999/release/").status_code == 404
