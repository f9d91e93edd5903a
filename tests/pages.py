"""What stands on a page: elements by class, printed words without our own signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
    from django.test import Client
    from lxml.html import HtmlElement


def open_page(client: Client, path: str) -> HtmlElement:
    """Open a page that has to be there."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return html.fromstring(answer.content.decode())


def by_class(element: HtmlElement, name: str) -> list[HtmlElement]:
    """Return every element of a class inside this one, in reading order."""
    path = f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
    found: list[HtmlElement] = element.xpath(path)
    return found


def text_of(element: HtmlElement) -> str:
    """Return what is to be read, with single spaces."""
    return " ".join(element.text_content().split())


def rows(client: Client, path: str) -> list[str]:
    """Return what is to be read in each row of the table on a page."""
    return [text_of(row) for row in open_page(client, path).xpath("//tbody/tr")]


def printed(page: HtmlElement) -> list[str]:
    """Return the printed words of each quote in a list, its parts set apart by a bar."""
    return [
        " | ".join(part.text_content() for part in by_class(quote, "words"))
        for card in by_class(page, "qc")
        for quote in card.iter("blockquote")
    ]
