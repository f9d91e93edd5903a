"""What was printed often stands once where statements, or independent outlets, are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from articles.models import Article, ArticleFamily, Outlet
from quotes.queries.search import once
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.pages import by_class, open_page, text_of

if TYPE_CHECKING:
    from django.test import Client
    from lxml.html import HtmlElement

    from quotes.models import Quote, Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def act() -> Target:
    return make_target("Ferry Act")


@pytest.fixture
def printings(act: Target) -> list[Quote]:
    """One statement in four articles: twice the Courier, a copy of it by the Wire, the Weekly."""
    speaker, quotes = make_speaker("Ilse Marrow"), []
    days = ("2031-08-30", "2031-08-31", "2031-09-01", "2031-09-02")
    for day, outlet in zip(days, ("Courier", "Courier", "Wire", "Weekly"), strict=True):
        article = make_article(outlet=outlet, published_at=f"{day}T06:00Z")
        quotes.append(make_quote(article=article, speaker=speaker))
        make_stance(quotes[-1], act, "support")
    home = ArticleFamily.objects.create(outlet=Outlet.objects.get(name="Courier"))
    copies = [quotes[1].article_id, quotes[2].article_id]
    Article.objects.filter(pk__in=copies).update(family=home)
    return quotes


def listed(page: HtmlElement) -> list[int]:
    return [int(card.get("id", "").removeprefix("quote-")) for card in by_class(page, "qc")]


def heading(page: HtmlElement) -> str:
    (title,) = page.iter("h1")
    return text_of(title)


def test_a_statement_stands_once_by_its_first_printing(
    visitor: Client, printings: list[Quote]
) -> None:
    other = make_quote("a fine promise", article=make_article(outlet="Wire"))
    page = open_page(visitor, "/quotes/?counting=statements&kind=direct")
    assert sorted(listed(page)) == [printings[0].pk, other.pk]
    assert heading(page) == "2 statements"
    assert "printed by 2" in text_of(page.get_element_by_id(f"quote-{printings[0].pk}"))
    assert "all 5 printings" in text_of(by_class(page, "sub")[0])


def test_of_each_independent_outlet_the_first_printing_stands(
    visitor: Client, printings: list[Quote]
) -> None:
    page = open_page(visitor, "/quotes/?counting=outlets")
    assert sorted(listed(page)) == [printings[0].pk, printings[3].pk]
    assert heading(page) == "2 independent printings"


def test_the_first_is_the_first_of_those_that_fit(visitor: Client, printings: list[Quote]) -> None:
    wire = printings[2].outlet_id
    page = open_page(visitor, f"/quotes/?counting=statements&outlet={wire}")
    assert listed(page) == [printings[2].pk]


def test_head_and_months_count_what_the_list_shows(
    visitor: Client, printings: list[Quote], act: Target
) -> None:
    path = f"/quotes/?target={act.pk}"
    page = open_page(visitor, f"{path}&counting=statements")
    assert "1 support it, 0 oppose it" in text_of(page.get_element_by_id("results"))
    table = visitor.get(f"{path}&counting=statements&as=months.csv").content.decode()
    assert "2031-08,1" in table
    assert "2031-09" not in table
    assert "2031-09" in visitor.get(f"{path}&as=months.csv").content.decode()
    assert len(printings) > 1


def test_pages_of_statements_lose_none_and_repeat_none(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker, firsts = make_speaker(), []
    texts = [f"“Pier number {word} will be closed until spring,” he said." for word in "abcdef"]
    for text in texts:
        words = text[1 : text.index(",") + 1]
        firsts.append(make_quote(words, article=make_article(text=text), speaker=speaker).pk)
    monkeypatch.setattr("quotes.views.found.PAGE_LENGTH", 4)
    for counting in ("statements", "outlets"):
        found, path = [], f"/quotes/?counting={counting}&kind=direct"
        while path:
            page = open_page(visitor, path)
            found += listed(page)
            links = page.xpath("//a[@rel='next']/@href")
            path = f"/quotes/{links[0]}" if links else ""
        assert sorted(found) == sorted(set(found))
        assert set(found) <= set(firsts)


def test_a_long_run_of_printings_gives_a_short_page_that_goes_on(
    visitor: Client, printings: list[Quote], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(once, "ROUNDS", 1)
    monkeypatch.setattr("quotes.views.found.PAGE_LENGTH", 2)
    page = open_page(visitor, "/quotes/?counting=statements")
    assert listed(page) == []
    (more,) = page.xpath("//a[@rel='next']/@href")
    assert listed(open_page(visitor, f"/quotes/{more}")) == [printings[0].pk]


def test_of_a_long_list_the_page_says_what_was_counted(
    visitor: Client, printings: list[Quote], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, most in (("counting.MOST", 3), ("counting.SAMPLED", 2)):
        monkeypatch.setattr(f"quotes.queries.search.{name}", most)
    monkeypatch.setattr("quotes.views.found.SAMPLED", 2)
    monkeypatch.setattr("quotes.views.found.MOST", 3)
    page = open_page(visitor, "/quotes/?counting=statements&kind=direct")
    assert len(printings) == 4
    assert heading(page) == "3+ quotes"
    told = text_of(page.get_element_by_id("results"))
    assert "The newest 2 come down to 1." in told
    assert "every printing" in told


def test_what_is_no_way_of_counting_is_refused(visitor: Client) -> None:
    assert visitor.get("/quotes/?counting=words").status_code == 400


def test_the_export_counts_what_the_list_counts(visitor: Client, printings: list[Quote]) -> None:
    answer = visitor.get("/quotes/?counting=statements&as=quotes.csv")
    lines = b"".join(answer).decode().splitlines()
    assert [line.split(",")[0] for line in lines] == ["id", str(printings[0].pk)]
