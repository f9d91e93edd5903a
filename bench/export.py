"""How fast a dump is: its quotes as NDJSON, CSV and Parquet against COPY of the same plain columns.

    python -m bench.export --size 500k

COPY writes quotes with their attributions, relays, stances and the names of those, joined and not
put together; the budget of NDJSON, squeezed and on the disk, is a quarter of its rate.
"""

from __future__ import annotations

import resource
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.database import verdict
from bench.newsroom import arguments, use_newsroom

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = "https://quotes.example"
OF_COPY = 1 / 4
RUNS = 3
PLAIN = """
copy (select q.*, l.name, a.*, s.name, o.name, r.*, p.*, t.name
    from quotes_quotesearch found join quotes_quote q on q.id = found.quote_id
    left join articles_outlet l on l.id = q.outlet_id
    left join quotes_attribution a on a.quote_id = q.id
    left join quotes_speaker s on s.id = a.speaker_id
    left join quotes_speaker o on o.id = a.organisation_id
    left join quotes_relay r on r.quote_id = q.id
    left join quotes_stance p on p.quote_id = q.id
    left join quotes_target t on t.id = p.target_id
    where found.status = 'accepted') to stdout
"""


def main() -> None:
    use_newsroom(arguments(__doc__).parse_args())
    from quotes.interchange.dumps import write_dump  # noqa: PLC0415
    from quotes.interchange.dumps.parquet import Parquet  # noqa: PLC0415
    from quotes.interchange.dumps.shapes import Csv, Lines  # noqa: PLC0415
    from quotes.interchange.dumps.writing import write_kind  # noqa: PLC0415
    from quotes.queries.snapshots import one_snapshot  # noqa: PLC0415

    with TemporaryDirectory(dir="var") as folder:
        shapes: dict[str, Callable[[Path], object]] = {
            "NDJSON": Lines,
            "CSV": lambda path: Csv(path, raw=False),
            "Parquet": Parquet,
        }
        with one_snapshot():
            quotes, plain = _best(_copy)
            print(f"COPY     {quotes / plain:>9,.0f} quotes/s")
            for name, shape in shapes.items():
                rate = quotes / _best(partial(_written, write_kind, shape, folder))[1]
                told = f"{rate / (quotes / plain):.2f} of COPY"
                budget = quotes / plain * OF_COPY
                kept = verdict(rate, budget, more_is_better=True) if name == "NDJSON" else ""
                print(f"{name:<8} {rate:>9,.0f} quotes/s  {told}  {kept}")
        begun = time.monotonic()
        manifest = write_dump(Path(folder) / "dump", base=BASE)
        seconds = time.monotonic() - begun
        size = sum(file["bytes"] for file in manifest["files"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"all of a dump {seconds:.1f} s, {size / 2**20:,.0f} MB, peak {peak:,.0f} MB of memory")


def _best(work: Callable[[], int]) -> tuple[int, float]:
    """Answer how many quotes it was, and the seconds of the quickest of some runs."""
    quickest, quotes = float("inf"), 0
    for _ in range(RUNS):
        begun = time.monotonic()
        quotes = work()
        quickest = min(quickest, time.monotonic() - begun)
    return quotes, quickest


def _copy() -> int:
    """Copy plain columns to nowhere; answer how many quotes there are."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        with cursor.copy(PLAIN) as rows:
            for _ in rows:
                pass
        cursor.execute("select count(*) from quotes_quotesearch where status = 'accepted'")
        return int(cursor.fetchone()[0])


def _written(write_kind: Callable[..., list[dict[str, int]]], shape: object, folder: str) -> int:
    path = Path(folder) / "quotes"
    path.unlink(missing_ok=True)
    (told,) = write_kind("quote", [shape(path)], base=BASE)  # type: ignore[operator]
    return told["rows"]


if __name__ == "__main__":
    main()
