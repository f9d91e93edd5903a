"""Changes of position as a page shows them: both quotes, the names, and for a side, who moved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import F

from quotes.models import Quote, Speaker, Target
from quotes.queries.cards import cards
from quotes.queries.figures.changes import find_changes
from quotes.queries.figures.taken import NEWEST, NEWEST_OF_ONE, evidence_of, evidence_on

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.queries.cards import Card
    from quotes.queries.figures.changes import Change, Stand
    from quotes.queries.figures.taken import Actor, Relation
    from quotes.queries.filters import QuoteFilters

SHOWN = 6
"""So many changes stand on a page before one asks for all."""
SIDES = (Speaker.Kind.ORGANISATION, Speaker.Kind.GROUP)

# On both sides of a change is who took the position before it, and the one after it from then on.
_ON_BOTH_SIDES = """
select asked.at, coalesce(whose.merged_into_id, whose.id)
from unnest(%(actor)s::bigint[], %(target)s::bigint[], %(was)s::text[], %(was_several)s::bool[],
        %(was_day)s::date[], %(now)s::text[], %(now_several)s::bool[], %(now_day)s::date[])
    with ordinality asked
        (actor, target, was, was_several, was_day, now, now_several, now_day, at)
join ({relation}) took on took.actor = asked.actor and took.target = asked.target
join quotes_speaker whose on whose.id = took.speaker
group by 1, 2
having bool_or(took.day <= asked.was_day and case when asked.was_several
        then took.position <> asked.now else took.position = asked.was end)
    and bool_or(took.day >= asked.now_day and case when asked.now_several
        then took.position <> asked.was else took.position = asked.now end)
"""


@dataclass(frozen=True)
class Shown:
    """One of the two quotes of a change; `is_outdated`: the article has a newer text than its."""

    stand: Stand
    card: Card
    is_outdated: bool


@dataclass(frozen=True)
class Move:
    """A change of position with its quotes, who moved and on what.

    Of a side, `people` are those who spoke for it before and after, and moved: none where others
    spoke. `is_side` tells that it is one. `more` are earlier changes of the same one on the same
    target, which are not shown.
    """

    change: Change
    actor: Speaker
    target: Target
    before: Shown
    after: Shown
    is_side: bool = False
    people: tuple[Speaker, ...] = ()
    more: int = 0

    @property
    def said_itself(self) -> bool:
        """Whether the side spoke itself, before and after."""
        return self.actor in self.people


@dataclass(frozen=True)
class Moves:
    """Changes of position, newest first: of each on each target the newest, or all; of how many."""

    shown: list[Move]
    count: int
    targets: frozenset[int]


def moves_of(
    speaker: Speaker,
    ids: Sequence[int],
    *,
    filters: QuoteFilters,
    user: User | AnonymousUser,
    most: int = SHOWN,
    newest: int = NEWEST_OF_ONE,
) -> Moves:
    """Answer the changes of one speaker, or of an organisation as a side; `ids` are all it is.

    Looks at so many of the `newest` positions taken.
    """
    actor: Actor = "organisation" if speaker.kind in SIDES else "speaker"
    evidence = evidence_of(ids, actor=actor, filters=filters, user=user, newest=newest)
    of_sides = actor == "organisation"
    return _shown([_chosen(evidence, filters, most=most, of_sides=of_sides)])[0]


def moves_on(
    ids: Sequence[int],
    *,
    filters: QuoteFilters,
    user: User | AnonymousUser,
    most: int = SHOWN,
    newest: int = NEWEST,
) -> tuple[Moves, Moves]:
    """Answer who changed their mind on a target: people and documents, then sides.

    Looks at so many of the `newest` positions taken on it; `ids` are all it is.
    """
    of_people = evidence_on(ids, actor="speaker", filters=filters, user=user, newest=newest)
    of_sides = evidence_on(ids, actor="organisation", filters=filters, user=user, newest=newest)
    people, sides = _shown(
        [
            _chosen(of_people, filters, most=most, of_sides=False),
            _chosen(of_sides, filters, most=most, of_sides=True),
        ]
    )
    return people, sides


@dataclass(frozen=True)
class _Chosen:
    """Changes to show, of all that were found, and who moved."""

    evidence: Relation
    changes: Sequence[Change]
    found: Sequence[Change]
    actors: dict[int, Speaker]
    of_sides: bool


def _chosen(evidence: Relation, filters: QuoteFilters, *, most: int, of_sides: bool) -> _Chosen:
    found = find_changes(evidence, since=filters.said_from, until=filters.said_to)
    actors = Speaker.objects.in_bulk({each.actor for each in found})
    if not of_sides:  # what an organisation says itself is what its side says
        found = [each for each in found if actors[each.actor].kind not in SIDES]
    newest = {(each.actor, each.target): each for each in reversed(found)}
    changes = found if most >= len(found) else sorted(newest.values(), key=found.index)[:most]
    return _Chosen(evidence, changes, found, actors, of_sides)


def _shown(asked: Sequence[_Chosen]) -> list[Moves]:
    """Answer the changes with their quotes, which are read once for all that was asked."""
    changes = [change for each in asked for change in each.changes]
    quotes = _quotes_of(changes)
    targets = Target.objects.in_bulk({each.target for each in changes})
    return [_with_quotes(each, quotes, targets) for each in asked]


def _with_quotes(chosen: _Chosen, quotes: _Quotes, targets: dict[int, Target]) -> Moves:
    times = Counter((each.actor, each.target) for each in chosen.found)
    is_all = len(chosen.changes) == len(chosen.found)
    shown = [
        Move(
            each,
            chosen.actors[each.actor],
            targets[each.target],
            quotes.at(each.before),
            quotes.at(each.after),
            is_side=chosen.of_sides,
            more=0 if is_all else times[each.actor, each.target] - 1,
        )
        for each in chosen.changes
    ]
    if chosen.of_sides and shown:
        shown = _with_people(shown, chosen.evidence)
    return Moves(shown, len(chosen.found), frozenset(each.target for each in chosen.found))


@dataclass(frozen=True)
class _Quotes:
    """The quotes of changes as they are shown, and which stand in a text that was replaced."""

    cards: dict[int, Card]
    outdated: Collection[int]

    def at(self, stand: Stand) -> Shown:
        """Answer the quote that shows where somebody stood."""
        return Shown(stand, self.cards[stand.quote], stand.quote in self.outdated)


def _quotes_of(changes: Sequence[Change]) -> _Quotes:
    ids = {stand.quote for each in changes for stand in (each.before, each.after)}
    if not ids:
        return _Quotes({}, ())
    known = {card.quote["id"]: card for card in cards(sorted(ids), people=False)}
    return _Quotes(known, _outdated(ids))


def _outdated(ids: Collection[int]) -> set[int]:
    """Answer which of these quotes stand in a text that a newer one of its article replaced."""
    newer = Quote.objects.filter(
        pk__in=ids, article__text_versions__number__gt=F("text_version__number")
    )
    return set(newer.values_list("pk", flat=True))


def _with_people(moves: Sequence[Move], evidence: Relation) -> list[Move]:
    changes = [move.change for move in moves]
    known: dict[str, Any] = {
        "actor": [each.actor for each in changes],
        "target": [each.target for each in changes],
        "was": [each.before.position for each in changes],
        "was_several": [each.before.several for each in changes],
        "was_day": [each.before.day for each in changes],
        "now": [each.after.position for each in changes],
        "now_several": [each.after.several for each in changes],
        "now_day": [each.after.day for each in changes],
    }
    with connection.cursor() as cursor:
        statement = _ON_BOTH_SIDES.format(relation=evidence.sql)
        cursor.execute(statement, {**evidence.parameters, **known})
        rows = cursor.fetchall()
    speakers = Speaker.objects.in_bulk({speaker for _, speaker in rows})
    return [
        replace(move, people=tuple(speakers[who] for at, who in rows if at == number))
        for number, move in enumerate(moves, 1)
    ]
