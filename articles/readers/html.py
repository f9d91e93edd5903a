"""A saved web page: its article's paragraphs, and what the page says about them.

trafilatura finds the article on the page. It makes runs of spaces one space; offsets count in what
is stored.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from lxml import html as markup

from articles.drafts import TEXT_BYTES, Draft, DraftRefused, Metadata
from articles.printed import append
from articles.readers import page
from articles.readers.encoding import decode, refuse_binary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from lxml.etree import _Element
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

FILE_BYTES = 8 * TEXT_BYTES
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
# Browsers read a page that says so as Windows' superset, and so do its authors.
_LATIN_1 = {"iso8859-1", "ascii"}
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_PARAGRAPHS = {"p", "head", "quote", "list", "item", "table", "row", "cell", "div", "code"}
_PARAGRAPH_BREAK = re.compile(r"\0(?:[ \t\r\n\f]*\0)+")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes, *, tz: tzinfo) -> Draft:
    """Read the article of an HTML file.

    Its encoding is that of the byte order mark or meta element, else UTF-8.
    """
    refuse_binary(data)
    if len(data) > FILE_BYTES:
        message = _("This page is %(size)s MB; %(most)s MB is the most.") % {
            "size": f"{len(data) / 1e6:.1f}",
            "most": f"{FILE_BYTES / 1e6:.0f}",
        }
        raise DraftRefused("file", f"{len(data)} bytes", message)
    return read_markup(decode(data, declared=_declared(data)), tz=tz)


def read_markup(source: str, *, tz: tzinfo, given: Metadata | None = None) -> Draft:
    """Read the article of a page that is already characters.

    What is `given` counts more than what the page says.
    """
    tree = _parse(source)
    captions = _take_captions(tree)
    page.write_quotation_marks(tree)
    document = _extract(tree)
    paragraphs = list(_paragraphs(document.body)) if document else []
    if not document or not paragraphs:
        raise DraftRefused(
            "html", "", _("No article was found on this page. Paste its text instead.")
        )
    headline = page.headline(tree)
    body = "\n\n".join(
        paragraphs[1:] if paragraphs[0] == headline and paragraphs[1:] else paragraphs
    )
    text, blocks = append(
        body, [("headline", headline), *(("caption", words) for words in captions)]
    )
    metadata = page.metadata(tree, document, tz=tz).known() | (given.known() if given else {})
    return Draft(text=text, blocks=blocks, source_format="html", **metadata)


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    if not found:
        return ""
    name = found.group(1).decode("ascii")
    try:
        known = codecs.lookup(name).name
    except LookupError as error:
        raise DraftRefused(
            "file",
            name,
            _("The page says its encoding is “%(name)s”, which nobody knows.") % {"name": name},
        ) from error
    return "cp1252" if known in _LATIN_1 else known


def _parse(source: str) -> HtmlElement:
    if "\0" in source:
        raise DraftRefused(
            "html",
            f"NUL at {source.index(chr(0))}",
            _("The page has a NUL in it: is it a binary file?"),
        )
    try:
        return markup.document_fromstring(_PROLOGUE.sub("", source.lstrip("\ufeff")))
    except (markup.etree.ParserError, ValueError) as error:
        raise DraftRefused("html", source, _("This is not a page that can be read.")) from error


def _extract(tree: HtmlElement) -> Document | None:
    """Find the article; of a short one trafilatura runs all paragraphs together unless told."""
    found = _found(tree)
    if found and len(list(_paragraphs(found.body))) == 1:
        return _found(tree, of_any_length=True) or found
    return found


def _found(tree: HtmlElement, *, of_any_length: bool = False) -> Document | None:
    # A third of a second, for pages alone.
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import DEFAULT_CONFIG, use_config  # noqa: PLC0415

    config = DEFAULT_CONFIG
    if of_any_length:
        config = use_config()
        for least in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
            config.set("DEFAULT", least, "1")
    found = bare_extraction(
        tree,
        config=config,
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return None if isinstance(found, dict) else found


def _take_captions(tree: HtmlElement) -> list[str]:
    """Take the captions of the article's pictures out of the page, so that each stands once."""
    captions = []
    for element in tree.xpath("//article//figcaption | //main//figcaption"):
        words = _tidy("".join(element.itertext()))
        if words and words not in captions:
            captions.append(words)
        element.drop_tree()
    return captions


def _paragraphs(body: _Element) -> Iterator[str]:
    """Yield the text between one break of paragraphs and the next; line breaks within stay."""
    for run in _PARAGRAPH_BREAK.split("".join(_runs(body))):
        words = "\n".join(filter(None, (_tidy(line) for line in run.split("\0"))))
        if words:
            yield words


def _runs(element: _Element) -> Iterator[str]:
    """Yield text, with a NUL where a line breaks and two where a paragraph does.

    A page has none of its own.
    """
    breaks = "\0\0" if element.tag in _PARAGRAPHS else "\0" if element.tag == "lb" else ""
    yield breaks
    yield element.text or ""
    for child in element:
        yield from _runs(child)
        yield child.tail or ""
    if element.tag in _PARAGRAPHS:
        yield breaks


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")
