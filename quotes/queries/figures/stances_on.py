"""Where each of some speakers stands on one target, from what is rolled up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.models import Speaker, Target
from quotes.nets import Positions
from quotes.queries.figures.tallies import largest_of_each, positions_between, together
from quotes.queries.merged import all_who_are

if TYPE_CHECKING:
    from collections.abc import Collection

OFFERED = 40
"""So many targets are offered, those that most is said of."""
SIDES = (Speaker.Kind.ORGANISATION, Speaker.Kind.GROUP)


def targets_offered() -> list[Target]:
    """Answer the targets that most accepted quotes are about, by name."""
    most = largest_of_each(["t:"], limit=OFFERED).get("t:", {})
    ids = [int(facet.removeprefix("t:")) for facet in most]
    found = Target.objects.filter(pk__in=ids).select_related("merged_into")
    wholes = {each.merged_into or each for each in found}
    return sorted(wholes, key=lambda each: (each.name, each.pk))


def stances_on(target: Target, speakers: Collection[Speaker]) -> dict[int, Positions]:
    """Answer the positions of each on a target, act said, merged ones with whom they became.

    Of an organisation or group, what was said for it counts, too.
    """
    actors = {each.pk: [_actor(each.kind, each.pk)] for each in speakers}
    kinds = {each.pk: each.kind for each in speakers}
    merged = Speaker.objects.filter(merged_into__in=kinds).values_list("pk", "merged_into")
    for pk, into in merged:
        actors[into or 0].append(_actor(kinds[into or 0], pk))
    targets = all_who_are(target)
    every = [actor for each in actors.values() for actor in each]
    cells = positions_between(every, targets, None)
    return {
        pk: together(cells, [(actor, each) for actor in own for each in targets])
        for pk, own in actors.items()
    }


def _actor(kind: str, pk: int) -> str:
    return f"{'o' if kind in SIDES else 's'}:{pk}"
