"""Chains of mentions: the quotes of one text whose first attribution names the same source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection

from quotes.models import Attribution, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LOOKS = 8
"""So many chains look different from each other; the ninth looks like the first."""

# A speaker and the same name not settled yet are one source; an unnamed one is another than a
# named one. What stands first comes first, so numbers follow the text.
_CHAINS = """
with mentions as (
    select quote.id, lower(quote.content) as start, source.sourcing = 'unnamed' as is_unnamed,
        coalesce(whole.name, speaker.name, source.proposed_name) as name
    from quotes_quote quote
    join quotes_attribution source on source.quote_id = quote.id and source.position = 0
    left join quotes_speaker speaker on speaker.id = source.speaker_id
    left join quotes_speaker whole on whole.id = speaker.merged_into_id
    where quote.text_version_id = %s and quote.status <> 'rejected' and quote.kind <> 'term'
)
select (array_agg(name order by start, id))[1], is_unnamed, array_agg(id order by start, id)
    from mentions where name <> '' group by lower(name), is_unnamed order by min(start), min(id)
"""


@dataclass(frozen=True)
class Chain:
    """The quotes of one source in reading order; `number` is 0 where there is only one of them."""

    name: str
    is_unnamed: bool
    quotes: tuple[int, ...]
    number: int


@dataclass(frozen=True)
class Chains:
    """The chains of one text, in reading order."""

    all: tuple[Chain, ...]

    @cached_property
    def _by_quote(self) -> dict[int, Chain]:
        return {pk: chain for chain in self.all for pk in chain.quotes}

    def of(self, quote_id: int) -> Chain | None:
        """Answer the chain a quote is in, None where its source has no name."""
        return self._by_quote.get(quote_id)

    def numbers(self) -> dict[int, int]:
        """Answer the number of its chain for each quote that is in one."""
        return {pk: chain.number for chain in self.all if chain.number for pk in chain.quotes}

    def called(self, name: str, *, is_unnamed: bool) -> Chain | None:
        """Answer the chain of a source."""
        folded = name.lower()
        same = (each for each in self.all if each.name.lower() == folded)
        return next((each for each in same if each.is_unnamed == is_unnamed), None)


def chains_of(text_version_id: int) -> Chains:
    """Answer the chains of a text, in one query; rejected quotes and terms are in none."""
    with connection.cursor() as cursor:
        cursor.execute(_CHAINS, [text_version_id])
        found = cursor.fetchall()
    chains, number = [], 0
    for name, is_unnamed, quotes in found:
        is_chain = len(quotes) > 1
        number += is_chain
        chains.append(Chain(name, is_unnamed, tuple(quotes), number if is_chain else 0))
    return Chains(tuple(chains))


@dataclass(frozen=True)
class Followers:
    """The quotes that can take a quote's speaker: of its chain, or of the one it was in before."""

    name: str
    quotes: tuple[int, ...]


def followers(quote_id: int, chains: Chains) -> Followers | None:
    """Answer which quotes name the source that this one named, and have another speaker.

    The source that the machine read, or that somebody gave it before, counts while others still
    have it: so one name corrected is corrected for all. None where nobody is its speaker yet.
    """
    first = Attribution.objects.filter(quote=quote_id, position=0, speaker__isnull=False).first()
    if first is None:
        return None
    own = chains.of(quote_id)
    for chain in (*_earlier(first, chains), own):
        if chain is None:
            continue
        left = _without_speaker(first, [pk for pk in chain.quotes if pk != quote_id])
        if left:
            return Followers(chain.name, left)
    return None


def _earlier(first: Attribution, chains: Chains) -> Iterable[Chain | None]:
    """Yield the chains of the sources an attribution had before, the latest first."""
    events = apps.get_model("quotes", "AttributionEvent")._default_manager
    told = events.filter(pgh_obj_id=first.pk).order_by("-pgh_id")
    rows = list(told.values_list("speaker_id", "proposed_name", "sourcing")[:20])
    known = Speaker.objects.in_bulk({pk for pk, _, _ in rows if pk and pk != first.speaker_id})
    for speaker_id, proposed, sourcing in dict.fromkeys(rows):
        speaker = known.get(speaker_id)
        name = speaker.name if speaker else proposed
        if name and speaker_id != first.speaker_id:
            yield chains.called(name, is_unnamed=sourcing == Attribution.Sourcing.UNNAMED)


def _without_speaker(first: Attribution, quotes: Sequence[int]) -> tuple[int, ...]:
    """Answer which of these quotes have another first speaker, in the order given."""
    if not quotes:
        return ()
    same = Attribution.objects.filter(quote__in=quotes, position=0, speaker=first.speaker_id)
    having = set(same.values_list("quote_id", flat=True))
    return tuple(pk for pk in quotes if pk not in having)
