"""The stance rows of the quote in hand: the targets it has, and hints of what it may be about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from quotes import hints

if TYPE_CHECKING:
    from quotes.queries.annotation.sheet import Placed, Sheet

ROWS = 8
EACH = 100
"""So many targets at most are weighed for each word, whatever the archive holds."""
LEAST = 0.03
OF_ARTICLE = 60
"""So many words of the article, the commonest, are looked for beside those of the sentence."""


USED = """
select coalesce(whole.id, target.id), coalesce(whole.name, target.name), stance.quote_id,
    speaker.name, stance.position, stance.conditional
from quotes_quote quote join quotes_stance stance on stance.quote_id = quote.id
join quotes_target target on target.id = stance.target_id
left join quotes_target whole on whole.id = target.merged_into_id
left join quotes_speaker speaker on speaker.id = quote.speaker_id
where quote.text_version_id = %s
"""
# Word by word, so that each is found by the index of names (quotes.models.targets.NAME_WORDS).
HOLDING = """
select distinct hit.id, hit.name
from unnest(%(stems)s::text[]) stem cross join lateral (
    select id, name, merged_into_id from quotes_target
    where to_tsvector('simple'::regconfig, coalesce(fold(name), ''))
        @@ (quote_literal(stem) || ':*')::tsquery
    limit %(each)s) hit
where hit.merged_into_id is null
"""


class TargetInHand(NamedTuple):
    """What a row says of its target."""

    pk: int
    name: str


@dataclass
class StanceRow:
    """One target and the position towards it; a hint is not stored until a position is given."""

    target: TargetInHand
    position: str | None = None
    conditional: bool = False
    is_stored: bool = False
    is_lit: bool = False


class Used(NamedTuple):
    """One stance of some quote of the text."""

    target: int
    name: str
    quote: int
    speaker: str | None
    position: str | None
    conditional: bool


def stance_rows(
    sheet: Sheet, placed: Placed, *, lit: int | None = None, lit_after: int | None = None
) -> list[StanceRow]:
    """Answer the targets of a quote and those it may be about, the likeliest first.

    Giving one of them a position moves none: what nothing but the quote tells of stands before.
    The row of the target `lit`, or the next empty one after that of `lit_after`, takes the digits;
    unless said, the first that is empty.
    """
    used = _used(sheet)
    stored = {each.target: each for each in used if each.quote == placed.quote.pk}
    words = hints.words_of(sheet.text_version.text, placed.quote.content)
    names = _names(words, placed, used)
    hinted = _hinted(words, placed, used, names)
    others = sorted(stored.keys() - set(hinted), key=lambda pk: (names[pk].casefold(), pk))
    rows = [
        StanceRow(
            TargetInHand(pk, names[pk]),
            stored[pk].position if pk in stored else None,
            conditional=pk in stored and stored[pk].conditional,
            is_stored=pk in stored,
        )
        for pk in (*others, *hinted)
    ]
    for row in _lit(rows, lit=lit, lit_after=lit_after)[:1]:
        row.is_lit = True
    return rows


def _used(sheet: Sheet) -> list[Used]:
    """Answer what the quotes of the text are about."""
    with connection.cursor() as cursor:
        cursor.execute(USED, [sheet.text_version.pk])
        return [*map(Used._make, cursor.fetchall())]


def _names(words: hints.Words, placed: Placed, used: list[Used]) -> dict[int, str]:
    """Answer every target that may be meant: those of this text, and those whose words stand in it.

    Criticism of oneself is none: a speaker is not offered as the target of what they said.
    """
    common = Counter(words.article).most_common(OF_ARTICLE)
    stems = [*words.content, *words.sentence, *(stem for stem, _ in common)]
    with connection.cursor() as cursor:
        cursor.execute(HOLDING, {"stems": [*dict.fromkeys(stems)], "each": EACH})
        names = {pk: name for pk, name in cursor.fetchall() if name != placed.speaker_name}
    return names | {each.target: each.name for each in used}


def _hinted(
    words: hints.Words, placed: Placed, used: list[Used], names: dict[int, str]
) -> list[int]:
    """Answer the likeliest targets; what the quote itself is stored to be about tells nothing."""
    before = [each for each in used if each.quote != placed.quote.pk]
    same = {each.target for each in before if each.speaker == placed.speaker_name}
    scores = hints.scores(
        names,
        words,
        by_speaker=same,
        by_others={each.target for each in before} - same,
    )
    return [pk for pk in hints.ranked(scores, names) if scores[pk] >= LEAST][:ROWS]


def _lit(rows: list[StanceRow], *, lit: int | None, lit_after: int | None) -> list[StanceRow]:
    if lit is not None:
        return [row for row in rows if row.target.pk == lit]
    places = [place for place, row in enumerate(rows) if row.target.pk == lit_after]
    following = rows[places[0] + 1 :] if places else rows
    return [row for row in following if row.position is None]
