"""A saved page becomes its article's paragraphs, with every mark of quotation in them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from articles.drafts import Draft, DraftRefused, Metadata
from articles.readers import read
from articles.readers.html import read_markup

TZ = ZoneInfo("Europe/Lisbon")
PARAGRAPHS = [
    "“I was told the small boats would be left alone,” the governor said. “They were not.”",
    "\"No,\" he'd answered; ``never'', ''ever''. „Wir nicht“, sagte er. « Jamais », dit-elle.",
    "The office declined to say whether it would vote against the clause 😀 — ’twas late.",
    "“שלום,” she said. Ze\u0301lie nodded & left <early>.",
]
HEAD = """<meta charset="utf-8"><title>Row grows | The Aldmoor Courier</title>
<meta property="og:title" content="Row grows">
<meta property="og:site_name" content="The Aldmoor Courier">
<link rel="canonical" href="https://courier.example/row"><meta name="author" content="Rosa Tindall">
<meta property="article:published_time" content="2031-10-29T08:15:00+02:00">"""


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def page(*, head: str = HEAD, before: str = "", after: str = "") -> str:
    body = "".join(f"<p>{escaped(paragraph)}</p>" for paragraph in PARAGRAPHS)
    return f"""<!doctype html><html lang="en_GB"><head>{head}</head><body>
<nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article>{before}{body}{after}</article>
<footer><p>All rights reserved by us.</p></footer></body></html>"""


def blocks(draft: Draft) -> list[tuple[str, str]]:
    return [(block["role"], draft.text[block["start"] : block["end"]]) for block in draft.blocks]


def test_keeps_every_character_of_the_paragraphs() -> None:
    assert blocks(read_markup(page(), tz=TZ)) == [("body", "\n\n".join(PARAGRAPHS))]


def test_keeps_the_paragraphs_of_a_short_article_apart() -> None:
    short = ["“We will not sell,” said Ilse Marrow.", "She added: “It is ours and it stays.”"]
    body = "".join(f"<p>{escaped(paragraph)}</p>" for paragraph in short)
    source = f"<nav>Home</nav><article><h1>Quay</h1>{body}</article><footer>Imprint</footer>"
    assert blocks(read_markup(source, tz=TZ)) == [
        ("body", "\n\n".join(short)),
        ("headline", "Quay"),
    ]


def test_reads_what_the_page_says_about_its_article() -> None:
    draft = read_markup(page(), tz=TZ)
    assert draft.known() == {
        "title": "Row grows",
        "outlet": "The Aldmoor Courier",
        "byline": "Rosa Tindall",
        "published_at": datetime(2031, 10, 29, 6, 15, tzinfo=UTC),
        "url": "https://courier.example/row",
        "language": "en-GB",
    }


def test_puts_headline_and_captions_after_the_body_as_blocks() -> None:
    figure = '<figure><img src="p.jpg"><figcaption>“Our only road”</figcaption></figure>'
    before = f"<h1>Row grows</h1>{figure}"
    assert blocks(read_markup(page(before=before), tz=TZ)) == [
        ("body", "\n\n".join(PARAGRAPHS)),
        ("headline", "Row grows"),
        ("caption", "“Our only road”"),
    ]


def test_writes_the_marks_that_browsers_draw() -> None:
    after = "<p>He called it <q>a <b>silly</b> <q>little</q> idea</q> and went to the harbour.</p>"
    assert (
        "called it “a silly ‘little’ idea” and went" in read_markup(page(after=after), tz=TZ).text
    )


def test_keeps_lists_and_line_breaks_apart() -> None:
    items = "<ul><li>One thing</li><li>Another</li></ul>"
    after = f"<p>First line of the song<br>Second line of it</p>{items}"
    text = read_markup(page(after=after), tz=TZ).text
    assert "\n\nFirst line of the song\nSecond line of it\n\nOne thing\n\nAnother" in text


def test_reads_the_encoding_that_the_page_declares() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    source = (
        "<html><head>"
        + head
        + "</head><body><article><p>“Café,” he said.</p></article></body></html>"
    )
    assert read(source.encode("cp1252"), tz=TZ).text == "“Café,” he said."


@pytest.mark.parametrize("charset", ["utf-8", "klingon"])
def test_refuses_an_encoding_that_is_not_what_it_says(charset: str) -> None:
    with pytest.raises(DraftRefused, match="file"):
        read(f'<html><meta charset="{charset}"><p>Café said he.'.encode("latin-1"), tz=TZ)


@pytest.mark.parametrize("source", ["", " ", "<html></html>", "<!-- -->"])
def test_refuses_a_page_without_an_article(source: str) -> None:
    with pytest.raises(DraftRefused, match="html"):
        read_markup(source, tz=TZ)


def test_leaves_out_what_the_page_says_badly() -> None:
    head = '<meta property="article:published_time" content="soon">'
    source = page(head=head).replace("en_GB", "Klingon!")
    draft = read_markup(source, tz=TZ)
    assert (draft.published_at, draft.language) == (None, "")


def test_reads_the_date_of_json_ld() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2031-10-29"}]}</script>'
    )
    assert read_markup(page(head=head), tz=TZ).published_at == datetime(2031, 10, 29, tzinfo=TZ)


def test_what_the_person_gives_counts_more() -> None:
    draft = read_markup(page(), tz=TZ, given=Metadata(title="Mine"))
    assert (draft.title, draft.outlet) == ("Mine", "The Aldmoor Courier")
