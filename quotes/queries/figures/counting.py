"""What a figure counts: printings, statements, or independent outlets.

Printings are quotes. Statements are the families of them, and each quote that is of none. Outlets
are independent ones: of each statement every outlet counts once, and the copies of one article
count as printed by whoever ran it first.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, cast, get_args

Counting = Literal["printings", "statements", "outlets"]
COUNTINGS: Final = cast("tuple[Counting, ...]", get_args(Counting))

COPIES: Final = """
    left join (
        select copied.id as article_id, family.outlet_id
        from articles_article copied join articles_articlefamily family
            on family.id = copied.family_id
        where copied.family_id is not null
    ) copies on copies.article_id = {row}.article_id
"""


class Counted(NamedTuple):
    """SQL to count rows of `quotes_positiontaken` by, which hold a quote more than once.

    `key` is equal for two rows that count once, `number` counts the keys of a group, and `joins`
    stands behind the table in the FROM clause (perhaps nothing).
    """

    key: str
    number: str
    joins: str = ""


def counted(counting: Counting, *, row: str = "p") -> Counted:
    """Answer how to count rows of positions taken under the alias `row`.

    Raises ValueError for what is no way of counting.
    """
    keys = {
        "printings": f"{row}.quote_id",
        "statements": f"{row}.statement",
        "outlets": (
            f"({row}.statement, coalesce(copies.outlet_id, {row}.outlet_id, -{row}.article_id))"
        ),
    }
    if counting not in keys:
        message = f"“{counting}” is none of {', '.join(COUNTINGS)}"
        raise ValueError(message)
    key = keys[counting]
    joins = COPIES.format(row=row) if counting == "outlets" else ""
    return Counted(key, f"count(distinct {key})", joins)
