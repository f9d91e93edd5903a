"""What figures cost: `python -m bench.figures --size 5m --room FOLDER`.

Each is asked for as a reader, with many values drawn by a seed, those much quoted more often.
Printed is the 95th percentile against its budget.
"""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import numpy as np

from bench.asking import MISSING, a_reader, milliseconds, show
from bench.newsroom import arguments, use_newsroom
from bench.views import Room, room
from quotes.management.filling.sizes import draw, skewed
from quotes.management.filling.vocabulary import of_stratum

if TYPE_CHECKING:
    from collections.abc import Iterator

WITHOUT = "not=sourcing:unnamed&not=relayed:yes&not=decided:batch"
NETWORK = "/api/v1/network/?limit=200&"


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--times", type=int, default=20, help="values of each figure")
    parser.add_argument("--only", default="", help="figures whose name holds this")
    parser.add_argument("--busy", action="store_true", help="count time on a processor")
    parser.add_argument("--slowest", action="store_true", help="show what the slowest asks")
    given = parser.parse_args()
    use_newsroom(given)
    reader = a_reader()
    for name, budget, paths in figures(room(given.seed), given.times):
        if given.only not in name:
            continue
        if reader.get(paths[0]).status_code == MISSING:
            print(f"{name:44} is not there")
            continue
        taken = [(milliseconds(partial(reader.get, path), busy=given.busy), path) for path in paths]
        _tell(name, budget, [each for each, _ in taken])
        if given.slowest and taken:
            _, path = max(taken)
            print(f"  {path}")
            show(partial(reader.get, path))


def figures(room: Room, times: int) -> Iterator[tuple[str, float, list[str]]]:
    """Yield the name of each figure, its budget in milliseconds and so many addresses of it."""
    chance, numbers = random.Random(room.seed), np.random.default_rng(room.seed)
    speakers = (draw(skewed(room.speakers, 0.8, 3.0), numbers, times) + 1).tolist()
    targets = (draw(skewed(room.targets, 0.8, 3.0), numbers, times) + 1).tolist()
    few = range(max(2, times // 5))
    some_words = chance.sample(of_stratum("medium"), times)
    yield "matrix 30 × 30", 100, ["/matrix/"]
    yield "matrix, organisations", 100, ["/matrix/?rows=organisation"]
    yield "matrix without three sorts of words", 100, [f"/matrix/?{WITHOUT}"]
    yield "matrix of all time", 100, ["/matrix/?now=ever"]
    yield "matrix of one outlet", 100, [f"/matrix/?outlet={n + 1}" for n in few]
    yield "matrix with one word", 100, [f"/matrix/?q={each}" for each in some_words[: len(few)]]
    yield "target page without them", 100, [f"/targets/{each}/?{WITHOUT}" for each in targets]
    yield "target page", 100, [f"/targets/{each}/" for each in targets]
    yield "speaker page", 200, [f"/speakers/{each}/" for each in speakers]
    yield "list of speakers, most quoted", 200, ["/speakers/?order=quoted", "/speakers/"]
    yield "list of targets", 200, ["/targets/"]
    for what, path in (("speakers", "speakers"), ("targets", "targets")):
        asked = [{"q": each} for each in _beginnings(path, chance, times)]
        yield f"typeahead of {what}", 20, [f"/{path}/options/?{urlencode(q)}" for q in asked]
        yield f"API, {what} by name", 20, [f"/api/v1/{path}/?{urlencode(q)}" for q in asked]
    yield (
        "network of all, 200 actors",
        1000,
        [f"{NETWORK}mode=one&rows=speaker&qualifier=congruence"],
    )
    yield (
        "network of organisations",
        1000,
        [f"{NETWORK}mode=one&rows=organisation&qualifier=subtract&normalisation=average"],
    )
    yield (
        "network on one target",
        1000,
        [f"{NETWORK}mode=one&rows=speaker&qualifier=conflict&target={targets[n]}" for n in few],
    )
    yield "network, two modes", 1000, [f"{NETWORK}mode=two&rows=speaker&columns=target"]
    yield "network page", 1000, ["/network/"]
    yield "audit of who is quoted", 1000, ["/audit/"]


def _beginnings(path: str, chance: random.Random, times: int) -> list[str]:
    """Answer what people type of names: two letters, then more, now and then a wrong one."""
    from quotes.models import Speaker, Target  # noqa: PLC0415  Django is set up by now

    names = (
        Speaker.objects.filter(article=None) if path == "speakers" else Target.objects.all()
    ).order_by("id")
    some = chance.choices(names.values_list("name", flat=True)[:2_000], k=times)
    typed = [name[: chance.choice((2, 3, 4, 6, 9))] for name in some]
    return [each if chance.random() < 0.8 else f"{each[:2]}x{each[3:]}" for each in typed]  # noqa: PLR2004


def _tell(name: str, budget: float, taken: list[float]) -> None:
    p95 = float(np.percentile(taken, 95))
    kept = "kept" if p95 <= budget else "BROKEN"
    print(
        f"{name:44} median {np.median(taken):7.1f} p95 {p95:7.1f} ms,"
        f" {budget / p95:6.2f} × the budget of {budget:g}: {kept}",
        flush=True,
    )


if __name__ == "__main__":
    main()
