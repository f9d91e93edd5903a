"""Atom (RFC 4287): the newest quotes of a view, for programs that look in now and then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TITLE = 120
"""Code points of a quote that stand in the title of its entry."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed: what it is called, where it is, and the page it is of; addresses are whole."""

    title: str
    address: str
    page: str
    changed_at: datetime


def write_feed(feed: Feed, quotes: Iterable[Mapping[str, Any]]) -> str:
    """Write quotes, as the API answers them, as the entries of a feed.

    The permanent link of a quote is its id; it was updated when the quote last changed.
    """
    drawn = _Atom(
        title=_plain(feed.title),
        link=feed.page,
        description=None,
        feed_url=feed.address,
        feed_guid=feed.address,
        author_name="Verbatim",
        changed_at=feed.changed_at,
    )
    for quote in quotes:
        by = _plain(_said_by(quote))
        words = _plain(quote["display"])
        drawn.add_item(
            title=f"{by}: {_cut(words)}",
            link=quote["html_url"],
            description=f"<blockquote>{escape(words)}</blockquote><p>{escape(_source(quote))}</p>",
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
