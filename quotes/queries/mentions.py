"""Whom the quotes of a text name as their sources, and the words that do it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection

_NAME = "coalesce(whole.name, speaker.name, source.proposed_name)"
_IS = "case when source.sourcing = 'unnamed' then 'u' else 'n' end"
_MENTIONS = """
    from quotes_quote quote join quotes_attribution source on source.quote_id = quote.id
    left join quotes_speaker speaker on speaker.id = source.speaker_id
    left join quotes_speaker whole on whole.id = speaker.merged_into_id
"""
_IN_CHAINS = "quote.status <> 'rejected' and quote.kind <> 'term'"
# A column in a value: of a long text two thousand rows take longer to read than to find.
_OF_TEXT = f"""
select string_agg(quote::text, ' '), string_agg(translate(name, chr(10), ' '), chr(10)),
    string_agg(letter, ''), string_agg(low::text, ' '), string_agg(high::text, ' ')
from (
    select quote.id as quote, {_NAME} as name,
        case when source.position > 0 then '-'
            when source.speaker_id is null then {_IS} else upper({_IS}) end as letter,
        coalesce(lower(source.mention), -1) as low, coalesce(upper(source.mention), -1) as high
    {_MENTIONS} where quote.text_version_id = %s and {_IN_CHAINS} {{order}}
) mention
"""  # noqa: S608  constants of ours
_IN_ORDER = "order by lower(quote.content), upper(quote.content) desc, quote.id"
_OF_QUOTE = f"""
select quote.id, {_NAME}, source.sourcing = 'unnamed', source.speaker_id is not null
    {_MENTIONS} where quote.id = %s and {_IN_CHAINS} and source.position = 0
"""
_PAST = """
select coalesce(whole.name, speaker.name, event.proposed_name), event.sourcing = 'unnamed'
    from quotes_attribution source
    join quotes_attributionevent event on event.pgh_obj_id = source.id
    left join quotes_speaker speaker on speaker.id = event.speaker_id
    left join quotes_speaker whole on whole.id = speaker.merged_into_id
    where source.quote_id = %s and source.position = 0 order by event.pgh_id desc limit 20
"""


Source = tuple[str, bool]
"""What is one in mentions of one source: its name in lower case, and whether it is unnamed.

A speaker, and the same name not settled yet, are one source; an unnamed one of that name is not.
"""


class Mention(NamedTuple):
    """Whom a quote names as its first source; `is_settled`: a speaker, not only a name proposed."""

    quote: int
    name: str
    is_unnamed: bool
    is_settled: bool

    @property
    def source(self) -> Source:
        """What is one in mentions of one source."""
        return self.name.lower(), self.is_unnamed


class Mentions(NamedTuple):
    """All mentions of a text, a column each.

    `letters` has one for each: "u" for an unnamed source, "n" for another, capital where it is
    settled; "-" for a source after the first. Its words stand, with what is between them, from
    `starts` to `ends`, -1 where there are none.
    """

    quotes: list[int]
    names: list[str]
    letters: str
    starts: list[int]
    ends: list[int]


def mentions_in(text_version_id: int, *, is_ordered: bool = False) -> Mentions:
    """Answer the mentions of a text, but of rejected quotes and terms; in order if asked."""
    (row,) = _asked(_OF_TEXT.format(order=_IN_ORDER if is_ordered else ""), text_version_id)
    if row[0] is None:
        return Mentions([], [], "", [], [])
    quotes, names, letters, starts, ends = row
    numbers = [[*map(int, column.split(" "))] for column in (quotes, starts, ends)]
    return Mentions(numbers[0], names.split("\n"), letters, numbers[1], numbers[2])


def letter_of(sourcing: str, *, is_settled: bool) -> str:
    """Answer what `Mentions.letters` says of a first source."""
    letter = "u" if sourcing == "unnamed" else "n"
    return letter.upper() if is_settled else letter


def mention_of(quote_id: int) -> Mention:
    """Answer what of a quote is in chains, without a name where that is nothing."""
    found = [*map(Mention._make, _asked(_OF_QUOTE, quote_id))]
    return found[0] if found else nobody(quote_id)


def nobody(quote_id: int) -> Mention:
    """Answer what a quote names that is in no chain."""
    return Mention(quote_id, "", is_unnamed=False, is_settled=False)


def past_sources(quote_id: int) -> list[Source]:
    """Answer the sources that a quote named first, now and before, the newest first."""
    return [(name.lower(), is_unnamed) for name, is_unnamed in _asked(_PAST, quote_id) if name]


def _asked(query: str, value: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [value])
        return list(cursor.fetchall())
