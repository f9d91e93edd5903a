"""Who and what goes by many names at once: one statement for all names of a file."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable


class Known(NamedTuple):
    """A speaker or target that goes by a name, after merges."""

    pk: int
    name: str
    kind: str


def fold_names(names: Iterable[str]) -> dict[str, str]:
    """Answer each name as it is compared: lower case, accents ignored."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select given, fold(given) from unnest(%s::text[]) given", [sorted(set(names))]
        )
        return dict(cursor.fetchall())


SPEAKERS = """
select given, meant.id, meant.name, meant.kind
from unnest(%s::text[]) given
join quotes_speakername name on fold(name.name) = fold(given)
join quotes_speaker named on named.id = name.speaker_id and named.article_id is null
join quotes_speaker meant on meant.id = coalesce(named.merged_into_id, named.id)
group by given, meant.id order by given, meant.id
"""
TARGETS = """
select given, meant.id, meant.name, meant.kind
from unnest(%s::text[]) given
join quotes_target named on fold(named.name) = fold(given)
join quotes_target meant on meant.id = coalesce(named.merged_into_id, named.id)
order by given, named.merged_into_id is not null, named.id
"""


def speakers_called(names: Iterable[str]) -> dict[str, list[Known]]:
    """Answer who goes by each name; unnamed sources, who belong to one article, are left out."""
    return _called(SPEAKERS, names)


def targets_called(names: Iterable[str]) -> dict[str, list[Known]]:
    """Answer the targets of each name, one that was not merged away first."""
    return _called(TARGETS, names)


def _called(query: str, names: Iterable[str]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(query, [sorted(set(names))])
        for given, *known in cursor.fetchall():
            found[given].append(Known(*known))
    return found
