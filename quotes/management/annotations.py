"""The quotes that a demo article has, as its file names them, with their words placed in a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from quotes.commands import AttributionInput, QuoteChanges, RelayInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quotes.models import Quote
    from quotes.spans import Span, Spans

BESIDE = {"attributions", "relays"}
"""What a quote keeps in rows beside it."""


@dataclass(frozen=True)
class Annotation:
    """One quote as an editor wants it: what the file says, and the text its words stand in."""

    given: Mapping[str, Any]
    text: str

    @property
    def content(self) -> Spans:
        """Each part where it first stands behind the part before it."""
        return tuple(self._parts())

    def _parts(self) -> Iterator[Span]:
        end = 0
        for part in self.given["content"]:
            start = self.text.index(part, end)
            end = start + len(part)
            yield start, end

    def place(self, name: str, given: Mapping[str, Any] | None = None) -> Spans | None:
        """Where the words under this name stand: at the place given, else where they do first."""
        given = self.given if given is None else given
        words = given.get(name)
        if not words:
            return None
        start = given.get(f"{name}_at", self.text.index(words))
        return ((start, start + len(words)),)

    def overlap(self, quote: Quote) -> int:
        """How many code points of content it shares with a quote."""
        return sum(
            max(0, min(end, other_end) - max(start, other_start))
            for start, end in self.content
            for other_start, other_end in quote.content
        )

    def changes(self, speakers: Mapping[str, int]) -> QuoteChanges:
        """All that the file says of it but its status, stances and the quote around it.

        `speakers` are ids by their keys.
        """
        said_on = self.given.get("said_on")
        changes = QuoteChanges(
            content=self.content,
            cue=self.place("cue"),
            kind=self.given["kind"],
            act=self.given["act"],
            addressee=self.given.get("addressee", ""),
            said_on=said_on and date.fromisoformat(said_on),
            said_on_precision=said_on and self.given.get("said_on_precision", "day"),
            earlier=self.given.get("earlier", False),
            channel=self.given.get("channel", ""),
            place=self.given.get("place", ""),
            attributions=self._attributions(speakers),
        )
        if "relays" in self.given:
            changes["relays"] = [self._relay(name) for name in self.given["relays"]]
        return changes

    def corrections(self, quote: Quote, speakers: Mapping[str, int]) -> QuoteChanges:
        """What of it a suggestion has differently."""
        wanted = {
            name: value
            for name, value in self.changes(speakers).items()
            if name in BESIDE or getattr(quote, name) != value
        }
        row = quote.attributions.first()
        if (
            row
            and not {"also", "organisation"} & self.given.keys()
            and (row.mention, row.descriptor, row.condition, row.sourcing) == self._source()
        ):
            del wanted["attributions"]
        return cast("QuoteChanges", wanted)

    def _source(self) -> tuple[Any, ...]:
        places = (self.place(name) for name in ("mention", "descriptor", "condition"))
        return (*places, self.given["sourcing"])

    def _attributions(self, speakers: Mapping[str, int]) -> list[AttributionInput]:
        if self.given["sourcing"] == "none":
            return []
        also = self.given.get("also", ())
        return [self._attribution(given, speakers) for given in (self.given, *also)]

    def _attribution(
        self, given: Mapping[str, Any], speakers: Mapping[str, int]
    ) -> AttributionInput:
        key, organisation = given["speaker"], given.get("organisation")
        return AttributionInput(
            speaker=speakers[key] if key else given["unnamed"],
            sourcing=given.get("sourcing"),
            mention=self.place("mention", given),
            organisation=speakers[organisation] if organisation else None,
            descriptor=self.place("descriptor", given),
            condition=self.place("condition", given),
        )

    def _relay(self, name: str) -> RelayInput:
        start = self.text.index(name)
        return RelayInput(name=name, span=((start, start + len(name)),))
