"""The definitions written down plainly, cell by cell: what the fast computation has to equal."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.networks.choices import Choice
    from quotes.networks.statements import Count


def plain_values(counts: Sequence[Count], choice: Choice) -> list[list[float]]:
    """Compute a network by its definition, rows and columns sorted by name."""
    actors = sorted({each.actor for each in counts}, key=str)
    targets = sorted({each.target for each in counts}, key=str)
    n = {(each.actor, each.target, each.position): 0 for each in counts}
    for each in counts:
        n[each.actor, each.target, each.position] += each.n
    kinds = sorted({each.position for each in counts})

    def at(a: object, t: object, *positions: str) -> int:
        return sum(n.get((a, t, k), 0) for k in positions or kinds)

    def active(a: object) -> int:
        return sum(at(a, t) for t in targets)

    def two(a: object, t: object) -> float:
        support, oppose = at(a, t, "support"), at(a, t, "oppose")
        weight = {
            "ignore": at(a, t),
            "subtract": support - oppose,
            "combine": (support > 0) + 2 * (oppose > 0),
        }[choice.qualifier]
        norm = {
            "none": 1,
            "activity": active(a),
            "prominence": sum(at(b, t) for b in actors),
        }[choice.normalisation]
        return weight / norm if norm else 0

    def one(a: object, b: object) -> float:
        if a == b:
            return 0
        congruence = sum(at(a, t, k) * at(b, t, k) for t in targets for k in kinds)
        conflict = sum(
            at(a, t, k) * at(b, t, o) for t in targets for k, o in product(kinds, kinds) if k != o
        )
        weight = {
            "ignore": sum(at(a, t) * at(b, t) for t in targets),
            "congruence": congruence,
            "conflict": conflict,
            "subtract": congruence - conflict,
        }[choice.qualifier]
        pairs = [(at(a, t, k), at(b, t, k)) for t in targets for k in kinds]
        norm = {
            "none": 1,
            "average": (active(a) + active(b)) / 2,
            "cosine": active(a) * active(b),
            "jaccard": sum(x * y if x and y else x + y for x, y in pairs),
        }[choice.normalisation]
        return weight / norm if norm else 0

    if choice.mode == "two":
        return [[two(a, t) for t in targets] for a in actors]
    return [[one(a, b) for b in actors] for a in actors]
