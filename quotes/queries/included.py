"""What stands around quotes: their articles, who speaks in them, what their stances are on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.queries.record_json import ARTICLE, SPEAKER, TARGET

if TYPE_CHECKING:
    from collections.abc import Collection

_AROUND = """
select ({record})::text from (select distinct id from ({ids}) found) around order by around.id
"""
_OF_QUOTES = "quote_id = any(%(quotes)s)"
# Who or what was merged is told by the quotes as what it became.
_SPEAKERS = f"""
select coalesce(said.merged_into_id, said.id) as id from quotes_speaker said where said.id in (
    select speaker_id from quotes_attribution where {_OF_QUOTES}
    union all select organisation_id from quotes_attribution where {_OF_QUOTES}
    union all select speaker_id from quotes_relay where {_OF_QUOTES})
"""  # noqa: S608  pieces of our own
_TARGETS = f"""
select coalesce(named.merged_into_id, named.id) as id from quotes_stance taken
join quotes_target named on named.id = taken.target_id where taken.{_OF_QUOTES}
"""  # noqa: S608  likewise
_ARTICLES = "select article_id as id from quotes_quote where id = any(%(quotes)s)"

AROUND = {
    "articles": _AROUND.format(record=ARTICLE.format(id="around.id"), ids=_ARTICLES),
    "speakers": _AROUND.format(record=SPEAKER.format(id="around.id"), ids=_SPEAKERS),
    "targets": _AROUND.format(record=TARGET.format(id="around.id"), ids=_TARGETS),
}


def included(
    what: str, quotes: Collection[int], *, base: str, people: bool, undecided: bool
) -> list[str]:
    """Answer the JSON of all `articles`, `speakers` or `targets` of some quotes, each once by id.

    One query, however many; what the reader may not see, such as sources that are unnamed, is left
    out. `base` begins links; `people` shows who did what; `undecided`: for who works here.
    """
    known: dict[str, Any] = {
        "quotes": list(quotes),
        "base": base,
        "people": people,
        "undecided": undecided,
    }
    with connection.cursor() as cursor:
        cursor.execute(AROUND[what], known)
        return [body for (body,) in cursor if body is not None]
