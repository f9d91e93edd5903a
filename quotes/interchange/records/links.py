"""Who leads back to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def find_loops(above: Mapping[str, str | None]) -> set[str]:
    """Answer those that are above themselves, directly or through others."""
    sound, loops = set[str](), set[str]()
    for first in above:
        path: list[str] = []
        at: str | None = first
        while at is not None and at in above and not (at in sound or at in loops or at in path):
            path.append(at)
            at = above[at]
        if at in path:
            loops.update(path[path.index(at) :])
        sound.update(each for each in path if each not in loops)
    return loops
