"""Chains of mentions: the quotes of one text whose first attribution names the same source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection

from quotes.models import Attribution, Speaker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# A speaker, and the same name not settled yet, are one source; an unnamed one of that name is
# another. What stands first comes first, so that numbers follow the text.
_MENTIONS = """
    select quote.id, lower(quote.content) as start, source.sourcing = 'unnamed' as is_unnamed,
        coalesce(whole.name, speaker.name, source.proposed_name) as name,
        coalesce(whole.id, speaker.id) as speaker_id
    from quotes_quote quote
    join quotes_attribution source on source.quote_id = quote.id and source.position = 0
    left join quotes_speaker speaker on speaker.id = source.speaker_id
    left join quotes_speaker whole on whole.id = speaker.merged_into_id
    where quote.text_version_id = %s and quote.status <> 'rejected' and quote.kind <> 'term'
"""
_CHAINS = f"""
select (array_agg(name order by start, id))[1], is_unnamed, array_agg(id order by start, id)
    from ({_MENTIONS}) mentions where name <> '' group by lower(name), is_unnamed
    having count(*) > 1 order by min(start), min(id)
"""  # noqa: S608  our own words
_NEAR = f"""
select name, is_unnamed, (array_agg(id order by start, id))[1]
    from ({_MENTIONS} and quote.id = any(%s)) mentions where name <> ''
    group by name, is_unnamed order by min(start), min(id)
"""  # noqa: S608
_NAMED = f"""
select id, speaker_id from ({_MENTIONS}) mentions
    where lower(name) = lower(%s) and is_unnamed = %s order by start, id
"""  # noqa: S608


@dataclass(frozen=True)
class Chain:
    """Two quotes or more of one source, in reading order."""

    number: int
    name: str
    is_unnamed: bool
    quotes: tuple[int, ...]


@dataclass(frozen=True)
class Chains:
    """The chains of one text, numbered in reading order."""

    all: tuple[Chain, ...]

    @cached_property
    def _by_quote(self) -> dict[int, Chain]:
        return {pk: chain for chain in self.all for pk in chain.quotes}

    def of(self, quote_id: int) -> Chain | None:
        """Answer the chain a quote is in, None where it is the only one of its source."""
        return self._by_quote.get(quote_id)

    def number(self, quote_id: int) -> int:
        """Answer the number of the chain a quote is in, 0 for none."""
        chain = self.of(quote_id)
        return chain.number if chain else 0

    def differing(self, before: Chains) -> set[int]:
        """Answer the quotes whose number was another one before."""
        known = self._by_quote.keys() | before._by_quote.keys()
        return {pk for pk in known if self.number(pk) != before.number(pk)}


@dataclass(frozen=True)
class Named:
    """A source that a quote nearby names: its name, and one of its quotes."""

    name: str
    is_unnamed: bool
    quote: int


@dataclass(frozen=True)
class Followers:
    """The quotes that can take a quote's speaker: of its chain, or of the one it was in before."""

    name: str
    quotes: tuple[int, ...]


def chains_of(text_version_id: int) -> Chains:
    """Answer the chains of a text, in one query; rejected quotes and terms are in none."""
    rows = _asked(_CHAINS, text_version_id)
    return Chains(
        tuple(
            Chain(number, name, is_unnamed, tuple(quotes))
            for number, (name, is_unnamed, quotes) in enumerate(rows, 1)
        )
    )


def sources_among(text_version_id: int, quotes: Collection[int]) -> list[Named]:
    """Answer the sources that these quotes name, in reading order."""
    return [Named(*row) for row in _asked(_NEAR, text_version_id, list(quotes))]


def followers(quote_id: int, text_version_id: int) -> Followers | None:
    """Answer which quotes name the source that this one named, and have another speaker.

    The source that the machine read, or that somebody gave it before, counts while others still
    have it: so a name corrected once is corrected for all. None where nobody is its speaker yet,
    or no other quote is left.
    """
    first = Attribution.objects.select_related("speaker__merged_into")
    row = first.filter(quote=quote_id, position=0, speaker__isnull=False).first()
    if row is None or row.speaker is None:
        return None
    mine = (row.speaker.merged_into or row.speaker).pk
    for name, is_unnamed in _names(row):
        found = _asked(_NAMED, text_version_id, name, is_unnamed)
        quotes = tuple(pk for pk, speaker in found if pk != quote_id and speaker != mine)
        if quotes:
            return Followers(name, quotes)
    return None


def _names(row: Attribution) -> Iterator[tuple[str, bool]]:
    """Yield the names an attribution had, the latest before the present one first, that one last.

    Only names that are not the present one: those quotes of it that somebody else said, a name
    known twice, are left alone.
    """
    events = apps.get_model("quotes", "AttributionEvent")._default_manager
    told = events.filter(pgh_obj_id=row.pk).order_by("-pgh_id")
    past = dict.fromkeys(told.values_list("speaker_id", "proposed_name", "sourcing")[:20])
    known = Speaker.objects.in_bulk({pk for pk, _, _ in past if pk})
    present = row.speaker.name if row.speaker else ""
    for speaker_id, proposed, sourcing in past:
        name = known[speaker_id].name if speaker_id in known else proposed
        if name and name != present:
            yield name, sourcing == Attribution.Sourcing.UNNAMED
    yield present, row.sourcing == Attribution.Sourcing.UNNAMED


def _asked(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
