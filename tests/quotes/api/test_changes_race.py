"""However unlucky a follower is, its copy ends as the database: a run of what bench.following does.

Eight writers change, merge, delete, undo, take words out and prune at once; the follower is killed
now and then, and once the database is replaced by a copy of itself.
"""

from __future__ import annotations

from random import Random

import pytest

from bench.following import one_run


@pytest.mark.parametrize("restores", [False, True])
def test_a_copy_ends_as_the_database_whoever_writes(own_database: str, restores: bool) -> None:  # noqa: FBT001  a parameter of the test
    follower, done = one_run(Random(11), own_database, restores=restores)  # noqa: S311  chance, not secrets
    assert done > 10
    assert follower.restarts >= restores
