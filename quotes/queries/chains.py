"""Chains of mentions: the quotes of one text whose first attribution names the same source."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Collection

_MENTIONS = """
select quote.id, coalesce(whole.name, speaker.name, source.proposed_name),
    source.sourcing = 'unnamed', source.speaker_id is not null,
    source.position, lower(source.mention), upper(source.mention)
    from quotes_quote quote join quotes_attribution source on source.quote_id = quote.id
    left join quotes_speaker speaker on speaker.id = source.speaker_id
    left join quotes_speaker whole on whole.id = speaker.merged_into_id
"""
_IN_CHAINS = "quote.status <> 'rejected' and quote.kind <> 'term'"
# In reading order, so that numbers follow the text.
_OF_TEXT = f"""{_MENTIONS}
    where quote.text_version_id = %s and {_IN_CHAINS}
    order by lower(quote.content), upper(quote.content) desc, quote.id
"""
_OF_QUOTE = f"{_MENTIONS} where quote.id = %s and {_IN_CHAINS} and source.position = 0"
_PAST = """
select coalesce(whole.name, speaker.name, event.proposed_name), event.sourcing = 'unnamed'
    from quotes_attribution source
    join quotes_attributionevent event on event.pgh_obj_id = source.id
    left join quotes_speaker speaker on speaker.id = event.speaker_id
    left join quotes_speaker whole on whole.id = speaker.merged_into_id
    where source.quote_id = %s and source.position = 0 order by event.pgh_id desc limit 20
"""


class Mention(NamedTuple):
    """Whom a quote names as a source; `is_settled`: a speaker, not only a name proposed.

    Chains are of first sources, those at `position` 0. The words that name it stand, with what is
    between them, from `start` to `end`.
    """

    quote: int
    name: str
    is_unnamed: bool
    is_settled: bool
    position: int = 0
    start: int | None = None
    end: int | None = None

    @property
    def source(self) -> tuple[str, bool]:
        """What is one in mentions of one source.

        A speaker, and the same name not settled yet, are one source; an unnamed one of that name
        is another.
        """
        return self.name.lower(), self.is_unnamed


@dataclass(frozen=True)
class Chain:
    """Two quotes or more of one source, in reading order."""

    number: int
    name: str
    quotes: tuple[int, ...]


@dataclass(frozen=True)
class Followers:
    """The quotes that can take a quote's speaker: of its chain, or of the one it was in before."""

    name: str
    quotes: tuple[int, ...]


@dataclass(frozen=True)
class Chains:
    """The mentions of one text in reading order, and the chains they make."""

    mentions: tuple[Mention, ...]

    @cached_property
    def all(self) -> tuple[Chain, ...]:
        """The chains, numbered in reading order."""
        several = [found for found in self._by_source.values() if len(found) > 1]
        return tuple(
            Chain(number, found[0].name, tuple(each.quote for each in found))
            for number, found in enumerate(several, 1)
        )

    @cached_property
    def _by_source(self) -> dict[tuple[str, bool], list[Mention]]:
        found: defaultdict[tuple[str, bool], list[Mention]] = defaultdict(list)
        for each in self.mentions:
            if each[1]:  # as in `Mention.source`, of which a long text would have thousands
                found[each[1].lower(), each[2]].append(each)
        return found

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

    def having(self, mention: Mention) -> Chains:
        """Answer these chains with another mention of a quote; none at all where it is not here.

        So of every mention the number differs, for nobody knows where in the order it stood.
        """
        place = next((i for i, each in enumerate(self.mentions) if each.quote == mention.quote), -1)
        if place < 0:
            return Chains(()) if mention.name else self
        if self.mentions[place].source == mention.source:
            return self
        return Chains((*self.mentions[:place], mention, *self.mentions[place + 1 :]))

    def differing(self, before: Chains) -> set[int]:
        """Answer the quotes whose number was another one before."""
        if before is self:
            return set()
        known = self._by_quote.keys() | before._by_quote.keys()
        return {pk for pk in known if self.number(pk) != before.number(pk)}

    def sources_among(self, quotes: Collection[int]) -> list[Mention]:
        """Answer the first mention of each source that these quotes name."""
        near = [each for each in self.mentions if each.quote in quotes and each.name]
        return list({each.source: each for each in reversed(near)}.values())[::-1]

    def followers(self, quote_id: int) -> Followers | None:
        """Answer which quotes name the source that this one named, and have another speaker.

        The source that the machine read, or that somebody gave it before, counts while others
        still have it: so a name corrected once is corrected for all. None where nobody is its
        speaker yet, or no other quote is left. Asks for the past of the quote, in one query.
        """
        own = next((each for each in self.mentions if each.quote == quote_id), None)
        if own is None or not own.is_settled:
            return None
        past = [(name.lower(), is_unnamed) for name, is_unnamed in _asked(_PAST, quote_id) if name]
        former = [source for source in dict.fromkeys(past) if source[0] != own.source[0]]
        for source in (*former, own.source):
            found = [
                each
                for each in self._by_source.get(source, ())
                if each.quote != quote_id and not (each.is_settled and source == own.source)
            ]
            if found:
                return Followers(found[0].name, tuple(each.quote for each in found))
        return None


def chains_of(text_version_id: int) -> Chains:
    """Answer the chains of a text, in one query; rejected quotes and terms are in none."""
    return Chains(tuple(each for each in mentions_in(text_version_id) if not each.position))


def mentions_in(text_version_id: int) -> list[Mention]:
    """Answer all mentions of a text in reading order, but of rejected quotes and terms."""
    return [*map(Mention._make, _asked(_OF_TEXT, text_version_id))]


def mention_of(quote_id: int) -> Mention:
    """Answer what of a quote is in chains, without a name where that is nothing."""
    found = [*map(Mention._make, _asked(_OF_QUOTE, quote_id))]
    return found[0] if found else Mention(quote_id, "", is_unnamed=False, is_settled=False)


def _asked(query: str, value: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [value])
        return list(cursor.fetchall())
