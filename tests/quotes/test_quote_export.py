"""A view of quotes leaves as a table: the same quotes, all of them, safe to open."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quotes.models import Speaker
from quotes.queries import table
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.pages import open_page

pytestmark = pytest.mark.django_db


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/quotes/?{query}&as=quotes.csv")
    assert isinstance(answer, StreamingHttpResponse)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer).decode()
    return [*csv.DictReader(StringIO(text, newline=""))]


def test_a_row_tells_words_source_stances_and_where_they_were_printed(visitor: Client) -> None:
    marrow = make_speaker("Ilse Marrow")
    ministry = make_speaker("Harbour Ministry", kind="organisation")
    article = make_article(
        outlet="The Courier", title="Piers", published_at="2031-10-28T06:00Z", language="en"
    )
    quote = make_quote(
        speaker=marrow, article=article, cue="said", said_on="2031-10-27", said_on_precision="day"
    )
    quote.attributions.update(organisation=ministry)
    make_stance(quote, make_target("Ferry Act"), "oppose", conditional=True)
    make_stance(quote, make_target("Fuel Levy"), None)
    (row,) = rows(visitor)
    assert row == {
        "id": str(quote.pk),
        "link": f"http://testserver/quotes/{quote.pk}/",
        "words": "The ferry will sail, … It always has.",
        "kind": "direct",
        "act": "said",
        "speaker": "Ilse Marrow",
        "organisation": "Harbour Ministry",
        "sourcing": "named",
        "stances": "Ferry Act: oppose (if); Fuel Levy: none",
        "outlet": "The Courier",
        "title": "Piers",
        "published_at": "2031-10-28T06:00:00.000000Z",
        "said_on": "2031-10-27",
        "cue": "said",
        "status": "accepted",
        "language": "en",
        "article": str(article.pk),
    }


def test_the_page_leads_to_all_quotes_of_its_view_and_not_to_one_page_of_it(
    visitor: Client,
) -> None:
    kept = [make_quote(kind="direct").pk for _ in range(27)]
    make_quote("a fine promise", kind="mixed")
    page = open_page(visitor, "/quotes/?kind=direct")
    (link,) = page.xpath("//a[normalize-space()='Export']/@href")
    found = rows(visitor, str(link).removeprefix("?").replace("&as=quotes.csv", ""))
    assert sorted(int(row["id"]) for row in found) == kept


def test_pages_are_read_one_by_one_and_lose_nothing_in_either_order(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "AT_ONCE", 2)
    quotes = [
        make_quote(article=make_article(published_at=f"2031-10-{day:02}T06:00Z")).pk
        for day in range(1, 6)
    ]
    assert [int(row["id"]) for row in rows(visitor, "sort=oldest")] == quotes
    assert [int(row["id"]) for row in rows(visitor)] == quotes[::-1]


def test_readers_get_only_what_they_may_see(visitor: Client) -> None:
    make_quote(status="suggested")
    make_quote(article=make_article(withdrawn_at="2031-10-29T06:00Z"))
    assert rows(visitor) == []
    assert visitor.get("/quotes/?status=suggested&as=quotes.csv").status_code == 302


def test_who_works_here_may_take_what_is_not_decided(annotating: Client) -> None:
    quote = make_quote(status="suggested")
    assert [row["id"] for row in rows(annotating, "status=suggested")] == [str(quote.pk)]


def test_a_spreadsheet_computes_nothing_of_it(visitor: Client) -> None:
    text = "=HYPERLINK(1) he said"
    article = make_article(text=text, title="+1")
    make_quote("=HYPERLINK(1)", article=article, speaker=make_speaker("@reke"))
    (row,) = rows(visitor)
    assert (row["words"], row["title"], row["speaker"]) == ("'=HYPERLINK(1)", "'+1", "'@reke")


@pytest.mark.parametrize("query", ["speaker=99", "kind=loud", "sort=loudest", "after=x&kind=y"])
def test_what_the_address_says_wrongly_is_refused(visitor: Client, query: str) -> None:
    assert visitor.get(f"/quotes/?{query}&as=quotes.csv").status_code == 400
    assert not Speaker.objects.exists()


def test_more_rows_of_a_page_need_no_more_queries(visitor: Client) -> None:
    make_quote()
    with CaptureQueriesContext(connection) as few:
        rows(visitor)
    for _ in range(20):
        make_quote()
    with CaptureQueriesContext(connection) as many:
        assert len(rows(visitor)) == 21
    assert len(many) <= len(few)
