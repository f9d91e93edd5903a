"""GET /articles/<id>/."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from accounts.models import User
from articles.models import Article, Outlet
from quotes.models import Quote
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_suggestion,
    make_target,
    make_text_version,
)
from tests.pages import text_of
from tests.quotes.doors import HTMX, WHOLE, as_form, opened, says

pytestmark = pytest.mark.django_db
LINES = [f"“Line {number} of it,” Ilse Marrow said." for number in range(20)]


@pytest.fixture
def article() -> Article:
    article = make_article(title="The ferry", outlet="The Ember Post", byline="Noor Hallam")
    make_suggestion("a fine promise", article, mention="Tomas Reke", cue="called")
    make_quote(article=article, speaker=make_speaker("Ilse Marrow"), mention="Ilse Marrow")
    return article


def address(article: Article, query: str = "") -> str:
    return f"/articles/{article.pk}/{query}"


def test_shows_the_text_with_its_quotes_and_the_first_undecided_one_in_hand(
    annotator: User, article: Article
) -> None:
    waiting = Quote.objects.get(status="suggested")

    page = says(opened(annotator, address(article)))

    assert "The Ember Post" in page
    assert "By Noor Hallam" in page
    assert f'id="was" name="was" value="{waiting.pk}"' in page
    assert "1 of 2 decided" in page
    assert "Nobody else spoke." in page


def test_a_row_of_a_suggestion_is_read_aloud_as_one(annotator: User, article: Article) -> None:
    page = html.fromstring(says(opened(annotator, address(article))))
    rows = [text_of(row) for row in page.xpath("//li[starts-with(@id, 'row-')]")]
    assert [("suggested, " in row, row.endswith("accepted")) for row in rows] == [
        (False, True), (True, False),
    ]  # fmt: skip


def test_the_address_names_the_quote_in_hand(annotator: User, article: Article) -> None:
    accepted = Quote.objects.get(status="accepted")

    page = says(opened(annotator, address(article, f"?quote={accepted.pk}")))

    assert f'id="was" name="was" value="{accepted.pk}"' in page


def test_an_earlier_text_says_so_and_each_text_leads_to_the_others(
    annotator: User, article: Article
) -> None:
    make_text_version(article, text="Nothing is left of it.", note="Corrected: all of it.")

    newest, earlier = (says(opened(annotator, address(article, at))) for at in ("", "?text=1"))

    assert "Nothing is left of it." in newest
    assert "Corrected: all of it." in newest
    assert 'href="?text=1"' in newest
    assert "This is an earlier text." not in newest
    assert "This is an earlier text." in earlier
    assert 'href="?text=2"' in earlier
    assert "Nobody else spoke." in earlier


@pytest.mark.parametrize("query", ["?quote=987654", "?quote=", "?quote=x", "?quote=" + "9" * 40])
def test_a_quote_that_is_not_there_leaves_the_first_one(
    annotator: User, article: Article, query: str
) -> None:
    waiting = Quote.objects.get(status="suggested")

    page = says(opened(annotator, address(article, query)))

    assert f'id="was" name="was" value="{waiting.pk}"' in page


def test_htmx_gets_the_parts_that_differ_and_its_back_the_whole_page(
    annotator: User, article: Article
) -> None:
    first, second = Quote.objects.order_by("content")
    query = f"?quote={second.pk}&was={first.pk}"

    part = opened(annotator, address(article, query), HTMX)
    whole = opened(annotator, address(article, query), WHOLE)

    assert "<html" not in says(part)
    assert all(f'id="row-{quote.pk}"' in says(part) for quote in (first, second))
    assert "<html" in says(whole)
    for answer in (part, whole):
        assert {"HX-Request", "HX-Request-Type"} <= set(answer["Vary"].split(", "))


def test_a_reader_sees_accepted_quotes_and_no_controls(reader: User, article: Article) -> None:
    page = says(opened(reader, address(article)))

    assert "decided" not in page
    assert "It always has.</span>" in page
    assert "a fine promise</span>" not in page
    assert "quote-accept" not in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]


def test_visitors_read_where_reading_is_public_only(settings: Any, article: Article) -> None:
    settings.PUBLIC_READING = False
    assert opened(None, address(article))["Location"].startswith("/sign-in/?next=/articles/")

    settings.PUBLIC_READING = True
    assert opened(None, address(article)).status_code == 200


def test_of_an_outlet_that_does_not_allow_it_readers_get_only_what_is_quoted(
    reader: User, article: Article
) -> None:
    Outlet.objects.update(shows_full_text=False)

    page = says(opened(reader, address(article)))

    assert "It always has." in page
    assert "Nobody else spoke." not in page


def test_each_text_of_an_article_has_its_own_quotes(annotator: User, article: Article) -> None:
    make_text_version(article, text="“It sailed,” Ilse Marrow said.")
    old = Quote.objects.get(status="accepted")

    assert "none yet" in says(opened(annotator, address(article)))
    assert "1 of 2 decided" in says(opened(annotator, address(article, "?text=1")))
    assert "1 of 2 decided" in says(opened(annotator, address(article, f"?quote={old.pk}")))


def test_what_is_not_there_is_not_found(annotator: User, article: Article) -> None:
    assert opened(annotator, "/articles/987654/").status_code == 404
    assert opened(annotator, address(article, "?text=9")).status_code == 404


def test_it_is_only_read(annotator: User, article: Article) -> None:
    assert as_form(annotator, address(article)).status_code == 405


def test_words_are_never_markup(annotator: User) -> None:
    text = "“<b>Fish</b> & <script>chips</script>,” she said."
    article = make_article(text=text, title="<i>Title</i>", byline="<u>Nobody</u>")
    make_suggestion("<b>Fish</b> & <script>chips</script>,", article).attributions.update(
        proposed_name='<s>"She"</s>', sourcing="named"
    )

    page = opened(annotator, address(article)).content.decode()

    for tag in ("<b>Fish", "<script>chips", "<i>Title", "<u>Nobody", '<s>"She'):
        assert tag not in page
    assert "&lt;b&gt;Fish&lt;/b&gt; &amp; &lt;script&gt;chips&lt;/script&gt;," in page


@pytest.mark.parametrize("headers", [None, HTMX], ids=["whole", "part"])
def test_twenty_quotes_need_no_more_queries_than_two(
    annotator: User, headers: dict[str, str] | None
) -> None:
    assert _queries(annotator, 2, headers) == _queries(annotator, 20, headers)


def _queries(user: User, count: int, headers: dict[str, str] | None) -> int:
    article = make_article(text="\n\n".join(LINES), outlet="The Ember Post")
    target: Any = make_target()
    for number in range(count):
        speaker = make_speaker() if number % 2 else None
        quote = make_suggestion(f"Line {number} of it,", article, speaker=speaker)
        quote.attributions.filter(speaker=None).update(proposed_name="Ilse Marrow")
        make_stance(quote, target)
    opened(user, address(article), headers)  # what the process remembers is remembered now
    with CaptureQueriesContext(connection) as queries:
        opened(user, address(article), headers)
    return len(queries)


def test_offers_the_position_the_words_say_and_why(annotator: User) -> None:
    article = make_article(text="“We oppose the ferry levy if it stays so,” Ilse Marrow said.")
    suggested = make_suggestion("We oppose the ferry levy if it stays so,", article)
    target = make_target("Ferry levy")

    page = says(opened(annotator, address(article)))

    why = f"stance-{target.pk}-why"
    assert f'value="oppose if" class="hinted" aria-describedby="{why}"' in page
    assert "Reads as oppose, if…: <q" in page
    assert "We oppose the ferry levy</q>" in page
    assert not suggested.stances.exists()
