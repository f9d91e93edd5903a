"""Quotes as UIMA CAS (XMI), which INCEpTION and other Java programs read; dkpro-cassis writes it.

One .xmi for each text, and the types of them. UIMA counts UTF-16 units: cassis turns offsets into
those. An annotation of UIMA is one stretch, so a quote goes from its first part to its last, and
its parts are annotations of their own.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

from cassis import Cas, TypeSystem

from quotes.interchange.records import describe
from quotes.interchange.zips import add_to_zip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from quotes.interchange.records import Records
    from quotes.queries.filters import QuoteFilters

    Record = Mapping[str, Any]

NAME = "cas"
TYPES: dict[str, dict[str, str]] = {
    "Part": {},
    "Cue": {},
    "Source": dict.fromkeys(("speaker", "kind", "organisation", "sourcing"), "String"),
    "Stance": {"target": "String", "position": "String", "conditional": "Boolean"},
    "Quote": {
        **dict.fromkeys(("identifier", "kind", "act"), "String"),
        **dict.fromkeys(("parts", "cues", "sources", "stances"), "FSArray"),
        "parent": "verbatim.Quote",
    },
}
ELEMENTS = {"parts": "Part", "cues": "Cue", "sources": "Source", "stances": "Stance"}
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(filters: QuoteFilters, path: Path) -> int:
    """Write the accepted quotes asked for as a zip of XMI files; answer how many."""
    records, types = describe(filters, source=NAME), type_system()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        add_to_zip(file, "TypeSystem.xml", types.to_xml().encode())
        for article, text, quotes in records.by_text():
            if quotes:
                told = _Telling(types, text["text"], article["language"], records)
                told.add_quotes(quotes)
                name = f"article-{article['key']}-text-{text['number']}.xmi"
                add_to_zip(file, name, told.cas.to_xmi().encode())
    return len(records.quotes)


def type_system() -> TypeSystem:
    """Answer the types."""
    types = TypeSystem()
    for name in TYPES:
        types.create_type(f"verbatim.{name}")
    for name, features in TYPES.items():
        for feature, of in features.items():
            ours = ELEMENTS.get(feature)
            types.create_feature(
                f"verbatim.{name}",
                feature,
                of if "." in of else f"uima.cas.{of}",
                elementType=ours and f"verbatim.{ours}",
            )
    return types


class _Telling:
    """What one text says."""

    def __init__(self, types: TypeSystem, text: str, language: str, records: Records) -> None:
        self.types = types
        self.cas = Cas(types, sofa_string=_clean(text), sofa_mime="text/plain")
        self.cas.document_language = language or "x-unspecified"
        self.speakers = {one["key"]: one for one in records.speakers}
        self.targets = {one["key"]: one for one in records.targets}

    def add_quotes(self, quotes: Sequence[Record]) -> None:
        """Add quotes, each to the one inside which it stands."""
        found = {quote["key"]: self._quote(quote) for quote in quotes}
        for quote in quotes:
            found[quote["key"]].parent = found.get(quote["parent"])
        for each in found.values():
            self.cas.add(each)

    def _quote(self, quote: Record) -> Any:
        begin, end = quote["content"][0]["start"], quote["content"][-1]["end"]
        return self._made(
            "Quote",
            (begin, end),
            identifier=str(quote["key"]),
            kind=quote["kind"],
            act=quote["act"],
            parts=self._all(self._added("Part", _edges(each)) for each in quote["content"]),
            cues=self._all(self._added("Cue", _edges(each)) for each in quote["cue"]),
            sources=self._all(self._source(each, begin) for each in quote["attributions"]),
            stances=self._all(
                self._added(
                    "Stance",
                    (begin, end),
                    target=_clean(self.targets[each["target"]]["name"]),
                    position=each["position"],
                    conditional=each["conditional"],
                )
                for each in quote["stances"]
            ),
        )

    def _source(self, source: Record, begin: int) -> Any:
        """Answer who said it, where the words name them; else nowhere, before the quote."""
        mention = source["mention"]
        where = (mention[0]["start"], mention[-1]["end"]) if mention else (begin, begin)
        speaker, side = (self.speakers.get(source[name]) for name in ("speaker", "organisation"))
        return self._added(
            "Source",
            where,
            speaker=_clean(speaker["name"]) if speaker else None,
            kind=speaker["kind"] if speaker else None,
            organisation=_clean(side["name"]) if side else None,
            sourcing=source["sourcing"],
        )

    def _added(self, name: str, where: tuple[int, int], **features: Any) -> Any:
        made = self._made(name, where, **features)
        self.cas.add(made)
        return made

    def _made(self, name: str, where: tuple[int, int], **features: Any) -> Any:
        begin, end = where
        return self.types.get_type(f"verbatim.{name}")(begin=begin, end=end, **features)

    def _all(self, elements: Any) -> Any:
        return self.types.get_type("uima.cas.FSArray")(elements=[*elements])


def _edges(part: Record) -> tuple[int, int]:
    return part["start"], part["end"]


def _clean(text: str) -> str:
    """Put another character for each one that XML cannot hold: offsets stay."""
    return _NO_XML.sub("\ufffd", text)
