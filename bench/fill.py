"""How long it takes to fill an empty database: `python -m bench.fill --size 5m --room FOLDER`.

Budget: 25 minutes for five million quotes on two cores. The newsroom stays for other benchmarks.
"""

from __future__ import annotations

from bench.database import verdict
from bench.newsroom import SIZES, arguments, place, use_newsroom

SECONDS_A_QUOTE = 25 * 60 / 5_000_000


def main() -> None:
    given = arguments(__doc__).parse_args()
    seconds = use_newsroom(given)
    print(place())
    if seconds is None:
        print("It is filled already.")
        return
    quotes = SIZES[given.size]
    told = verdict(seconds, SECONDS_A_QUOTE * quotes, more_is_better=False)
    print(f"{quotes:,} quotes in {seconds:,.0f} s, {quotes / seconds:,.0f} a second: {told}")


if __name__ == "__main__":
    main()
