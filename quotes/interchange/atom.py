"""Atom (RFC 4287): the newest quotes of a view, for programs that look in now and then.

A feed has pages (RFC 5005), each with the address of the next: who follows them gets every quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from quotes.models import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.xmlutils import SimplerXMLGenerator

TITLE = 120
"""Code points of a quote that stand in the title of its entry."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A page of a feed: what it is called, where it is, what it is of; addresses are whole.

    `first` is the feed's own address, `address` that of this page of it, `next` that of the page
    with the quotes that come after, if there is one; `page` is what people read. `language` is that
    of the words around the quotes; `changed_at` tells when a feed without any was changed.
    """

    title: str
    first: str
    address: str
    page: str
    language: str
    changed_at: datetime
    next: str = ""


def write_feed(feed: Feed, quotes: Iterable[Mapping[str, Any]]) -> str:
    """Write quotes, as the API answers them, as the entries of a feed.

    The permanent link of a quote is its id; it was updated when the quote last changed.
    """
    drawn = _Atom(
        title=_plain(feed.title),
        link=feed.page,
        description=None,
        feed_url=feed.address,
        feed_guid=feed.first,
        language=feed.language,
        author_name="Verbatim",
        changed_at=feed.changed_at,
        pages={"first": feed.first, "next": feed.next},
    )
    for quote in quotes:
        by = _plain(_said_by(quote))
        words = _plain(quote["display"])
        drawn.add_item(
            title=f"{by}{_act(quote)}: {_cut(words)}",
            link=quote["html_url"],
            description=_drawn(quote, words),
            language=quote["language"],
            unique_id=quote["html_url"],
            author_name=by,
            pubdate=datetime.fromisoformat(quote["published_at"] or quote["created_at"]),
            updateddate=datetime.fromisoformat(quote["updated_at"]),
        )
    return drawn.writeString("utf-8")


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Answer when the newest of it changed; without entries, when the view did, not now."""
        changed: datetime = self.feed["changed_at"]
        return max((item["updateddate"] for item in self.items), default=changed)

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write the addresses of other pages, too."""
        super().add_root_elements(handler)
        for rel, address in self.feed["pages"].items():
            if address:
                handler.addQuickElement("link", "", {"rel": rel, "href": address})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Say in which language an entry is; none where nobody knows."""
        return {"xml:lang": item["language"]}


def _drawn(quote: Mapping[str, Any], words: str) -> str:
    """Answer the words and their source in HTML, each as its letters run."""
    said = f'<blockquote dir="auto">{escape(words)}</blockquote>'
    return f'{said}<p dir="auto">{escape(_source(quote))}</p>'


def _act(quote: Mapping[str, Any]) -> str:
    """Answer what was done with the words, where they were not said."""
    act = Quote.Act(quote["act"])
    return "" if act == Quote.Act.SAID else f" ({act.label})"


def _said_by(quote: Mapping[str, Any]) -> str:
    names = [each["speaker"]["name"] for each in quote["attributions"] if each["speaker"]]
    return ", ".join(names) or _("nobody named")


def _source(quote: Mapping[str, Any]) -> str:
    outlet = quote["outlet"]["name"] if quote["outlet"] else ""
    day = (quote["published_at"] or "")[:10]
    return _plain(", ".join(part for part in (_said_by(quote), outlet, day) if part))


def _cut(words: str) -> str:
    return words if len(words) <= TITLE else f"{words[: TITLE - 1].rstrip()}…"


def _plain(text: str) -> str:
    """Leave out the control characters that XML cannot hold."""
    return _NOT_IN_XML.sub(" ", text)
