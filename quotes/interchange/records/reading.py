"""Records as what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from quotes.commands import Invalid
from quotes.commands.loading import Given, GivenPerson
from quotes.commands.names import clean_attributes, clean_name
from quotes.interchange.records.articles import Texts, read_article
from quotes.interchange.records.links import find_loops
from quotes.interchange.records.named import read_speaker, read_target
from quotes.interchange.records.quotes import read_quote
from quotes.interchange.records.refused import ItemRefused
from quotes.interchange.records.schema import problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quotes.commands.loading import GivenQuote, GivenSpeaker, GivenTarget

    Record = dict[str, Any]

TYPES = ("person", "article", "speaker", "target", "quote")


class Reading:
    """Records one after the other, in any order; what is wrong is refused with its place."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.refused: list[str] = []
        self.records: dict[str, dict[str, tuple[str, Record]]] = {name: {} for name in TYPES}
        self.texts = Texts()
        self.names: dict[str, str] = {}
        self.wikidata: dict[str, str] = {}

    def add(self, record: Any, place: str) -> None:
        """Take in a record; `place` says to a person where it stands."""
        problem = problem_of(record)
        if problem:
            self.refuse(place, problem)
            return
        named = self.records[record["type"]]
        key = str(record["key"])
        if key in named:
            self.refuse(
                place,
                _("/key: “%(key)s” is that of %(place)s, too")
                % {"key": key[:40], "place": named[key][0]},
            )
            return
        named[key] = (place, record)

    def refuse(self, place: str, why: str) -> None:
        """Leave something out and say why."""
        self.refused.append(f"{place}: {why}")

    def given(self) -> Given:
        """Answer all that is sound and names only what is."""
        articles = [
            text
            for some in self._read("article", lambda record: read_article(record, self.texts))
            for text in some
        ]
        for kind in ("speaker", "target"):
            self._drop_loops(kind, ("part_of", "merged_into"))
        speakers, targets = self._read_names()
        self.names = {
            key: f"{record.get('kind')} {record['name']}"
            for key, (_place, record) in self.records["speaker"].items()
        }
        self._drop_loops("quote", ("parent",))
        quotes = self._read_until_sound("quote", self._quote)
        return Given(
            format=self.source,
            people=tuple(
                GivenPerson(key=key, name=record.get("name") or key, username=key)
                for key, (_place, record) in self.records["person"].items()
            ),
            articles=tuple(articles),
            speakers=tuple(speakers),
            targets=tuple(targets),
            quotes=tuple(quotes),
            refused=tuple(self.refused),
        )

    def _quote(self, record: Record) -> GivenQuote:
        for source in record.get("attributions", ()):
            self._check_known("speaker", source.get("speaker"), source.get("organisation"))
            self._check_home(record, source.get("speaker"), source.get("organisation"))
        for relay in record.get("relays", ()):
            self._check_known("speaker", relay.get("speaker"))
        for stance in record.get("stances", ()):
            self._check_known("target", stance["target"])
        self._check_parent(record)
        return read_quote(
            record, self.texts, names=self.names, people=self.records["person"].keys()
        )

    def _check_parent(self, record: Record) -> None:
        parent = record.get("parent")
        self._check_known("quote", parent)
        if parent is not None:
            _place, above = self.records["quote"][str(parent)]
            if str(above["article"]) != str(record["article"]):
                raise ItemRefused(_("is of another article"), "/parent")

    def _speaker(self, record: Record) -> GivenSpeaker:
        home = record.get("article")
        return read_speaker(record, None if home is None else self.texts.key(home, None))

    def _read_names(self) -> tuple[list[GivenSpeaker], list[GivenTarget]]:
        def speaker(record: Record) -> GivenSpeaker:
            self._check_speaker(record)
            return self._speaker(record)

        def target(record: Record) -> GivenTarget:
            self._check_target(record)
            return read_target(record)

        speakers = self._read_until_sound("speaker", speaker)
        return speakers, self._read_until_sound("target", target)

    def _read_until_sound(self, kind: str, read: Callable[[Record], Any]) -> list[Any]:
        """Read the records of a type again until none names one that was refused."""
        while True:
            before = len(self.refused)
            found = self._read(kind, read)
            if len(self.refused) == before:
                return found

    def _check_speaker(self, record: Record) -> None:
        _clean(record, "speaker")
        self._check_wikidata(record)
        roles = [role.get("organisation") for role in record.get("roles", ())]
        self._check_known("speaker", record.get("part_of"), record.get("merged_into"), *roles)
        self._check_known("article", record.get("article"))
        self._check_flat("speaker", record)

    def _check_wikidata(self, record: Record) -> None:
        known = record.get("wikidata_id")
        first = self.wikidata.setdefault(known, str(record["key"])) if known else None
        if first not in {None, str(record["key"])}:
            message = _("speaker %(key)s has the same")
            raise ItemRefused(message % {"key": first}, "/wikidata_id")

    def _check_target(self, record: Record) -> None:
        _clean(record, "target")
        self._check_known("target", record.get("part_of"), record.get("merged_into"))
        self._check_known("speaker", record.get("speaker"))
        self._check_flat("target", record)
        if (record.get("kind", "issue") == "speaker") != (record.get("speaker") is not None):
            raise ItemRefused(_("/speaker: a target of the kind speaker says who, no other does"))

    def _check_flat(self, kind: str, record: Record) -> None:
        into = record.get("merged_into")
        if into is not None and self.records[kind][str(into)][1].get("merged_into") is not None:
            message = _("/merged_into: %(kind)s %(key)s is itself merged into another")
            raise ItemRefused(message % {"kind": kind, "key": into})

    def _check_known(self, kind: str, *keys: int | str | None) -> None:
        for key in keys:
            if key is not None and str(key) not in self.records[kind]:
                message = _("names %(kind)s %(key)s, which is not there or was refused")
                raise ItemRefused(message % {"kind": kind, "key": str(key)[:40]})

    def _check_home(self, quote: Record, *speakers: int | str | None) -> None:
        for key in speakers:
            home = None if key is None else self.records["speaker"][str(key)][1].get("article")
            if home is not None and str(home) != str(quote["article"]):
                message = _("names speaker %(key)s, an unnamed source of another article")
                raise ItemRefused(message % {"key": str(key)[:40]})

    def _drop_loops(self, kind: str, names: Iterable[str]) -> None:
        records = self.records[kind]
        for name in names:
            above = {key: record.get(name) for key, (_place, record) in records.items()}
            for key in find_loops({key: None if v is None else str(v) for key, v in above.items()}):
                place, _record = records.pop(key)
                self.refuse(place, _("/%(name)s: leads back to itself") % {"name": name})

    def _read(self, kind: str, read: Callable[[Record], Any]) -> list[Any]:
        """Read the records of a type; refuse those that cannot be."""
        found = []
        for key, (place, record) in [*self.records[kind].items()]:
            try:
                found.append(read(record))
            except ItemRefused as refused:
                del self.records[kind][key]
                self.refuse(place, refused.message)
        return found


def _clean(record: Record, kind: str) -> None:
    try:
        for name in (record["name"], *record.get("names", ())):
            clean_name(name, kind)
        clean_attributes(record.get("attributes", {}))
    except Invalid as invalid:
        raise ItemRefused(invalid.message, f"/{invalid.field}") from invalid
