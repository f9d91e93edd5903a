"""POST /articles/<id>/restore/."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from articles.models import Article
from quotes import commands
from tests.factories import make_article, make_quote
from tests.quotes.doors import as_form, opened

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


def test_all_is_back_as_it_was(reader: User, reviewer: User) -> None:
    quote = make_quote("a fine promise", article=make_article())
    commands.withdraw_article(quote.article_id, by=reviewer, reason="a mistake")

    as_form(reviewer, f"/articles/{quote.article_id}/restore/")

    article = Article.objects.get()
    assert (article.withdrawn_at, article.withdrawn_by, article.withdrawal_reason) == (
        None,
    ) * 2 + ("",)
    assert opened(reader, f"/quotes/{quote.pk}/").status_code == 200
    assert commands.reject_quote(quote.pk, version=1, by=reviewer).status == "rejected"


def test_only_reviewers_bring_it_back(annotator: User, reviewer: User) -> None:
    article = make_article()
    commands.withdraw_article(article.pk, by=reviewer)

    assert as_form(annotator, f"/articles/{article.pk}/restore/").status_code == 403
    assert as_form(reviewer, "/articles/987654/restore/").status_code == 404
    assert Article.objects.get().withdrawn_at
