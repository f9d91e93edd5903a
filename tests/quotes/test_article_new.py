"""The page that takes in an article: pasted or uploaded, asked about before it is stored."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import expect

from accounts.models import User
from articles.models import Article, TextVersion
from quotes.models import Quote
from tests.browser import DESKTOP, PHONE, Live, assert_accessible
from tests.factories import TEXT, make_article

URL = "https://courier.example/promise"
PAGE = b"""<html lang="de"><head><meta charset="utf-8"><meta property="og:title" content="Theirs">
<meta property="og:site_name" content="Bote"></head><body><article>
<p>&ldquo;We were told that the small boats would be left alone,&rdquo; Ilse Marrow said.</p>
</article>"""


@pytest.fixture
def client(annotator: User) -> Client:
    client = Client()
    client.force_login(annotator)
    return client


def send(client: Client, data: bytes | None = None, name: str = "a.txt", **fields: str) -> Any:
    upload = {} if data is None else {"file": SimpleUploadedFile(name, data)}
    return client.post("/articles/new/", {**fields, **upload}, follow=True)


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def errors(answer: Any) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


def test_asks_for_all_that_can_be_known(client: Client) -> None:
    make_article(outlet="The Aldmoor Courier")
    answer = client.get("/articles/new/")
    assert answer.status_code == 200
    for name in ("text", "file", "title", "outlet", "byline", "published_on", "url", "language"):
        assert f'name="{name}"' in answer.text
    assert '<option value="The Aldmoor Courier">' in answer.text


def test_stores_what_was_pasted_and_goes_on_to_it(client: Client, annotator: User) -> None:
    fields = {"title": "A promise", "outlet": "Bote", "byline": "Una Pell", "url": URL}
    answer = send(client, None, "", text=TEXT.replace("\n", "\r\n"), language="en", **fields)
    article = Article.objects.get()
    assert answer.redirect_chain == [(f"/articles/{article.pk}/", 302)]
    assert said(answer) == [f"{Quote.objects.count()} quotes suggested."]
    assert (article.title, article.byline, article.url, article.language) == (
        *("A promise", "Una Pell"),
        *(URL, "en"),
    )
    assert (article.outlet and article.outlet.name, article.created_by) == ("Bote", annotator)
    assert article.published_at is None
    assert TextVersion.objects.get().text == TEXT


def test_what_is_typed_wins_over_what_the_page_says_and_blanks_are_filled(client: Client) -> None:
    send(client, PAGE, "a.html", title="Mine")
    article = Article.objects.get()
    assert (article.title, article.outlet and article.outlet.name) == ("Mine", "Bote")
    assert article.language == "de"


def test_the_same_article_again_adds_nothing_and_says_so(client: Client) -> None:
    send(client, text=TEXT, url=URL)
    answer = send(client, text=TEXT, url=URL)
    assert said(answer) == ["This article is here already: nothing was added."]
    assert answer.redirect_chain == [(f"/articles/{Article.objects.get().pk}/", 302)]
    assert TextVersion.objects.count() == 1


def test_an_address_that_is_here_gets_a_next_text_only_when_sent_again(client: Client) -> None:
    send(client, text=TEXT, url=URL)
    article, changed = Article.objects.get(), TEXT + "\nCorrected."
    asked = send(client, text=changed, url=URL, title="Kept")
    assert (asked.status_code, list(errors(asked))) == (409, ["url"])
    assert f'href="/articles/{article.pk}/"' in asked.text
    assert 'value="Kept"' in asked.text
    assert TextVersion.objects.count() == 1
    answer = send(client, text=changed, url=URL, next_text_of=str(article.pk))
    assert said(answer)[0].startswith("A changed text: version 2 is stored, ")
    assert list(TextVersion.objects.order_by("number").values_list("text", flat=True)) == [
        TEXT,
        changed,
    ]


def test_another_can_follow_from_the_same_outlet(client: Client) -> None:
    answer = send(client, text=TEXT, outlet="Bote & Co", next="1")
    assert answer.redirect_chain == [("/articles/new/?outlet=Bote+%26+Co", 302)]
    assert 'value="Bote &amp; Co"' in answer.text


@pytest.mark.parametrize(
    ("sent", "at", "words"),
    [
        ({"text": ""}, "text", "The text is empty."),
        ({"text": "x" * 5_000_000}, "text", "The text is 5.0 MB; one article can have 2 MB."),
        ({"text": "a\0b"}, "text", "Null characters are not allowed."),
        ({"text": TEXT, "url": "courier"}, "url", "“courier” is not an address"),
        ({"text": TEXT, "published_on": "31.2."}, "published_on", "“31.2.” is not a day."),
        ({"text": TEXT, "language": "English!"}, "language", "“English!” is not a language tag."),
        ({"data": b"Caf\xe9 au lait"}, "file", "Byte 3 (line 1) is 0xE9, which is not UTF-8."),
        ({"data": b"a\0b"}, "file", "Byte 1 is NUL: this is a binary file."),
        ({"data": b"%PDF-1.7"}, "file", "This file is a PDF."),
        ({"data": b"{}", "name": "a.jsonl"}, "file", "This file has an article on each line."),
        ({"data": b"x" * 16_000_001}, "file", "This file is 16 MB; 16 MB is the most."),
        ({"data": b"<html></html>", "name": "a.html"}, "file", "No article was found"),
        ({"data": b"One.", "text": "Two."}, "file", "Give a text or a file, not both."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_says_at_the_field_what_is_wrong_and_stores_nothing(
    client: Client, sent: dict[str, Any], at: str, words: str
) -> None:
    answer = send(client, title="Typed", **sent)
    assert answer.status_code == 422
    assert list(errors(answer)) == [at]
    assert errors(answer)[at][0].startswith(words)
    assert 'value="Typed"' in answer.text
    assert not Article.objects.exists()


def test_keeps_the_text_that_was_typed_when_something_else_is_wrong(client: Client) -> None:
    answer = send(client, text="“Letters,” she said, “& <marks>.”", url="courier")
    assert "“Letters,” she said, “&amp; &lt;marks&gt;.”" in answer.text


def test_is_for_annotators_and_above(db: None, reader: User) -> None:
    visitor = Client()
    assert visitor.get("/articles/new/").headers["Location"] == "/sign-in/?next=/articles/new/"
    visitor.force_login(reader)
    assert visitor.post("/articles/new/", {"text": TEXT}).status_code == 403
    assert not Article.objects.exists()


@pytest.mark.journey
def test_takes_in_a_paste_by_keyboard_and_without_script(live: Live, annotator: User) -> None:
    page = live.open("/articles/new/", user=annotator, scripts=False)
    page.get_by_label("Outlet").focus()
    page.keyboard.type("Bote")
    page.get_by_label("Text", exact=False).first.focus()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="2 quotes suggested.")).to_be_visible()
    assert TextVersion.objects.get().text == TEXT


@pytest.mark.journey
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_is_accessible_empty_and_refused(
    live: Live, annotator: User, width: int, scheme: Any
) -> None:
    page = live.open("/articles/new/", user=annotator, width=width, scheme=scheme)
    assert_accessible(page)
    page.get_by_label("Address").fill("courier")
    page.get_by_label("Printed").fill("2031-10-29")
    page.get_by_role("button", name="Add and find quotes").click()
    expect(page.get_by_text("is not an address that begins")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
