"""Finding articles: by outlet, language, headline and the newsroom's days."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from articles.commands import name_outlet
from articles.models import Article, TextVersion
from articles.paging import BadCursor
from articles.queries import ArticleFilters, current_texts, find_articles, shows_text

pytestmark = pytest.mark.django_db


def make_article(title: str, **fields: Any) -> Article:
    return Article.objects.create(title=title, **fields)


def titles(**filters: Any) -> list[str]:
    return [article.title for article in find_articles(ArticleFilters(**filters)).rows]


def test_lists_newest_first_those_of_unknown_date_by_their_arrival() -> None:
    make_article("old", published_at=datetime(2001, 1, 1, tzinfo=UTC))
    make_article("coming", published_at=datetime(2999, 1, 1, tzinfo=UTC))
    make_article("unknown")
    assert titles() == ["coming", "unknown", "old"]


def test_chooses_by_outlet_and_language() -> None:
    bote, wire = name_outlet("Bote"), name_outlet("Wire")
    make_article("a", outlet=bote, language="de")
    make_article("b", outlet=wire, language="de")
    make_article("c", outlet=wire, language="en")
    assert titles(outlets=(wire.pk,)) == ["c", "b"]
    assert titles(outlets=(wire.pk,), languages=("de",)) == ["b"]
    assert titles(outlets=(wire.pk, bote.pk), languages=("de", "fr")) == ["b", "a"]


def test_finds_words_of_the_headline_whatever_their_case_and_accents() -> None:
    make_article("Le tarif des ferries divise les îles")
    make_article("100% sure_thing")
    assert titles(words="ILES tarif") == ["Le tarif des ferries divise les îles"]
    assert titles(words="îles harbour") == []
    assert titles(words="0%") == ["100% sure_thing"]
    assert titles(words="_") == ["100% sure_thing"]


def test_counts_days_as_the_newsroom_does_and_includes_both() -> None:
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        make_article("late", published_at=datetime(2031, 10, 29, 14, 59, tzinfo=UTC))
        make_article("next day", published_at=datetime(2031, 10, 29, 15, 0, tzinfo=UTC))
        make_article("unknown")
        day = date(2031, 10, 29)
        assert titles(published_from=day, published_to=day) == ["late"]
        assert titles(published_from=date(2031, 10, 30)) == ["next day"]
        assert titles(published_from=date.min, published_to=date.max) == ["next day", "late"]


def test_a_page_costs_one_query_however_long(django_assert_num_queries: Any) -> None:
    outlet = name_outlet("Bote")
    Article.objects.bulk_create(Article(title=str(n), outlet=outlet) for n in range(20))
    for limit in (2, 20):
        with django_assert_num_queries(1):
            page = find_articles(ArticleFilters(), limit=limit)
            assert [str(article.outlet) for article in page.rows] == ["Bote"] * limit


def test_refuses_a_cursor_of_other_filters() -> None:
    for title in "ab":
        make_article(title)
    page = find_articles(ArticleFilters(), limit=1)
    with pytest.raises(BadCursor):
        find_articles(ArticleFilters(words="a"), cursor=page.next, limit=1)


def test_knows_the_current_text_of_each_article() -> None:
    for _ in "ab":
        article = make_article("a")
        for number in (1, 2, 3):
            TextVersion.objects.create(article=article, number=number, text="a", blocks=[])
    assert [text.number for text in current_texts()] == [3, 3]


def test_an_outlet_may_keep_whole_articles_to_those_who_work_on_them(
    reader: User, annotator: User
) -> None:
    outlet = name_outlet("Bote")
    article = make_article("a", outlet=outlet)
    assert shows_text(article, user=AnonymousUser())
    outlet.shows_full_text = False
    assert not shows_text(article, user=AnonymousUser())
    assert not shows_text(article, user=reader)
    assert shows_text(article, user=annotator)
    assert shows_text(make_article("b"), user=AnonymousUser())
