"""How often a long command looks for memory to free."""

import gc

SELDOM = (100_000, 20, 20)


def collect_seldom() -> None:
    """Leave alone what is loaded by now, and look at the rest seldom: a twentieth of the time."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
