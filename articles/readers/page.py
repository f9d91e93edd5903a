"""What a web page says about its article: headline, outlet, byline, date, address, language."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from articles.drafts import LANGUAGE_TAG, DraftRefused, Metadata, read_published_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_TIMES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='DC.date.issued']/@content",
    "//article//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//article//time/@datetime",
)


def metadata(tree: HtmlElement, document: Document, *, tz: tzinfo) -> Metadata:
    """Gather what the page says.

    What it says badly is left out, for the page is not the article.
    """
    found = {
        "title": document.title or headline(tree),
        "outlet": document.sitename or "",
        "byline": ", ".join((document.author or "").split("; ")),
        "url": document.url or "",
        "language": _language(tree),
    }
    kept = {field: value for field, value in found.items() if _stands(field, value)}
    return Metadata(published_at=_published_at(tree, document, tz), **kept)


def headline(tree: HtmlElement) -> str:
    """The page's only first heading, else nothing: of several, one may be the name of the site."""
    headings = {
        " ".join("".join(heading.itertext()).split(" ")) for heading in tree.xpath("//article//h1")
    }
    headings = headings or {"".join(heading.itertext()) for heading in tree.xpath("//h1")}
    return re.sub(r"[ \t\r\n\f]+", " ", headings.pop()).strip() if len(headings) == 1 else ""


def write_quotation_marks(tree: HtmlElement) -> None:
    """Write the marks that browsers draw round <q>: printed, though not in the file."""
    for element in tree.xpath("//q"):
        nested = next(element.iterancestors("q"), None) is not None
        opening, closing = "‘’" if nested else "“”"
        element.text = opening + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + closing
        else:
            element.text += closing
    for element in tree.xpath("//q"):
        element.drop_tag()


def _stands(field: str, value: str) -> bool:
    try:
        Metadata(**{field: value})  # type: ignore[arg-type] # each of these fields is text
    except DraftRefused:
        return False
    return True


def _language(tree: HtmlElement) -> str:
    tag = (
        (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
        .strip()
        .replace("_", "-")
    )
    return tag if re.fullmatch(LANGUAGE_TAG, tag) else ""


def _published_at(tree: HtmlElement, document: Document, tz: tzinfo) -> datetime | None:
    """The first date that can be read.

    What the page states for machines, else what trafilatura found.
    """
    stated = [value for path in _TIMES for value in tree.xpath(path)]
    for value in [*_from_json_ld(tree), *stated, document.date or ""]:
        try:
            moment = read_published_at(value, tz=tz)
        except DraftRefused:
            continue
        if moment:
            return moment
    return None


def _from_json_ld(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        things = data.get("@graph", [data]) if isinstance(data, dict) else data
        for thing in things if isinstance(things, list) else []:
            if isinstance(thing, dict) and isinstance(thing.get("datePublished"), str):
                yield thing["datePublished"]
