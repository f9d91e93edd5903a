"""Articles with all their texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.drafts import Draft, DraftRefused
from quotes.commands.loading import GivenArticle
from quotes.interchange.as_stored import AsStored
from quotes.interchange.records.refused import ItemRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

META = ("title", "outlet", "byline", "url", "external_id", "language")


@dataclass
class Texts:
    """The texts that were read, as the file has them, by the key of article and text."""

    texts: dict[str, str] = field(default_factory=dict)
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _stored: dict[str, AsStored] = field(default_factory=dict)

    def as_stored(self, key: str) -> AsStored:
        """Answer where the offsets of a text are when it is stored."""
        if key not in self._stored:
            self._stored[key] = AsStored(self.texts[key])
        return self._stored[key]

    def key(self, article: int | str, number: int | None) -> str:
        """Answer the key of a text: that of its number, else of the last. Raises ItemRefused."""
        key = text_key(article, number) if number is not None else self._last(article)
        if key not in self.texts:
            message = _("names text %(number)s of article %(key)s, not there or refused")
            raise ItemRefused(message % {"number": number or 1, "key": str(article)[:40]})
        return key

    def _last(self, article: int | str) -> str:
        begin = text_key(article, None)
        return next((key for key in reversed(self.texts) if key.startswith(begin)), begin)


def text_key(article: int | str, number: int | None) -> str:
    """Answer what a text is known by in a file."""
    return f"{article} text {number or ''}"


def read_article(record: Mapping[str, Any], texts: Texts) -> list[GivenArticle]:
    """Answer an article, once for each text. Raises ItemRefused."""
    numbers = [text["number"] for text in record["texts"]]
    if numbers != sorted(set(numbers)):
        raise ItemRefused(_("/texts: their numbers do not rise"))
    meta = {name: record.get(name, "") for name in META}
    published_at = read_moment("/published_at", record.get("published_at"))
    found, first = list[GivenArticle](), text_key(record["key"], numbers[0])
    for place, text in enumerate(record["texts"]):
        key = text_key(record["key"], text["number"])
        told = {"published_at": published_at, **meta, **_printed(place, text)}
        try:
            draft = Draft(**told)
        except DraftRefused as refused:
            raise ItemRefused(refused.message, f"/{refused.field}") from refused
        named = _("article %(key)s “%(title)s”") % {"key": record["key"], "title": draft.title[:60]}
        found.append(
            GivenArticle(key=key, draft=draft, text_of=first if place else None, place=named)
        )
    for one, text in zip(found, record["texts"], strict=True):
        texts.texts[one.key] = text["text"]
        texts.marks[one.key] = (
            draft.url,
            draft.external_id,
            draft.title,
            one.draft.sha256,
        )
    return found


def _printed(place: int, text: Mapping[str, Any]) -> dict[str, Any]:
    """Answer what a draft takes of a text; its first kind is no kind of a next text."""
    moved = AsStored(text["text"])
    blocks = []
    for block in text.get("blocks", ()):
        for start, end in moved(((block["start"], block["end"]),)):
            blocks.append({"role": block["role"], "start": int(start), "end": int(end)})
    kind = text.get("kind", "update")
    return {
        "text": text["text"],
        "blocks": tuple(blocks),
        "source_format": text.get("source_format") or "text",
        "kind": "update" if kind == "first" else kind,
        "note": text.get("note", ""),
        "dated": read_day(f"/texts/{place}/dated", text.get("dated")),
    }


def read_day(pointer: str, value: str | None) -> date | None:
    """Answer a day. Raises ItemRefused."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise ItemRefused(str(error), pointer) from error


def read_moment(pointer: str, value: str | None) -> datetime | None:
    """Answer a moment; without a zone it is the newsroom's. Raises ItemRefused."""
    try:
        moment = datetime.fromisoformat(value) if value else None
        if moment and timezone.is_naive(moment):
            moment = timezone.make_aware(moment)
        return moment and moment.astimezone(timezone.get_default_timezone())
    except (ValueError, OverflowError) as error:
        raise ItemRefused(str(error), pointer) from error
