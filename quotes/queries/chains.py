"""Chains of mentions: the quotes of one text whose first attribution names the same source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quotes.queries.mentions import Mention, letter_of, mentions_in, past_sources

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from quotes.queries.mentions import Mentions, Source


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
    """Who is the first source of the quotes of one text, in reading order, and the chains of them.

    A column each, as a text can have thousands; `letters` as in `Mentions`.
    """

    quotes: Sequence[int] = ()
    names: Sequence[str] = ()
    letters: str = ""

    @cached_property
    def _sources(self) -> list[Source]:
        is_unnamed = map("u".__eq__, self.letters.lower())
        return [*zip(map(str.lower, self.names), is_unnamed, strict=True)]

    @cached_property
    def _places(self) -> dict[int, int]:
        return dict(zip(self.quotes, range(len(self.quotes)), strict=True))

    @cached_property
    def _numbers(self) -> dict[Source, int]:
        """The numbers of the sources with several quotes, in reading order."""
        several = (source for source, n in Counter(self._sources).items() if n > 1 and source[0])
        return {source: number for number, source in enumerate(several, 1)}

    @cached_property
    def _numbered(self) -> dict[int, int]:
        numbers = map(self._numbers.get, self._sources)
        return {pk: n for pk, n in zip(self.quotes, numbers, strict=True) if n}

    def mention(self, quote_id: int) -> Mention | None:
        """Answer whom a quote names, None where it is in no chain and cannot be."""
        place = self._places.get(quote_id)
        return None if place is None else self._at(place)

    def _at(self, place: int) -> Mention:
        letter = self.letters[place]
        is_unnamed = letter in "uU"
        return Mention(self.quotes[place], self.names[place], is_unnamed, letter.isupper())

    def of(self, quote_id: int) -> Chain | None:
        """Answer the chain a quote is in, None where it is the only one of its source."""
        number = self.number(quote_id)
        if not number:
            return None
        places = self._places_of(self._sources[self._places[quote_id]])
        quotes = tuple(self.quotes[place] for place in places)
        return Chain(number, self.names[places[0]], quotes)

    def _places_of(self, source: Source) -> list[int]:
        return [place for place, each in enumerate(self._sources) if each == source]

    def number(self, quote_id: int) -> int:
        """Answer the number of the chain a quote is in, 0 for none."""
        place = self._places.get(quote_id)
        return 0 if place is None else self._numbers.get(self._sources[place], 0)

    def having(self, mention: Mention, *, after: Collection[int] = ()) -> Chains:
        """Answer these chains with another mention of a quote, which stands `after` those."""
        now = self.mention(mention.quote)
        if mention.source == (now.source if now else ("", False)):
            return self
        place = self._places[now.quote] if now else sum(pk in after for pk in self.quotes)
        end = place + 1 if now else place
        sourcing = "unnamed" if mention.is_unnamed else "named"
        letter = letter_of(sourcing, is_settled=mention.is_settled)
        return Chains(
            [*self.quotes[:place], mention.quote, *self.quotes[end:]],
            [*self.names[:place], mention.name, *self.names[end:]],
            self.letters[:place] + letter + self.letters[end:],
        )

    def differing(self, before: Chains) -> set[int]:
        """Answer the quotes whose number was another one before."""
        if before is self:
            return set()
        return {pk for pk, _number in self._numbered.items() ^ before._numbered.items()}

    def sources_among(self, quotes: Iterable[int]) -> list[Mention]:
        """Answer the first mention of each source that these quotes name."""
        places = sorted(self._places[pk] for pk in quotes if pk in self._places)
        near = [each for each in map(self._at, places) if each.name]
        return list({each.source: each for each in reversed(near)}.values())[::-1]

    def followers(self, quote_id: int) -> Followers | None:
        """Answer which quotes name the source that this one named, and have another speaker.

        The source that the machine read, or that somebody gave it before, counts while others
        still have it: so a name corrected once is corrected for all. None where nobody is its
        speaker yet, or no other quote is left. Asks for the past of the quote, in one query.
        """
        own = self.mention(quote_id)
        if own is None or not own.is_settled:
            return None
        past = dict.fromkeys(past_sources(quote_id))
        former = [source for source in past if source[0] != own.source[0]]
        for source in (*former, own.source):
            found = [
                each
                for each in map(self._at, self._places_of(source))
                if each.quote != quote_id and not (each.is_settled and source == own.source)
            ]
            if found:
                return Followers(found[0].name, tuple(each.quote for each in found))
        return None


def chains_of(text_version_id: int) -> Chains:
    """Answer the chains of a text, in one query; rejected quotes and terms are in none."""
    mentions = mentions_in(text_version_id, is_ordered=True)
    return chains_among(mentions, mentions.quotes)


def chains_among(mentions: Mentions, order: Iterable[int]) -> Chains:
    """Answer the chains that mentions make, their quotes in this order."""
    letters = mentions.letters
    places = {pk: i for i, pk in enumerate(mentions.quotes) if letters[i] != "-"}
    wanted = [places[pk] for pk in dict.fromkeys(order) if pk in places]
    names, quotes = mentions.names, mentions.quotes
    return Chains(
        [quotes[i] for i in wanted], [names[i] for i in wanted], "".join(letters[i] for i in wanted)
    )
