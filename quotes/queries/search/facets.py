"""What a filter means in facets, the short texts `prefix:value` that a quote is found by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q

from quotes.cues import cues_of
from quotes.models import Speaker, Target
from quotes.queries.figures.tallies import facets_beginning

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from quotes.queries.filters import QuoteFilters

PREFIXES = {
    "speaker": "s",
    "organisation": "o",
    "target": "t",
    "stance": "x",
    "kind": "k",
    "act": "a",
    "sourcing": "n",
    "outlet": "l",
    "language": "g",
    "descriptor": "d",
    "cue": "c",
    "relay": "r",
    "block": "b",
    "decided": "h",
    "family": "f",
    "statement": "e",
}
"""The prefix of the facets that a filter is about."""
FLAGS = {"unsure": "h:unsure", "relayed": "y:relayed"}
UNDATED = "y:undated"
"""Of an article of which nobody told when it was published."""
TERM = "k:term"

# Each half by an index of its own: asked with "or", every row there is would be read.
_ONE_PERSON = """
with became as (
    select coalesce(merged_into_id, id) as id from {0} where id = any(%(ids)s::bigint[]))
select id from became union
select id from {0} where merged_into_id = any(array(select id from became))
"""
_PARTS = "select id from {} where part_of_id = any(%(ids)s::bigint[])"


def facets_of(name: str, values: Sequence[Any], filters: QuoteFilters) -> list[str]:
    """Answer the facets one of which a quote has, if one of these values is true of it."""
    if name in FLAGS:
        return [FLAGS[name]]
    meaning = _MEANINGS.get(name)
    if meaning:
        return meaning(values, filters)
    return coded(PREFIXES[name], values)


def coded(prefix: str, values: Iterable[object]) -> list[str]:
    """Write facets of one prefix."""
    return [f"{prefix}:{value}" for value in values]


def all_who_are(
    model: type[Speaker | Target], ids: Collection[int], *, parts: bool = False
) -> list[int]:
    """Answer the ids of these, of whom they became and of all merged into those; perhaps of parts.

    Plain ids, so that an index finds the rows.
    """
    table = model._meta.db_table
    found: set[int] = set()
    while new := set(ids) - found:
        found |= {pk for (pk,) in _asked(_ONE_PERSON.format(table), list(new))}
        ids = {pk for (pk,) in _asked(_PARTS.format(table), list(found))} if parts else ()
    return sorted(found)


def _asked(sql: str, ids: list[int]) -> list[tuple[int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"ids": ids})
        found: list[tuple[int]] = cursor.fetchall()
    return found


def folded(words: Iterable[str]) -> list[str]:
    """Answer printed words as facets show them."""
    with connection.cursor() as cursor:
        cursor.execute("select facet_words(w) from unnest(%s::text[]) w", [list(words)])
        return [row[0] for row in cursor]


def _speakers(values: Sequence[int], _filters: QuoteFilters) -> list[str]:
    return coded("s", all_who_are(Speaker, values))


def _organisations(values: Sequence[int], filters: QuoteFilters) -> list[str]:
    ids = all_who_are(Speaker, values, parts="organisation" in filters.parts)
    return coded("o", ids) + coded("s", ids)


def _targets(values: Sequence[int], filters: QuoteFilters) -> list[str]:
    return coded("t", _with_parts(values, filters))


def _stances(values: Sequence[str], filters: QuoteFilters) -> list[str]:
    if not filters.target:
        return coded("x", values)
    targets = _with_parts(filters.target, filters)
    return [f"p:{target}:{position}" for target in targets for position in values]


def _with_parts(targets: Sequence[int], filters: QuoteFilters) -> list[int]:
    return all_who_are(Target, targets, parts="target" in filters.parts)


def _attributes(values: Sequence[str], _filters: QuoteFilters) -> list[str]:
    has = Q(pk__in=[])
    for each in values:
        name, _, value = each.partition(":")
        has |= Q(attributes__contains={name: value})
    ids = Speaker.objects.filter(has, merged_into=None).order_by().values_list("pk", flat=True)
    same = all_who_are(Speaker, list(ids))
    return coded("s", same) + coded("o", same)


def _classes(values: Sequence[Any], filters: QuoteFilters) -> list[str]:
    """Answer the cues of these classes: of hundreds those that quotes have, where tallies tell.

    They count what is accepted, of articles not withdrawn, and no terms.
    """
    known = {f"c:{cue}" for wanted in values for cue in cues_of(wanted)}
    beyond = filters.status or filters.waits or filters.article or "term" in filters.kind
    return sorted(known if beyond else known & facets_beginning("c:"))


_MEANINGS: dict[str, Callable[[Sequence[Any], QuoteFilters], list[str]]] = {
    "speaker": _speakers,
    "organisation": _organisations,
    "target": _targets,
    "stance": _stances,
    "attribute": _attributes,
    "cue_class": _classes,
    "descriptor": lambda values, _: coded("d", folded(values)),
    "cue": lambda values, _: coded("c", folded(values)),
    "relay": lambda values, _: coded("r", folded(values)),
}
