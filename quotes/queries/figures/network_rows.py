"""The statements a network is made of, in SQL: who says what of which target, filtered and counted.

A statement is one stance of one accepted quote, for each to whom the quote is attributed. What is
asked of speakers, targets, stances and sourcing is asked of the statement itself: a quote that
opposes one thing and supports another is two statements, and only one of them may be wanted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from quotes.models import Quote, Speaker, Target
from quotes.queries.filters import QuoteFilters
from quotes.queries.search import conditions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

ATTRIBUTE = "attribute:"
"""What the choice of an attribute begins with: `attribute:party`."""
ACTORS = ("speaker", "organisation")
OWN = {
    "speaker": "x.speaker_id",
    "organisation": "",  # what it says itself, too: two columns
    "target": "x.target_id",
    "stance": "coalesce(x.position, 'none')",
    "act": "x.act",
    "sourcing": "x.sourcing",
    "outlet": "x.outlet_id",
    "language": "x.language",
    "article": "x.article_id",
    "statement": "x.statement",
    "decided": "case when x.batch then 'batch' else 'single' end",
    "relayed": "case when x.relayed then 'yes' end",
}
"""Filters that a statement answers by itself, and what it is that they ask for."""


@dataclass
class Statements:
    """A relation of statements: `a` and `t` are the keys of row and column, null if nobody's.

    Keys are ids, or the values of an attribute. `p` is the position, "none" where nobody judged.
    """

    joins: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)
    row: str = ""
    column: str = ""

    def sql(self, *more: str) -> str:
        """Write the relation, with more columns of the table `x` besides."""
        columns = ", ".join((f"{self.row} as a", f"{self.column} as t", *more))
        where = f" where {' and '.join(self.conditions)}" if self.conditions else ""
        joined = " ".join(self.joins)
        return (
            f"select {columns}, coalesce(x.position, 'none') as p"
            f" from quotes_positiontaken x {joined}{where}"
        )


def statements_of(
    filters: QuoteFilters, *, rows: str, columns: str, user: User | AnonymousUser
) -> Statements:
    """Answer the statements that these filters leave, between rows and columns; said unless asked.

    Rows and columns are speaker, organisation, target, or attribute:KEY, of actors on the one side
    and of targets on the other.
    """
    wanted = filters if filters.act else replace(filters, act=(Quote.Act.SAID,))
    found = Statements()
    found.row = _key(found, rows, "r", of_target=rows == "target")
    found.column = _key(found, columns, "c", of_target=rows != "target")
    _narrow(found, wanted)
    _narrow_quotes(found, _others(wanted), user)
    return found


def is_attribute(name: str) -> bool:
    """Tell whether rows or columns are the values of an attribute."""
    return name.startswith(ATTRIBUTE)


def _key(found: Statements, name: str, place: str, *, of_target: bool) -> str:
    """Answer what the key of a row or column is, and join what it takes to say it."""
    if is_attribute(name):
        found.parameters[f"{place}_key"] = name.removeprefix(ATTRIBUTE)
        return _attribute(found, place, of_target=of_target)
    if name == "target":
        return _became(found, Target, "x.target_id", place)
    if name == "organisation":
        return _became(found, Speaker, "x.organisation_id", place)
    # An unnamed source is nobody whom a network could show again.
    return f"case when not x.unnamed then {_became(found, Speaker, 'x.speaker_id', place)} end"


def _attribute(found: Statements, place: str, *, of_target: bool) -> str:
    """Answer an attribute of the target, or of the speaker, or else of who it speaks for."""
    if of_target:
        target = _became(found, Target, "x.target_id", place)
        found.joins.append(f"join quotes_target {place} on {place}.id = {target}")
        return f"nullif(btrim({place}.attributes ->> %({place}_key)s), '')"
    values = []
    for number, column in enumerate(("x.speaker_id", "x.organisation_id")):
        one = f"{place}{number}"
        became = _became(found, Speaker, column, one)
        found.joins.append(f"left join quotes_speaker {one} on {one}.id = {became}")
        values.append(f"nullif(btrim({one}.attributes ->> %({place}_key)s), '')")
    return f"coalesce({', '.join(values)})"


def _became(found: Statements, model: type[Speaker | Target], column: str, place: str) -> str:
    """Answer the id of what was merged as what it became; where nothing is merged, without cost."""
    merged = dict(
        model._default_manager.exclude(merged_into=None).values_list("pk", "merged_into_id")
    )
    if not merged:
        return column
    found.parameters |= {f"{place}_from": [*merged], f"{place}_into": [*merged.values()]}
    found.joins.append(
        f"left join unnest(%({place}_from)s::bigint[], %({place}_into)s::bigint[])"
        f" {place}_merged (id, became) on {place}_merged.id = {column}"
    )
    return f"coalesce({place}_merged.became, {column})"


def _narrow(found: Statements, filters: QuoteFilters) -> None:
    """Ask of the statements what they answer by themselves."""
    left_out = filters.left_out()
    for name, column in OWN.items():
        for asked, values in ((True, getattr(filters, name)), (False, left_out.get(name, ()))):
            if values:
                parameter = f"{name}_{'in' if asked else 'out'}"
                found.parameters[parameter] = _expanded(name, values, filters.parts)
                found.conditions.append(_among(column, parameter, asked=asked))
    for name, comparison in (("said_from", ">="), ("said_to", "<=")):
        if day := getattr(filters, name):
            found.parameters[name] = day
            found.conditions.append(f"x.dated_on {comparison} %({name})s")


def _among(column: str, parameter: str, *, asked: bool) -> str:
    columns = [column] if column else ["x.organisation_id", "x.speaker_id"]
    among = " or ".join(f"{each} = any(%({parameter})s)" for each in columns)
    return f"({among})" if asked else f"({among}) is not true"


def _expanded(name: str, values: Iterable[Any], parts: tuple[str, ...]) -> list[Any]:
    """Answer ids with those of all that was merged, and of the parts where they are asked for."""
    if name not in {"speaker", "organisation", "target"}:
        return [*values]
    model = Target if name == "target" else Speaker
    ids = set(_with_merged(model, values))
    while name in parts:
        more = model._default_manager.filter(part_of__in=ids).values_list("pk", flat=True)
        if ids.issuperset(inside := _with_merged(model, more)):
            break
        ids.update(inside)
    return sorted(ids)


def _with_merged(model: type[Speaker | Target], ids: Iterable[int]) -> set[int]:
    known = model._default_manager.order_by()
    became = {
        into or pk for pk, into in known.filter(pk__in=[*ids]).values_list("pk", "merged_into_id")
    }
    same = known.filter(Q(pk__in=became) | Q(merged_into__in=became))
    return set(same.values_list("pk", flat=True))


def _narrow_quotes(found: Statements, filters: QuoteFilters, user: User | AnonymousUser) -> None:
    """Keep the statements of quotes that the other filters leave."""
    if not filters.given():
        return
    where = conditions(filters, user=user)
    found.parameters |= where.params
    found.joins.append("join quotes_quotesearch s on s.quote_id = x.quote_id")
    found.conditions.append(where.sql)


def _others(filters: QuoteFilters) -> QuoteFilters:
    """Answer the filters that only the whole quote answers."""
    empty = QuoteFilters()
    own = {name: getattr(empty, name) for name in (*OWN, "said_from", "said_to")}
    left_out = tuple(each for each in filters.not_ if each.partition(":")[0] not in OWN)
    return replace(filters, **own, not_=left_out, parts=())
