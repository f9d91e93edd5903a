"""Who stands where: speakers, organisations or attributes down, targets across, positions counted.

Cells come from the tallies where nothing is asked that those do not know, else they are counted
from the positions taken. Act said unless asked; support and oppose are added up in a cell alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from quotes.models import Speaker, Target
from quotes.nets import NOTHING, Positions
from quotes.queries.choices import Unknown
from quotes.queries.figures import live_cells, ranking, tallies
from quotes.queries.figures.network_rows import is_attribute
from quotes.queries.names import visible_speakers, visible_targets
from quotes.queries.roles import roles_now

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from accounts.models import User
    from quotes.months import Months
    from quotes.queries.figures.counting import Counting
    from quotes.queries.filters import QuoteFilters

MOST = 30
"""So many rows and so many columns a matrix has at most."""
MARKS = {
    "sourcing:unnamed": tallies.UNNAMED,
    "relayed:yes": tallies.RELAYED,
    "decided:batch": tallies.BATCH,
}
"""What the tallies can leave out."""
Key = int | str


@dataclass(frozen=True, kw_only=True)
class MatrixAsked:
    """What a matrix is of: rows "speaker", "organisation" or "attribute:KEY"; None is ever.

    The filters choose rows and columns, too: by name, or else those quoted most.
    """

    filters: QuoteFilters
    rows: str = "speaker"
    counting: Counting = "printings"
    now: Months | None = None
    before: Months | None = None

    @property
    def marks(self) -> int | None:
        """What is left out that the tallies know; None where they cannot tell."""
        filters = self.filters
        known = replace(filters, speaker=(), organisation=(), target=(), act=(), not_=())
        row = "organisation" if self.rows == "speaker" else "speaker"
        if (
            known.given()
            or getattr(filters, row)
            or is_attribute(self.rows)
            or filters.act not in {(), ("said",)}
            or self.counting != "printings"
            or not set(filters.not_) <= MARKS.keys()
        ):
            return None
        return sum(MARKS[each] for each in set(filters.not_))


@dataclass(frozen=True)
class Head:
    """What a row or a column is of: an id or the value of an attribute, and what it is called."""

    key: Key
    name: str
    about: str = ""


@dataclass(frozen=True)
class Cell:
    """The positions of a row on a column now and before; `whole` are all, with nothing left out."""

    now: Positions = NOTHING
    before: Positions = NOTHING
    whole: Positions | None = None

    @property
    def difference(self) -> float | None:
        """By how much the net differs from that with nothing left out."""
        if self.whole is None or self.now.net is None or self.whole.net is None:
            return None
        return self.now.net - self.whole.net


EMPTY = Cell()


@dataclass
class Matrix:
    """Heads of rows and columns, and the cells that are not empty, by the keys of both."""

    asked: MatrixAsked
    rows: list[Head]
    columns: list[Head]
    cells: dict[tuple[Key, Key], Cell] = field(default_factory=dict)

    def at(self, row: Head, column: Head) -> Cell:
        """Answer a cell, empty or not."""
        return self.cells.get((row.key, column.key), EMPTY)

    def each(self) -> Iterator[tuple[Head, Head, Cell]]:
        """Yield every cell that is not empty, row by row."""
        for row in self.rows:
            for column in self.columns:
                if cell := self.cells.get((row.key, column.key)):
                    yield row, column, cell


def who_stands_where(asked: MatrixAsked, *, user: User | AnonymousUser) -> Matrix:
    """Answer who stands where; what is left out by marks is held against the whole.

    Raises Unknown for a speaker or target that is not there, or not to be seen by this person.
    """
    heads = _chosen(asked, user)
    marks = asked.marks
    if marks is None:
        return _live(asked, user)
    found = _tallied(asked, heads, marks)
    if marks:
        whole = _tallied(asked, heads, 0)
        for key, cell in whole.cells.items():
            found.cells[key] = replace(found.cells.get(key, EMPTY), whole=cell.now)
    return found


def months_on(asked: MatrixAsked, targets: Sequence[int]) -> dict[int, dict[int, Positions]]:
    """Answer the positions of all on some targets, by month; nothing where they are not tallied."""
    if asked.marks is None:
        return {}
    same = ranking.same_targets(targets)
    by_month = tallies.positions_by_month([tallies.ALL], same, without=asked.marks)
    found: dict[int, dict[int, Positions]] = {}
    for one, months in by_month.items():
        into = found.setdefault(same[one], {})
        for month, positions in months.items():
            into[month] = into.get(month, NOTHING) + positions
    return found


def _chosen(asked: MatrixAsked, user: User | AnonymousUser) -> tuple[list[int], list[int]]:
    """Answer the ids of rows and columns: those asked for, else those quoted most."""
    filters, is_speakers = asked.filters, asked.rows == "speaker"
    speakers = _named("speaker", Speaker, filters.speaker, visible_speakers(user))
    sides = _named("organisation", Speaker, filters.organisation, visible_speakers(user))
    columns = _named("target", Target, filters.target, visible_targets(user))
    if asked.marks is None:
        return [], []
    kind = ranking.SPEAKER if is_speakers else ranking.ORGANISATION
    rows = (speakers if is_speakers else sides) or ranking.most_quoted_actors(kind, limit=MOST)
    return rows[:MOST], (columns or ranking.most_quoted_targets(limit=MOST))[:MOST]


def _named(
    field: str, model: type[Speaker | Target], ids: Iterable[int], seen: QuerySet[Any]
) -> list[int]:
    """Answer whom these ids became; raises Unknown."""
    given = list(ids)
    if not given:
        return []
    known = dict(model._default_manager.filter(pk__in=given).values_list("pk", "merged_into_id"))
    whole = {each: known[each] or each for each in given if each in known}
    shown = set(seen.filter(pk__in=whole.values()).values_list("pk", flat=True))
    for each in given:
        if whole.get(each) not in shown:
            raise Unknown(field, each)
    return list(dict.fromkeys(whole[each] for each in given))


def _tallied(asked: MatrixAsked, heads: tuple[list[int], list[int]], marks: int) -> Matrix:
    kind = ranking.SPEAKER if asked.rows == "speaker" else ranking.ORGANISATION
    speakers, targets = ranking.same_speakers(heads[0]), ranking.same_targets(heads[1])
    actors = {f"{kind}{one}": whole for one, whole in speakers.items()}

    def counted(months: Months | None) -> dict[tuple[Key, Key], Positions]:
        found: dict[tuple[Key, Key], Positions] = {}
        cells = tallies.positions_between(actors, targets, months, without=marks)
        for (actor, target), positions in cells.items():
            key = actors[actor], targets[target]
            found[key] = found.get(key, NOTHING) + positions
        return found

    before = counted(asked.before) if asked.before else {}
    return _made(asked, heads, counted(asked.now), before)


def _live(asked: MatrixAsked, user: User | AnonymousUser) -> Matrix:
    rows, columns = live_cells.choose(asked, user=user, most=MOST)
    now, before = live_cells.count(asked, rows, columns, user=user)
    return _made(asked, (rows, columns), now, before)


def _made(
    asked: MatrixAsked,
    heads: tuple[Sequence[Key], Sequence[int]],
    now: Mapping[tuple[Key, Key], Positions],
    before: Mapping[tuple[Key, Key], Positions],
) -> Matrix:
    keys = now.keys() | before.keys()
    cells = {key: Cell(now.get(key, NOTHING), before.get(key, NOTHING)) for key in keys}
    filled, taken = {row for row, _ in now}, {column for _, column in now}
    rows = [key for key in heads[0] if key in filled]
    return Matrix(
        asked, _heads_of(asked.rows, rows), _targets([k for k in heads[1] if k in taken]), cells
    )


def _heads_of(rows: str, keys: Sequence[Key]) -> list[Head]:
    if is_attribute(rows):
        return [Head(key, str(key)) for key in keys]
    ids = [int(key) for key in keys]
    names = dict(Speaker.objects.filter(pk__in=ids).values_list("pk", "name"))
    about = roles_now(ids)
    return [Head(pk, names[pk], about.get(pk, "")) for pk in ids if pk in names]


def _targets(ids: Sequence[int]) -> list[Head]:
    names = dict(Target.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [Head(pk, names[pk]) for pk in ids if pk in names]
