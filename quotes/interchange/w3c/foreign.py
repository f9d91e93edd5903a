"""Annotations of other programs, about articles that are here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from articles.queries import current_texts
from quotes.interchange.fingerprints import fingerprint
from quotes.interchange.records.refused import ItemRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Record = dict[str, Any]


class Foreign:
    """What such annotations name: articles by their addresses, speakers by their names."""

    def __init__(self) -> None:
        self.articles: dict[str, Record] = {}
        self.speakers: dict[str, Record] = {}

    def records(self) -> Iterator[tuple[str, Record]]:
        """Yield the records of all that was named, each with a place to tell."""
        for source, record in self.articles.items():
            yield source, record
        for name, record in self.speakers.items():
            yield name, record

    def record(self, item: Mapping[str, Any], content: Any, source: str) -> Record:
        """Answer an annotation as a quote: who is identified said it. Raises ItemRefused."""
        self._add_article(source)
        pk = item.get("id")
        return {
            "type": "quote",
            "key": pk if isinstance(pk, str) else fingerprint(content, source),
            "article": source,
            "content": content,
            "attributions": [{"speaker": self._speaker(name)} for name in _identified(item)],
        }

    def _speaker(self, name: str) -> str:
        record = {"type": "speaker", "key": f"named {name}", "name": name}
        return str(self.speakers.setdefault(name, record)["key"])

    def _add_article(self, source: str) -> None:
        if source in self.articles:
            return
        version = current_texts().filter(article__url=source).first()
        if version is None:
            message = _("no article here has the address %(source)s")
            raise ItemRefused(message % {"source": source[:200]}, "/target")
        self.articles[source] = {
            "type": "article",
            "key": source,
            "url": source,
            "texts": [{"number": 1, "text": version.text, "blocks": version.blocks}],
        }


def _identified(item: Mapping[str, Any]) -> Iterator[str]:
    bodies = item.get("body", [])
    for body in bodies if isinstance(bodies, list) else [bodies]:
        is_name = isinstance(body, dict) and body.get("purpose") == "identifying"
        value = body.get("value") if is_name else None
        if isinstance(value, str) and value.strip():
            yield " ".join(value.split())
