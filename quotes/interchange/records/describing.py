"""What is stored as records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.queries.exported_whole import find_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from articles.models import TextVersion
    from quotes.models import Attribution, Quote, Relay, Speaker, Target
    from quotes.queries.exported_whole import Whole
    from quotes.queries.filters import QuoteFilters
    from quotes.spans import Spans

    Record = dict[str, Any]

PLAIN = ("kind", "act", "origin", "unsure", "changed", "confidence", "reason", "stances_done")
OCCASION = (
    "said_on_precision",
    "earlier",
    "place",
    "channel",
    "said_in",
    "addressee",
    "external_id",
)


@dataclass(frozen=True)
class Records:
    """The records of an export, by their type."""

    people: Sequence[Record]
    articles: Sequence[Record]
    speakers: Sequence[Record]
    targets: Sequence[Record]
    quotes: Sequence[Record]

    def by_text(self) -> Iterator[tuple[Record, Record, list[Record]]]:
        """Yield each text with its article and the quotes that stand in it."""
        of_text: dict[tuple[int, int], list[Record]] = {}
        for quote in self.quotes:
            of_text.setdefault((quote["article"], quote["text"]), []).append(quote)
        for article in self.articles:
            for text in article["texts"]:
                yield article, text, of_text.get((article["key"], text["number"]), [])

    @property
    def all(self) -> list[Record]:
        """Answer all of them, none before those it names but for parts, merges and parents."""
        return [*self.people, *self.articles, *self.speakers, *self.targets, *self.quotes]


def describe(filters: QuoteFilters, *, source: str) -> Records:
    """Answer the accepted quotes asked for that every reader may see, and all they name."""
    whole = find_whole(filters, source=source)
    return Describing(whole).records()


class Describing:
    """Rows as records; what is not in the export is not named either."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self.quotes = {quote.pk for quote in whole.quotes}

    def records(self) -> Records:
        """Answer all records."""
        whole = self.whole
        people = {q.decided_by.username: q.decided_by for q in whole.quotes if q.decided_by}
        return Records(
            people=[
                {"type": "person", "key": name, "name": people[name].shown_name}
                for name in sorted(people)
            ],
            articles=[_article(texts) for _pk, texts in sorted(whole.texts.items())],
            speakers=[self._speaker(one) for one in whole.speakers.values()],
            targets=[self._target(one) for one in whole.targets.values()],
            quotes=[self._quote(quote) for quote in whole.quotes],
        )

    def _named(self, pk: int | None) -> int | None:
        return pk if pk in self.whole.speakers else None

    def _speaker(self, speaker: Speaker) -> Record:
        return {
            "type": "speaker",
            "key": speaker.pk,
            "name": speaker.name,
            "kind": speaker.kind,
            "names": [name.name for name in speaker.names.all()],
            "roles": [
                {
                    "role": role.role,
                    "organisation": self._named(role.organisation_id),
                    "since": _day(role.since),
                    "until": _day(role.until),
                }
                for role in speaker.roles.all()
            ],
            "attributes": speaker.attributes,
            "wikidata_id": speaker.wikidata_id,
            "part_of": self._named(speaker.part_of_id),
            "merged_into": self._named(speaker.merged_into_id),
            "article": speaker.article_id,
        }

    def _target(self, target: Target) -> Record:
        return {
            "type": "target",
            "key": target.pk,
            "name": target.name,
            "kind": target.kind,
            "attributes": target.attributes,
            "part_of": target.part_of_id,
            "merged_into": target.merged_into_id,
            "speaker": target.speaker_id,
        }

    def _quote(self, quote: Quote) -> Record:
        decided_by = quote.decided_by.username if quote.decided_by else None
        decided_at = _moment(quote.decided_at)
        return {
            "type": "quote",
            "key": quote.pk,
            "article": quote.article_id,
            "text": self._number(quote),
            "status": quote.status,
            "content": _parts(quote.content, quote.content_words),
            "cue": _parts(quote.cue, quote.cue_words),
            "attributions": [self._source(each) for each in quote.attributions.all()],
            "relays": [self._relay(each) for each in quote.relays.all()],
            "stances": [
                {
                    "target": each.target_id,
                    "position": each.position,
                    "conditional": each.conditional,
                }
                for each in quote.stances.all()
            ],
            "parent": quote.parent_id if quote.parent_id in self.quotes else None,
            **{name: getattr(quote, name) for name in PLAIN},
            "said_on": _day(quote.said_on),
            **{name: getattr(quote, name) for name in OCCASION},
            "addressee_span": _parts(quote.addressee_span, quote.addressee_words),
            "decided": {"by": decided_by, "at": decided_at, "how": quote.decided_how},
        }

    def _number(self, quote: Quote) -> int:
        texts = self.whole.texts[quote.article_id]
        return next(text.number for text in texts if text.pk == quote.text_version_id)

    def _source(self, source: Attribution) -> Record:
        return {
            "mention": _parts(source.mention, source.mention_words),
            "speaker": self._named(source.speaker_id),
            "organisation": self._named(source.organisation_id),
            "sourcing": source.sourcing,
            "descriptor": _parts(source.descriptor, source.descriptor_words),
            "condition": _parts(source.condition, source.condition_words),
            "proposed_name": source.proposed_name,
            "proposed_kind": source.proposed_kind,
        }

    def _relay(self, relay: Relay) -> Record:
        return {
            "name": relay.name,
            "speaker": self._named(relay.speaker_id),
            "span": _parts(relay.span, relay.span_words),
        }


def _article(texts: Sequence[TextVersion]) -> Record:
    article = texts[0].article
    return {
        "type": "article",
        "key": article.pk,
        "title": article.title,
        "outlet": article.outlet.name if article.outlet else "",
        "byline": article.byline,
        "published_at": _moment(article.published_at),
        "url": article.url or "",
        "external_id": article.external_id or "",
        "language": article.language,
        "texts": [
            {
                "number": text.number,
                "kind": text.kind,
                "dated": _day(text.dated),
                "note": text.note,
                "source_format": text.source_format,
                "sha256": text.sha256,
                "blocks": text.blocks,
                "text": text.text,
            }
            for text in texts
        ],
    }


def _parts(parts: Spans | None, words: Sequence[str] | None) -> list[Record]:
    return [
        {"start": start, "end": end, "exact": exact}
        for (start, end), exact in zip(parts or (), words or (), strict=True)
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
