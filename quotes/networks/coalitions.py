"""What holds coalitions together: what they agree on, who is closest, who stands between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.networks.choices import JUDGED
from quotes.networks.communities import letter_of
from quotes.networks.graphs import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

    from quotes.networks.communities import Communities
    from quotes.networks.statements import Count, Key

MOST_SHARED = 2


@dataclass(frozen=True)
class Shared:
    """What most pairs of a coalition say alike: of what, and which position; "" where ignored."""

    target: Key
    position: str


@dataclass(frozen=True)
class Bridge:
    """Who of a coalition agrees most with somebody of another."""

    member: int
    letter: str


@dataclass(frozen=True)
class Coalition:
    """One group of a network; members, pair and bridge are places of nodes."""

    letter: str
    members: list[int]
    shared: list[Shared]
    closest: tuple[int, int] | None
    bridge: Bridge | None


def coalitions_of(
    graph: nx.Graph, communities: Communities, counts: Sequence[Count], rows: Sequence[Key]
) -> list[Coalition]:
    """Tell of each coalition what holds it together; the first thing is no other coalition's."""
    place_of = {key: place for place, key in enumerate(rows)}
    group_of = {node: at for at, group in enumerate(communities.groups) for node in group}
    said = _said(counts, place_of, group_of)
    inside, across = _parted(graph, group_of)
    found: list[Coalition] = []
    told: set[Shared] = set()
    for at, group in enumerate(communities.groups):
        shared = _by_agreement(said[at])
        own = [each for each in shared if each not in told][:1]
        told.update(own)
        shared = [*own, *(each for each in shared if each not in own)][:MOST_SHARED]
        closest, bridge = _closest(inside[at]), _bridge(across[at])
        found.append(Coalition(letter_of(at), group, shared, closest, bridge))
    return found


def _parted(
    graph: nx.Graph, group_of: Mapping[int, int]
) -> tuple[dict[int, list[tuple[int, int, float]]], dict[int, dict[tuple[int, int], float]]]:
    """Answer, of each group, its own lines, and how much each member agrees with other groups."""
    inside: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    across: dict[int, dict[tuple[int, int], float]] = defaultdict(lambda: defaultdict(float))
    for one, other, _, tie in lines_of(graph):
        if tie > 0 and one in group_of and other in group_of:
            group, others = group_of[one], group_of[other]
            if group == others:
                inside[group].append((one, other, tie))
            else:
                across[group][one, others] += tie
                across[others][other, group] += tie
    return inside, across


def _said(
    counts: Iterable[Count], place_of: Mapping[Key, int], group_of: Mapping[int, int]
) -> Mapping[int, Mapping[Shared, list[int]]]:
    """Answer, of each group, what is said how often by each member who says it."""
    found: dict[int, dict[Shared, list[int]]] = defaultdict(lambda: defaultdict(list))
    for each in counts:
        group = group_of.get(place_of.get(each.actor, -1))
        if group is not None:
            position = each.position if each.position in JUDGED else ""
            found[group][Shared(each.target, position)].append(each.n)
    return found


def _by_agreement(said: Mapping[Shared, Sequence[int]]) -> list[Shared]:
    """Order what is said by how many pairs of statements of two members agree on it."""

    def pairs(each: Shared) -> int:
        ns = said[each]
        return (sum(ns) ** 2 - sum(n * n for n in ns)) // 2

    agreed = [each for each in said if pairs(each)]
    return sorted(agreed, key=lambda each: (-pairs(each), str(each.target), each.position))


def _closest(lines: Iterable[tuple[int, int, float]]) -> tuple[int, int] | None:
    best = min(lines, key=lambda line: (-line[2], *sorted(line[:2])), default=None)
    return (min(best[:2]), max(best[:2])) if best else None


def _bridge(weights: Mapping[tuple[int, int], float]) -> Bridge | None:
    """Answer who agrees most, all its lines to one other group together, with that group."""
    best = min(weights, key=lambda key: (-weights[key], key), default=None)
    return Bridge(best[0], letter_of(best[1])) if best else None
