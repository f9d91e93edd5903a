"""What a quote's page tells other programs: schema.org, Open Graph; only where anybody may read.

And only of words that somebody said, as they were printed: what is paraphrased, denied or imagined
is nothing to be passed on as a quotation.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quotes.models import Quote

if TYPE_CHECKING:
    from quotes.citations import Cited
    from quotes.queries.record import Record

_LONGEST = 200
# As Django's json_script: nothing in it can end the element.
_INSIDE_A_PAGE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Shared:
    """The same told twice: `linked`, an element of JSON-LD, and a title and a text."""

    linked: SafeString
    title: str
    text: str


def shared(record: Record, cited: Cited) -> Shared | None:
    """Answer what to tell of a quote, or None of one that is not to be passed on."""
    quote = record.card.quote
    is_public = settings.PUBLIC_READING and not record.is_withdrawn
    if not (is_public and quote["status"] == Quote.Status.ACCEPTED and cited.is_verbatim):
        return None
    words = " … ".join(cited.words)
    text = f"“{words}”"
    return Shared(
        linked=_element(_linked(record, cited, words)),
        title=" · ".join(filter(None, (cited.who, cited.outlet))) or text[:_LONGEST],
        text=text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…",
    )


def _element(told: dict[str, Any]) -> SafeString:
    """Return a block of data: no script, so the policy of the page has nothing to refuse."""
    written = json.dumps(told, ensure_ascii=False).translate(_INSIDE_A_PAGE)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(written))


def _linked(record: Record, cited: Cited, words: str) -> dict[str, Any]:
    quote = record.card.quote
    article = {
        "@type": "NewsArticle",
        "headline": cited.title,
        "url": record.article.url,
        "datePublished": quote["published_at"],
        "author": cited.byline,
        "publisher": {"@type": "Organization", "name": cited.outlet} if cited.outlet else None,
    }
    told = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": cited.address,
        "url": cited.address,
        "text": words,
        "inLanguage": quote["language"],
        "dateCreated": quote["said_on"],
        "spokenByCharacter": [_speaker(each) for each in quote["attributions"] if _is_named(each)],
        "isPartOf": _filled(article),
    }
    return _filled(told)


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}


def _is_named(attribution: dict[str, Any]) -> bool:
    return bool(attribution["speaker"]) and attribution["sourcing"] in {"named", "document"}


def _speaker(attribution: dict[str, Any]) -> dict[str, str]:
    speaker = attribution["speaker"]
    kinds = {"person": "Person", "document": "CreativeWork"}
    return {"@type": kinds.get(speaker["kind"], "Organization"), "name": speaker["name"]}
