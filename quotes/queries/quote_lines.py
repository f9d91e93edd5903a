"""The JSON of many quotes at once, as `quote_json` defines it, for streams and dumps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.queries.copied import copied
from quotes.queries.quote_json import BESIDE, MEMBERS, quote_of

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Sequence

_LINES = """
select ({quote})::text
from unnest(%(ids)s::bigint[]) with ordinality as wanted (id, n)
join quotes_quote q on q.id = wanted.id
join articles_textversion v on v.id = q.text_version_id
left join articles_outlet l on l.id = q.outlet_id
{joins}
order by wanted.n
"""


def block_of(members: Iterable[str], *, which: str) -> tuple[str, str]:
    """Answer the SQL of the same for many quotes at once, and that of the joins it wants.

    `which` is the condition that chooses them, "between 1 and 9": to add up what hangs on all of a
    block is cheaper than to ask for that of each.
    """
    chosen = {*members}
    quote, joins = quote_of(chosen), []
    for name, (sql, rows) in BESIDE.items():
        if name in chosen:
            quote = quote.replace(MEMBERS[name], f"coalesce({name}.body, '[]')")
            added = sql.replace("select json_agg", f"select {rows}.quote_id, json_agg", 1).replace(
                f"{rows}.quote_id = q.id", f"{rows}.quote_id {which} group by {rows}.quote_id"
            )
            joins.append(f"left join ({added}) {name} (quote_id, body) on {name}.quote_id = q.id")
    return quote, "\n".join(joins)


def quotes_as_lines(
    ids: Sequence[int],
    *,
    base: str,
    people: bool,
    undecided: bool = False,
    members: Collection[str] = (),
) -> Generator[list[bytes]]:
    """Answer the same as it comes, some quotes at a time: cheaper for thousands, dearer for few."""
    known: dict[str, Any] = {"base": base, "people": people, "undecided": undecided}
    quote, joins = block_of(members or MEMBERS, which="= any(%(ids)s)")
    sql = _LINES.replace("{quote}", quote).replace("{joins}", joins)
    return copied(sql, {"ids": list(ids), **known})
