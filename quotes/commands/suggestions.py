"""Storing what the extractor reads: many rows in one statement, as an import needs it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson
from django.db import connection

from quotes import spans
from quotes.extraction import extract
from quotes.extraction.lexicon import lexicon_for
from quotes.models import Attribution, Quote, Relay
from quotes.queries.holders import holders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django.db import models

    from articles.models import TextVersion
    from quotes.extraction import SuggestedAttribution, Suggestion

    Row = dict[str, Any]
    Wanted = Callable[[TextVersion, spans.Spans], bool]

TOGETHER = 20
"""Texts whose quotes are stored by one statement."""


def suggest_quotes(
    versions: Sequence[tuple[TextVersion, str]], *, wanted: Wanted = lambda _, __: True
) -> list[int]:
    """Store the quotes read in each text, given with its language; answer how many in each.

    `wanted` is asked of each by its text and content: what stands there already is not added twice.
    """
    counts: list[int] = []
    with _read_ahead(versions, wanted) as texts:
        while some := list(islice(texts, TOGETHER)):
            _store(some)
            counts += map(_count, some)
    return counts


@dataclass(frozen=True, slots=True)
class _Read:
    """One quote as rows that only want their ids; `parent` is its place among those of the text."""

    quote: Row
    attributions: list[Row]
    relays: list[Row]
    offices: list[str]
    parent: int | None


@contextmanager
def _read_ahead(
    versions: Sequence[tuple[TextVersion, str]], wanted: Wanted
) -> Iterator[Iterator[list[_Read]]]:
    """Read in a thread, so that the next texts are read while the database stores the last."""
    if len(versions) == 1:
        yield (_read(each, wanted) for each in versions)
        return
    with ThreadPoolExecutor(max_workers=1) as reader:
        yield reader.map(partial(_read, wanted=wanted), versions)


def _read(given: tuple[TextVersion, str], wanted: Wanted) -> list[_Read]:
    version, language = given
    read = _extract(version.text, language)
    kept = [at for at, suggestion in enumerate(read) if wanted(version, suggestion.content)]
    place = {at: place for place, at in enumerate(kept)}
    return [
        _Read(
            _quote(version, suggestion),
            [
                {"position": position, **_attribution(version.text, attribution)}
                for position, attribution in enumerate(suggestion.attributions)
            ],
            [
                {"position": position, **_relay(version.text, span)}
                for position, span in enumerate(suggestion.relays)
            ],
            [_office(version.text, each, language) for each in suggestion.attributions],
            None if suggestion.parent is None else place.get(suggestion.parent),
        )
        for suggestion in map(read.__getitem__, kept)
    ]


@lru_cache(maxsize=2)  # who places the quotes of a corrected article one by one asks each time
def _extract(text: str, language: str) -> tuple[Suggestion, ...]:
    return tuple(extract(text, language=language))


def _count(found: Sequence[_Read]) -> int:
    return sum(read.quote["kind"] != Quote.Kind.TERM for read in found)


def _store(texts: Sequence[Sequence[_Read]]) -> None:
    """Give the quotes of some texts ids, so that others can name them, and store them."""
    ids = new_quote_ids(sum(map(len, texts)))
    quotes: list[Row] = []
    attributions: list[Row] = []
    relays: list[Row] = []
    _name_holders(texts)
    for found in texts:
        own = list(islice(ids, len(found)))
        for pk, read in zip(own, found, strict=True):
            parent = None if read.parent is None else own[read.parent]
            quotes.append({"id": pk, "parent_id": parent, **read.quote})
            attributions += [{"quote_id": pk, **row} for row in read.attributions]
            relays += [{"quote_id": pk, **row} for row in read.relays]
    _insert(Quote, quotes)
    _insert(Attribution, attributions)
    _insert(Relay, relays)


def _name_holders(texts: Sequence[Sequence[_Read]]) -> None:
    """Propose for "the harbour minister" who is known to have been that on the day of print."""
    offices = [
        (read.quote["text_version_id"], read.offices[row["position"]], row)
        for found in texts
        for read in found
        for row in read.attributions
        if read.offices[row["position"]]
    ]
    known = holders([(version, role) for version, role, _ in offices])
    for version, role, row in offices:
        if name := known.get((version, role)):
            row |= {"proposed_name": name, "sourcing": Attribution.Sourcing.NAMED}
            row |= {"descriptor": None, "descriptor_words": None}


def _office(text: str, attribution: SuggestedAttribution, language: str) -> str:
    """Return the words of a definite description of one person nobody names, else nothing."""
    described = attribution.sourcing == "unnamed" and attribution.speaker_kind == "person"
    if not described or not attribution.descriptor:
        return ""
    first, _, role = text[slice(*attribution.descriptor)].partition(" ")
    return role if first.lower() in lexicon_for(language).definite else ""


def new_quote_ids(count: int) -> Iterator[int]:
    """Answer ids for so many quotes, so that others can name them before they are stored."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence('quotes_quote', 'id'))"
            " from generate_series(1, %s)",
            [count],
        )
        return iter([row[0] for row in cursor.fetchall()])


def _insert(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert rows that all name the same columns; what they leave out gets the model's default."""
    if not rows:
        return
    table, defaults = model._meta.db_table, _defaults(model)
    columns = ", ".join({**defaults, **rows[0]})
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} ({columns})"  # noqa: S608 - names of our own columns
            f" select {columns} from jsonb_populate_recordset(null::{table}, %s::jsonb)",
            [orjson.dumps([{**defaults, **row} for row in rows]).decode()],
        )


def _defaults(model: type[models.Model]) -> Row:
    fields = model._meta.concrete_fields
    return {str(field.column): field.get_default() for field in fields if field.has_default()}


def _quote(version: TextVersion, suggestion: Suggestion) -> Row:
    text, addressee = version.text, _part(suggestion.addressee)
    return {
        "text_version_id": version.pk,
        **_kept(text, "content", suggestion.content),
        **_kept(text, "cue", suggestion.cue),
        "kind": suggestion.kind,
        "act": suggestion.act,
        "earlier": suggestion.earlier,
        "origin": Quote.Origin.MACHINE,
        "confidence": suggestion.confidence,
        "reason": suggestion.reason,
        "addressee": "".join(spans.words(text, addressee)),
        **_kept(text, "addressee", addressee, column="addressee_span"),
    }


def _attribution(text: str, attribution: SuggestedAttribution) -> Row:
    return {
        **_kept(text, "mention", attribution.mention),
        **_kept(text, "descriptor", _part(attribution.descriptor)),
        **_kept(text, "condition", _part(attribution.condition)),
        "sourcing": attribution.sourcing,
        "proposed_name": attribution.speaker or "",
        "proposed_kind": attribution.speaker_kind,
    }


def _relay(text: str, span: spans.Span) -> Row:
    return {"name": text[slice(*span)], **_kept(text, "span", (span,))}


def _part(span: spans.Span | None) -> spans.Spans:
    return () if span is None else (span,)


def _kept(text: str, name: str, value: spans.Spans, *, column: str = "") -> Row:
    """Answer a span column and the words beside it, both null where nothing was read."""
    written = "{" + ",".join(f"[{start},{end})" for start, end in value) + "}"
    return {
        column or name: written if value else None,
        f"{name}_words": list(spans.words(text, value)) or None,
    }
