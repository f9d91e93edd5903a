"""Articles of 5 kB a CPU second in one process, the memory it takes, and how time grows with text.

Budget: 150 a second on real news, 200 MB, and twice the time for twice the text.
"""

from __future__ import annotations

import resource
import sys
import time
from typing import TYPE_CHECKING

from bench.import_articles import Writer
from quotes.extraction import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BUDGET, ARTICLE, MEMORY = 150, 5_000, 200
ROUNDS = 3
MOST = 200
ODD: dict[str, Callable[[int], str]] = {
    "opening marks": lambda n: "“" * n,
    "marks never closed": lambda n: "“a " * (n // 3),
    "marks in marks": lambda n: "“a " * (n // 6) + "a” " * (n // 6),
    "straight marks": lambda n: '" a' * (n // 3),
    "quotes": lambda n: "“We go there now,” she said. " * (n // 29),
    "“he said”": lambda n: "He said " * (n // 8),
    "“he said that”": lambda n: "He said that " * (n // 13),
    "“according to”": lambda n: "according to " * (n // 13),
    "names, all others": lambda n: " ".join(f"Ilka{i} Moor{i}" for i in range(n // 16)),
    "speakers, all others": lambda n: " ".join(f"Ilka Moor{i} said so." for i in range(n // 22)),
    "capitals": lambda n: "Rain Falls On The Town " * (n // 23),
    "commas": lambda n: "a, " * (n // 3),
    "dashes": lambda n: "— " * (n // 2),
    "brackets": lambda n: "(a " * (n // 3),
    "no spaces": lambda n: "a" * n,
    "paragraphs": lambda n: "He said that it rains.\n" * (n // 23),
    "empty lines": lambda n: "\n" * n,
    "Chinese": lambda n: "他说：「我们走。」" * (n // 9),
    "Hebrew": lambda n: "שלום " * (n // 5),
}
SMALL = 100_000


def show(texts: Sequence[str]) -> None:
    """Print all of it; `texts` are a corpus' articles, joined and cut to 5 kB each."""
    print(f"\nspeed, articles of {ARTICLE} characters a CPU second, best of {ROUNDS}")
    joined = "\n".join(texts)
    cut = [joined[at : at + ARTICLE] for at in range(0, len(joined) - ARTICLE, ARTICLE)][:MOST]
    writer = Writer(seed=1)
    plain = [writer.article(number) for number in range(MOST)]
    for name, articles in (("of the corpus", cut), ("of made-up words", plain)):
        for told, language in (("language told", "en"), ("language detected", "")):
            rate = _rate(articles, language)
            print(f"  {name:17} {told:18} {rate:5.0f}  {rate / BUDGET:.2f} × the budget")
    print(f"memory: {_peak()} MB at most by now, budget {MEMORY}")
    _show_growth()


def _rate(articles: Sequence[str], language: str) -> float:
    """Return articles of 5,000 characters a CPU second."""
    size = sum(map(len, articles)) / ARTICLE
    return max(size / _seconds(articles, language) for _ in range(ROUNDS))


def _seconds(articles: Sequence[str], language: str) -> float:
    start = time.process_time()
    for text in articles:
        extract(text, language=language)
    return time.process_time() - start


def _peak() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024 if sys.platform == "darwin" else 1024)


def _show_growth() -> None:
    sizes = [SMALL, 2 * SMALL, 4 * SMALL]
    print(f"growth: milliseconds for texts of {', '.join(map(str, sizes))} characters")
    for name, make in ODD.items():
        took = [min(_seconds([make(size)], "en") for _ in range(2)) for size in sizes]
        ratio = took[-1] / max(took[0], 0.001)
        print(f"  {name:22}", *(f"{1000 * each:7.0f}" for each in took), f"  × {ratio:.1f} for × 4")
