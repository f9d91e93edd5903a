"""Seconds that 2,000 suggestions take to be accepted in one step, undone, and done again.

Budget: 1 each, on an article of 500 kB. With a new speaker for each quote, the worst there is, or
with as few as `--sources` says.
"""

from __future__ import annotations

import argparse
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench.articles import LONG, annotator, take_in
from bench.database import own_database, verdict

if TYPE_CHECKING:
    from collections.abc import Callable

BUDGET = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=0, help="say who said it all")
    sources: int = parser.parse_args().sources
    with own_database():
        by = annotator()
        text_version = take_in(LONG, by=by).text_version.pk
        if sources:
            few_sources(text_version, sources)
        one_batch(text_version, by)


def few_sources(text_version: int, sources: int) -> None:
    """Let few people say all of it."""
    from django.db.models import CharField, F, Value  # noqa: PLC0415  Django is set up by now
    from django.db.models.functions import Cast, Concat, Mod  # noqa: PLC0415

    from quotes.models import Attribution  # noqa: PLC0415

    rows = Attribution.objects.filter(quote__text_version=text_version)
    turn = Cast(Mod(F("pk"), sources), CharField())
    rows.update(proposed_name=Concat(Value("Source "), turn))


def one_batch(text_version: int, by: Any) -> None:
    """Accept what is at least to be checked, take it back, and do it again."""
    from quotes import commands  # noqa: PLC0415
    from quotes.models import Step  # noqa: PLC0415

    batch = timed("accept", lambda: commands.accept_sure(text_version, by=by, at_least="check"))
    print(f"    {len(batch.accepted)} quotes")
    timed("undo", lambda: commands.undo_step(batch.step.pk, by=by))
    undo = Step.objects.get(undoes=batch.step)
    timed("redo", lambda: commands.undo_step(undo.pk, by=by))


def timed(name: str, act: Callable[[], Any]) -> Any:
    """Print what an act takes, and answer what it answers."""
    start = perf_counter()
    answer = act()
    seconds = perf_counter() - start
    print(f"  {name:8} {seconds:.2f} s: {verdict(seconds, BUDGET, more_is_better=False)}")
    return answer


if __name__ == "__main__":
    main()
