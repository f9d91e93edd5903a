"""What the program's tables have no place for, as it stands in the table beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.interchange.dna.documents import seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from articles.models import TextVersion
    from quotes.models import Attribution, Quote, Relay, Speaker, Target
    from quotes.models.fields import Spans

    Number = Callable[[int | None], int | None]

FACTS = (
    *("cue", "act", "unsure", "stances_done", "said_on", "said_on_precision", "earlier"),
    *("place", "channel", "said_in", "addressee", "addressee_span", "confidence", "reason"),
    *("changed", "decided_at", "decided_how"),
)
"""Columns of a quote that go along by their names."""


def describe_article(version: TextVersion, *, text_of: int | None) -> dict[str, Any]:
    """Answer an article; of a next text of one before, of which document it is."""
    article = version.article
    at = article.published_at
    draft: dict[str, Any] = {
        "title": article.title,
        "outlet": article.outlet.name if article.outlet else "",
        "byline": article.byline,
        "published_at": at and at.isoformat(),
        "seconds": seconds_of(at or article.created_at),
        "url": article.url or "",
        "language": article.language,
        "external_id": article.external_id or "",
        "blocks": version.blocks,
        "source_format": version.source_format,
    }
    if text_of is not None:
        dated = version.dated and version.dated.isoformat()
        draft |= {"kind": version.kind, "note": version.note, "dated": dated}
    return {"draft": draft, "text_of": text_of}


def describe_speaker(
    speaker: Speaker, names: Sequence[str], *, part_of: int | None, article: int | None
) -> dict[str, Any]:
    """Answer a speaker; `article` is the document an unnamed source belongs to."""
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "names": [name for name in names if name != speaker.name],
        "attributes": speaker.attributes,
        "part_of": part_of,
        "article": article,
    }


def describe_target(target: Target, *, part_of: int | None, speaker: int | None) -> dict[str, Any]:
    """Answer a target."""
    return {
        "name": target.name,
        "kind": target.kind,
        "attributes": target.attributes,
        "part_of": part_of,
        "speaker": speaker,
    }


def describe_quote(quote: Quote, *, speaker: Number, target: Number) -> dict[str, Any]:
    """Answer a quote, under the numbers that speakers and targets have in the file."""
    return {
        "content": quote.content,
        "kind": quote.kind,
        "attributions": [_source(each, speaker) for each in quote.attributions.all()],
        "stances": [
            {
                "target": target(stance.target_id),
                "position": stance.position,
                "conditional": stance.conditional,
            }
            for stance in quote.stances.all()
        ],
        "relays": [_relay(each, speaker) for each in quote.relays.all()],
        "facts": {name: getattr(quote, name) for name in FACTS},
    }


def _source(source: Attribution, speaker: Number) -> Mapping[str, Any]:
    return {
        "speaker": speaker(source.speaker_id),
        "organisation": speaker(source.organisation_id),
        "sourcing": source.sourcing,
        "mention": source.mention,
        "descriptor": source.descriptor,
        "condition": source.condition,
    }


def _relay(relay: Relay, speaker: Number) -> Mapping[str, Any]:
    span: Spans | None = relay.span
    return {"name": relay.name, "speaker": speaker(relay.speaker_id), "span": span}
