"""Figures count printings, statements or independent outlets."""

from __future__ import annotations

import pytest
from django.db import connection

from articles.models import Article, ArticleFamily, Outlet
from quotes.models import StatementPlace
from quotes.queries.figures.counting import COUNTINGS, counted
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        for counting in COUNTINGS:
            sql = counted(counting)
            cursor.execute(f"select {sql.number} from quotes_positiontaken p {sql.joins}")
            found[counting] = cursor.fetchone()[0]
    return found


def test_of_a_statement_each_outlet_counts_once_and_copies_as_their_first() -> None:
    speaker, target = make_speaker(), make_target()
    outlets = ["Courier", "Courier", "Wire", "Wire", "Weekly", None]
    quotes = [
        make_quote(article=make_article(outlet=outlet), speaker=speaker) for outlet in outlets
    ]
    home = ArticleFamily.objects.create(outlet=Outlet.objects.get(name="Courier"))
    Article.objects.filter(pk__in=[quotes[1].article_id, quotes[2].article_id]).update(family=home)
    for quote in quotes:
        make_stance(quote, target)

    # the Courier twice and its copy by the Wire, the Wire's own article, the Weekly, nobody
    assert counts() == {"printings": 6, "statements": 1, "outlets": 4}

    StatementPlace.objects.create(quote=quotes[1])
    assert counts() == {"printings": 6, "statements": 2, "outlets": 5}


def test_what_is_no_way_of_counting_is_refused() -> None:
    with pytest.raises(ValueError, match="“words” is none of printings, statements, outlets"):
        counted("words")  # type: ignore[arg-type]
