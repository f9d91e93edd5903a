"""Many quotes put into another text at once, with all that hangs on them; their words stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from django.db import connection

from quotes.queries.placements import OF_QUOTE, OF_SOURCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.anchoring import Parts
    from quotes.spans import Spans

QUOTES = """
    update quotes_quote q set text_version_id = %s, content = r.content, cue = r.cue,
        addressee_span = r.addressee_span, version = version + 1, updated_at = now()
    from jsonb_to_recordset(%s::jsonb) as r(id bigint, content int4multirange, cue int4multirange,
        addressee_span int4multirange)
    where q.id = r.id
"""
SOURCES = """
    update quotes_attribution a
    set mention = r.mention, descriptor = r.descriptor, condition = r.condition
    from jsonb_to_recordset(%s::jsonb) as r(id bigint, mention int4multirange,
        descriptor int4multirange, condition int4multirange)
    where a.id = r.id and (a.mention, a.descriptor, a.condition)
        is distinct from (r.mention, r.descriptor, r.condition)
"""
RELAYS = """
    update quotes_relay l set span = r.span
    from jsonb_to_recordset(%s::jsonb) as r(id bigint, span int4multirange)
    where l.id = r.id and l.span is distinct from r.span
"""


def relocate(quotes: Sequence[tuple[int, Parts]], text_version_id: int) -> None:
    """Give each quote its parts in this text, where they have the words they had."""
    own, sources, relays = [], dict[int, Any](), []
    for pk, parts in quotes:
        own.append({"id": pk, **{name: _written(parts.get(name)) for name in OF_QUOTE}})
        for name, spans in parts.items():
            column, _, row = name.partition(":")
            if column in OF_SOURCE:
                sources.setdefault(int(row), {"id": int(row)})[column] = _written(spans)
            elif row:
                relays.append({"id": int(row), column: _written(spans)})
    with connection.cursor() as cursor:
        cursor.execute(QUOTES, [text_version_id, orjson.dumps(own).decode()])
        cursor.execute(SOURCES, [orjson.dumps(list(sources.values())).decode()])
        cursor.execute(RELAYS, [orjson.dumps(relays).decode()])


def _written(spans: Spans | None) -> str | None:
    return "{" + ",".join(f"[{start},{end})" for start, end in spans) + "}" if spans else None
