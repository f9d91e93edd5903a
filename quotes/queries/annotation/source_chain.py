"""The source of the quote in hand: who else names it, and which others could be meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.segments import LOOKS

if TYPE_CHECKING:
    from quotes.queries.annotation.sheet import Placed, Sheet
    from quotes.queries.chains import Followers
    from quotes.queries.mentions import Mention

NEAR, CHOICES = 12, 9
"""Sources are looked for among so many quotes before and after; so many have a digit as key."""


@dataclass(frozen=True)
class SourceChain:
    """The chain of the quote in hand; `look` is how its mentions are coloured; 0 for none.

    `count` is of its quotes, this one included. `followers` are the quotes that can take its
    speaker, `others` the sources that it can be moved to.
    """

    count: int
    number: int
    look: int
    followers: Followers | None
    others: tuple[Mention, ...]


def chain_in_hand(sheet: Sheet, placed: Placed) -> SourceChain | None:
    """Answer the chain of a quote, None for those who only read and where it is of no use."""
    if sheet.is_for_readers or not placed.number:
        return None
    chains = sheet.chains
    chain, place = chains.of(placed.pk), placed.number - 1
    found = chains.sources_among(sheet.reading[max(0, place - NEAR) : place + NEAR + 1])
    mention = chains.mention(placed.pk)
    own = mention.source if mention else None
    return SourceChain(
        count=len(chain.quotes) if chain else 1,
        number=chain.number if chain else 0,
        look=(chain.number - 1) % LOOKS + 1 if chain else 0,
        followers=chains.followers(placed.pk),
        others=tuple(each for each in found if each.source != own)[:CHOICES],
    )
