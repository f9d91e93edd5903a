"""A statement with every shape it can have, brought in by the forms of the article page alone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.test import Client

from quotes.models import Quote, Target

if TYPE_CHECKING:
    from accounts.models import User
    from articles.models import Article
    from quotes.spans import Spans

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@dataclass(frozen=True)
class Source:
    """One source of a statement."""

    speaker: str | None = None
    mention: Spans | None = None
    sourcing: str = "named"
    organisation: str | None = None
    descriptor: str | None = None
    condition: str | None = None
    kind: str = "person"


@dataclass(frozen=True)
class Statement:
    """What an editor wants to be in the record; words are those of the article."""

    content: Spans
    kind: str
    cue: Spans | None = None
    act: str = "said"
    sources: tuple[Source, ...] = ()
    relays: tuple[str, ...] = ()
    addressee: str = ""
    parent: Spans | None = None
    stances: tuple[tuple[str, str | None, bool], ...] = ()
    earlier: bool = False
    unsure: bool = False
    said_on: str | None = None
    place: str = ""
    channel: str = ""
    said_in: str = ""
    stances_done: bool = False


@dataclass
class Hand:
    """An editor at the page of one article."""

    user: User
    article: Article
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.client.force_login(self.user)
        self.version = self.article.text_versions.get()
        self.text = self.version.text

    def bring_in(self, wanted: Statement) -> int:
        """Mark a statement and say of it all that is wanted; answer its id."""
        pk = self.mark(wanted.content)
        quote = Quote.objects.get(pk=pk)
        if quote.kind != wanted.kind:
            self.post(pk, "facts", kind=wanted.kind)
        for place, source in enumerate(wanted.sources):
            self._name(pk, place, source)
        if wanted.cue:
            self.take(pk, "cue", wanted.cue)
        for relay in wanted.relays:
            self.post(pk, "relays", relay=relay)
        self._say(pk, quote, wanted)
        for target, position, conditional in wanted.stances:
            known = Target.objects.filter(name=target).first()
            named = {"target": known.pk} if known else {"q": target}
            if known is None:
                self.post(pk, "stances", **named, position="")
                named = {"target": Target.objects.get(name=target).pk}
            if conditional:
                self.post(pk, "stances", **named, conditional="1")
            self.post(pk, "stances", **named, position=position)
        return pk

    def _say(self, pk: int, quote: Quote, wanted: Statement) -> None:
        if wanted.act != quote.act:
            self.post(pk, "facts", act=wanted.act)
        if wanted.addressee:
            self.post(pk, "facts", addressee=wanted.addressee)
        inside = wanted.parent and Quote.objects.get(content=wanted.parent).pk
        if inside != quote.parent_id:
            self.post(pk, "facts", parent=inside or "")
        for flag in ("earlier", "unsure", "stances_done"):
            if getattr(wanted, flag):
                self.post(pk, "facts", **{flag: "1"})
        for note in ("said_on", "place", "channel", "said_in"):
            if getattr(wanted, note):
                self.post(pk, "facts", **{note: getattr(wanted, note)})

    def _name(self, pk: int, place: int, source: Source) -> None:
        if place:
            self.post(pk, "sources")
        if source.mention:
            self.take(pk, "mention", source.mention, position=place)
        if source.sourcing in {"unnamed", "none"}:
            self.post(pk, f"sources/{place}", sourcing=source.sourcing)
        if source.speaker:
            kind = "document" if source.sourcing == "document" else source.kind
            self.post(pk, "speaker", q=source.speaker, kind=kind, position=place)
        if source.organisation:
            self.post(pk, f"sources/{place}", q=source.organisation, organisation="")
        for what in ("descriptor", "condition"):
            if words := getattr(source, what):
                near = Quote.objects.values_list("content", flat=True).get(pk=pk)[0][0]
                start = self.text.index(words, near)
                self.take(pk, what, ((start, start + len(words)),), position=place)

    def mark(self, content: Spans) -> int:
        """Select words, press Q; further parts with +."""
        first, *others = content
        sent = {"text_version": self.version.pk, "spans": self.spans((first,)), "at": ""}
        answer = self._send(f"/articles/{self.article.pk}/quotes/", sent)
        found = re.search(r"quote=(\d+)", answer["HX-Replace-Url"])
        assert found
        pk = int(found[1])
        if others:
            self.post(pk, "content", content=self.spans(content))
        return pk

    def take(self, pk: int, what: str, words: Spans, *, position: int = 0) -> None:
        """Select words and press the key that makes them this."""
        first, *others = words
        for name, span in ((what, first), *((f"{what}-add", other) for other in others)):
            self.post(pk, "words", take=name, spans=self.spans((span,)), position=position)

    def post(self, pk: int, door: str, **sent: Any) -> None:
        """Send one form of the quote in hand."""
        version = Quote.objects.values_list("version", flat=True).get(pk=pk)
        self._send(f"/quotes/{pk}/{door}/", {"version": version, "was": pk, **sent})

    def spans(self, parts: Spans) -> str:
        """Answer parts as the page sends them."""
        return json.dumps([{"start": a, "end": b, "exact": self.text[a:b]} for a, b in parts])

    def _send(self, address: str, sent: dict[str, Any]) -> Any:
        answer = self.client.post(address, sent, headers=HTMX)
        assert answer.status_code == 200, answer.content.decode()[:3000]
        return answer


def stored(pk: int) -> Statement:
    """Answer a quote as the tables have it."""
    quote = Quote.objects.select_related("parent").get(pk=pk)
    written = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[quote.said_on_precision or "day"]
    return Statement(
        content=quote.content,
        kind=quote.kind,
        cue=quote.cue,
        act=quote.act,
        sources=tuple(
            Source(
                row.speaker.name if row.speaker else None,
                row.mention,
                row.sourcing,
                row.organisation.name if row.organisation else None,
                next(iter(row.descriptor_words or ()), None),
                next(iter(row.condition_words or ()), None),
                row.speaker.kind if row.speaker else "person",
            )
            for row in quote.attributions.order_by("position")
        ),
        relays=tuple(quote.relays.order_by("position").values_list("name", flat=True)),
        addressee=quote.addressee,
        parent=quote.parent.content if quote.parent else None,
        stances=tuple(
            quote.stances.order_by("id").values_list("target__name", "position", "conditional")
        ),
        earlier=quote.earlier,
        unsure=quote.unsure,
        said_on=quote.said_on.strftime(written) if quote.said_on else None,
        place=quote.place,
        channel=quote.channel,
        said_in=quote.said_in,
        stances_done=quote.stances_done,
    )
