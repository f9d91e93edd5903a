"""Storing what the extractor reads: many rows in one statement, as an import needs it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes import spans
from quotes.extraction import extract
from quotes.models import Attribution, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db import models

    from articles.models import TextVersion
    from quotes.extraction import SuggestedAttribution, Suggestion

    Read = tuple[TextVersion, list[Suggestion]]
    Row = dict[str, Any]

TOGETHER = 10
"""Texts whose quotes are stored by one statement."""


def suggest_quotes(versions: Sequence[tuple[TextVersion, str]]) -> list[int]:
    """Store the quotes read in each text, given with its language; answer how many in each."""
    counts = []
    with _read_ahead(versions) as texts:
        while some := list(islice(texts, TOGETHER)):
            _store(some)
            counts += [len(suggestions) for _, suggestions in some]
    return counts


@contextmanager
def _read_ahead(versions: Sequence[tuple[TextVersion, str]]) -> Iterator[Iterator[Read]]:
    """Read in a thread, so that the next texts are read while the database stores the last."""

    def read(given: tuple[TextVersion, str]) -> Read:
        version, language = given
        return version, extract(version.text, language=language)

    if len(versions) == 1:
        yield map(read, versions)
        return
    with ThreadPoolExecutor(max_workers=1) as reader:
        yield reader.map(read, versions)


def _store(texts: Sequence[Read]) -> None:
    ids = _new_ids(sum(len(suggestions) for _, suggestions in texts))
    quotes: list[Row] = []
    attributions: list[Row] = []
    for version, suggestions in texts:
        own = list(islice(ids, len(suggestions)))
        for pk, suggestion in zip(own, suggestions, strict=True):
            parent = None if suggestion.parent is None else own[suggestion.parent]
            quotes.append({"id": pk, "parent_id": parent, **_quote(version, suggestion)})
            attributions += [
                {"quote_id": pk, "position": position, **_attribution(version.text, attribution)}
                for position, attribution in enumerate(suggestion.attributions)
            ]
    _insert(Quote, quotes)
    _insert(Attribution, attributions)


def _new_ids(count: int) -> Iterator[int]:
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
            [json.dumps([{**defaults, **row} for row in rows])],
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


def _part(span: spans.Span | None) -> spans.Spans:
    return () if span is None else (span,)


def _kept(text: str, name: str, value: spans.Spans, *, column: str = "") -> Row:
    """Answer a span column and the words beside it, both null where nothing was read."""
    written = "{" + ",".join(f"[{start},{end})" for start, end in value) + "}"
    return {
        column or name: written if value else None,
        f"{name}_words": list(spans.words(text, value)) or None,
    }
