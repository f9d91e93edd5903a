"""How many articles a second `import_articles` takes in with suggestions, one process.

Budget: 200, articles of 5 kB with about ten quotes each, reading the files and durable commits
included.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from io import StringIO
from pathlib import Path

from bench.database import own_database, verdict

BUDGET, SIZE = 200, 5_000  # articles a second; bytes of an article

CONSONANTS, VOWELS = "bcdfghklmnprstvwz", "aeiou"
CUES = ["said", "told reporters", "added", "warned", "insisted", "argued", "explained"]
ROLES = ["the minister", "a harbour official", "the mayor", "the union leader", "a spokeswoman"]


class Writer:
    """Writes articles in made-up words, never the same twice, and the same each run.

    They compress like news: to two thirds.
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = sorted({self.invented() for _ in range(2_000)})
        self.names = [word.capitalize() for word in self.words if len(word) > len("dane")]

    def invented(self) -> str:
        """Make a word up."""
        pairs = self.random.choice([1, 1, 2, 2, 3, 4])
        letters = [
            self.random.choice(CONSONANTS) + self.random.choice(VOWELS) for _ in range(pairs)
        ]
        return "".join(letters) + self.random.choice(["", "", "n", "r", "s", "t"])

    def article(self, number: int) -> str:
        """Write about 5 kB: ten quotes, with plain paragraphs between them."""
        paragraphs = [f"Report {number}. {self.sentence()}"]
        for _ in range(10):
            paragraphs += [self.quoted(), f"{self.sentence()} {self.sentence()}"]
        while sum(len(words.encode()) + 2 for words in paragraphs) < SIZE:
            paragraphs.append(self.sentence())
        return "\n\n".join(paragraphs) + "\n"

    def quoted(self) -> str:
        """Write a paragraph with a quote, split by its cue or not."""
        cue, name = self.random.choice(CUES), " ".join(self.random.choices(self.names, k=2))
        source = self.random.choice([name, f"{name} of the Harbour Board", name.split()[1], *ROLES])
        match self.random.randrange(4):
            case 0:
                return f"“{self.clause(14)},” {source} {cue}. “{self.sentence()}”"
            case 1:
                return f"{source[0].upper()}{source[1:]} {cue} that it was “{self.few(5)}”."
            case 2:
                return f"“{self.clause(12)},” {source} {cue}, “and {self.few(9)}.”"
            case _:
                return f"According to {source}, “{self.few(11)}”."

    def sentence(self) -> str:
        return f"{self.clause(self.random.randint(8, 24))}."

    def clause(self, length: int) -> str:
        return f"The {self.few(length)}"

    def few(self, length: int) -> str:
        return " ".join(self.random.choices(self.words, k=length))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000)
    articles: int = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder, own_database():
        _write(Path(folder), articles)
        begun = time.process_time()
        seconds = _import(folder)
        own = time.process_time() - begun
    rate = articles / seconds
    print(f"{articles} articles in {seconds:.2f} s: {rate:.0f} a second")
    print(f"{own / articles * 1000:.1f} ms of this process each, the rest is PostgreSQL's")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, this run included")
    print(verdict(rate, BUDGET, more_is_better=True))


def _write(folder: Path, articles: int) -> None:
    writer = Writer(seed=1)
    for number in range(articles):
        (folder / f"{number:06}.txt").write_text(writer.article(number), encoding="utf-8")


def _import(folder: str) -> float:
    from django.core.management import call_command  # noqa: PLC0415  Django is set up by now

    said = StringIO()
    start = time.perf_counter()
    call_command("import_articles", folder, outlet="The Bench", stdout=said, stderr=said)
    seconds = time.perf_counter() - start
    print(said.getvalue().strip())
    return seconds


if __name__ == "__main__":
    main()
