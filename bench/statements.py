"""What an article's quotes are to be, statement by statement, and what the database has of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.gold import SEED, SEED_GOLD

if TYPE_CHECKING:
    from quotes.models import Quote
    from quotes.spans import Spans


@dataclass(frozen=True)
class Source:
    """Who is said to have said it; `condition` as printed, "" where none is."""

    speaker: str
    mention: Spans
    sourcing: str
    condition: str = ""


@dataclass(frozen=True)
class Statement:
    """One quote, all that a person decides about it. Spans are code points, () where none is.

    `parent` is the content of the quote it stands in; `stances` are (target, position, if).
    """

    content: Spans
    kind: str
    act: str
    cue: Spans
    sources: tuple[Source, ...]
    addressee: str
    relays: tuple[str, ...]
    parent: Spans
    earlier: bool
    stances: frozenset[tuple[str, str | None, bool]]

    @property
    def is_plain(self) -> bool:
        """Whether it is direct or mixed, and stands in no other."""
        return self.kind in {"direct", "mixed"} and not self.parent


def of_seed() -> tuple[str, list[Statement]]:
    """Answer the text of the acceptance article and its statements."""
    text = SEED.read_text(encoding="utf-8")
    given = json.loads(SEED_GOLD.read_text(encoding="utf-8"))["quotes"]
    return text, [_of_gold(one, given) for one in given]


def _of_gold(one: dict[str, Any], given: list[dict[str, Any]]) -> Statement:
    return Statement(
        content=_spans(one["content"]),
        kind=one["kind"],
        act=one["act"],
        cue=_spans([one["cue"]] if one["cue"] else []),
        sources=tuple(
            Source(
                source["speaker"],
                _spans([source["mention"]] if source["mention"] else []),
                source["sourcing"],
                one.get("condition", ""),
            )
            for source in one["attributions"]
        ),
        addressee=one.get("addressee", ""),
        relays=tuple(one.get("relays", ())),
        parent=_parent(one.get("parent"), given),
        earlier=one.get("earlier", False),
        stances=frozenset((target, position, False) for target, position in one.get("stances", ())),
    )


def _parent(words: str | None, given: list[dict[str, Any]]) -> Spans:
    """Find the quote around it, which is named by its first words."""
    around = (one for one in given if words and one["text"][0].startswith(words))
    return next((_spans(one["content"]) for one in around), ())


def of_demo(file: str) -> tuple[str, list[Statement]]:
    """Answer the text of an article of the demo newsroom and its statements."""
    from quotes.management.annotations import Annotation  # noqa: PLC0415  Django is set up by now
    from quotes.management.demo import read_room  # noqa: PLC0415
    from quotes.management.desk import DEMO  # noqa: PLC0415

    room, text = read_room(), (DEMO / file).read_text(encoding="utf-8")
    (article,) = (one for one in room["articles"] if one["file"] == file)
    names = {one["key"]: one["name"] for one in (*room["speakers"], *room["targets"])}
    annotations = [
        Annotation(one, text) for one in article["quotes"] if one["status"] != "rejected"
    ]
    by_words = {one.given["content"][0]: one.content for one in annotations}
    return text, [_of_annotation(one, names, by_words) for one in annotations]


def _of_annotation(one: Any, names: dict[str, str], by_words: dict[str, Spans]) -> Statement:
    given = one.given
    also = () if given["sourcing"] == "none" else (given, *given.get("also", ()))
    return Statement(
        content=one.content,
        kind=given["kind"],
        act=given["act"],
        cue=one.place("cue") or (),
        sources=tuple(
            Source(
                names.get(each["speaker"]) or each["unnamed"],
                one.place("mention", each) or (),
                each.get("sourcing", "named"),
                each.get("condition", ""),
            )
            for each in also
        ),
        addressee=given.get("addressee", ""),
        relays=tuple(given.get("relays", ())),
        parent=by_words.get(given.get("parent", ""), ()),
        earlier=given.get("earlier", False),
        stances=frozenset(
            (names[each["target"]], each["position"], each["conditional"])
            for each in given["stances"]
        ),
    )


def stored(quote: Quote) -> Statement:
    """Answer what the database has of a quote."""
    return Statement(
        content=quote.content,
        kind=quote.kind,
        act=quote.act,
        cue=quote.cue or (),
        sources=tuple(
            Source(
                row.speaker.name if row.speaker else row.proposed_name,
                row.mention or (),
                row.sourcing,
                " ".join(row.condition_words or ()),
            )
            for row in quote.attributions.select_related("speaker").order_by("position")
        ),
        addressee=quote.addressee,
        relays=tuple(quote.relays.order_by("position").values_list("name", flat=True)),
        parent=quote.parent.content if quote.parent else (),
        earlier=quote.earlier,
        stances=frozenset(
            quote.stances.exclude(position=None).values_list(
                "target__name", "position", "conditional"
            )
        ),
    )


def _spans(parts: list[list[int]]) -> Spans:
    return tuple((start, end) for start, end in parts)
