"""Whatever a text is made of, twice as much of it takes twice the work, not four times."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from types import FrameType
from typing import Any

import pytest

from config.setup.steps import ROOT
from quotes.extraction import extract

PIECES = [
    "“", '"', "'", "‘", "«", "''", "“”", "“a ", '" a', "“a” ", "'a.' ", "“‘", '"a.', "“a ‘b ’” ",
    "“We go there now,” she said. ", "\u201cWe go there now\n\n", "“We go there now” — Moor. ",
    "Moor: “We go there now.” ", "He said, ", "He said that ", "He said. ",
    "she called it “a jest” and ", "said Moor ", "told Moor ", "was told ",
    "said on Friday in a ", "noted the plan ", "promised to ", "according to ",
    "According to Moor, ", "he said, per Moor, ", "on condition of anonymity ",
    "The port official said that it rains. ", "The ministry said it rains. The Port Ministry ",
    "Ilka Moor ", "Moor and ", "Ilka Moor and the official and ", "Moor, a pilot, ",
    "Moor, who ", "Moor de la ", "Rain Falls On The Town ", "A ", "A.", "a. ", "a’s ", "al-",
    "1,", "1 ", "a, ", ", ", "; ", ": ", "— ", "--", "(", "(a ", "(a) ", "[A", "...", "= ", "&",
    "\n", "\r\n ", "a\n\n", "\t", "\u0000", "\u2029", "\ud800", "שלום ",
    "他说：「我们走。」", "他说他们会走",
    "🚢", "a\u0301", "slowly ", "that ", "who ", "Dec. 17, 2021 ",
    "“He said ‘we go,’ and Moor said that it rains,” ",
]  # fmt: skip
VARIED: dict[str, Callable[[int], str]] = {
    "names": lambda number: f"Ilka{number} Moor{number} ",
    "speakers": lambda number: f"“We go there now,” Ilka{number} Moor{number} said. ",
    "descriptions": lambda number: f"A port{number} official said that it rains. ",
    "bodies": lambda number: f"The Ministry of Ships{number} said that it rains. ",
    "plans": lambda number: f"Lind{number}’s plan{number} report said that it rains. ",
    "titles": lambda number: f"President Moor{number} said so. ",
    "words": lambda number: f"w{number:x} ",
}
SHORT, LONG, LONG_ENOUGH, LONGEST = 3_000, 6_000, 20_000, 1_000_000
MOST = 2.4
CPU_SECONDS = 120
"""Many times what it takes on a slow machine; if one step were squared it would take hours."""


def made_of(piece: str, length: int) -> str:
    if piece not in VARIED:
        return (piece * (length // len(piece) + 1))[:length]
    text, numbers = "", count()
    while len(text) < length:
        text += "".join(VARIED[piece](next(numbers)) for _ in range(50))
    return text[:length]


def steps(text: str) -> int:
    """Count the lines of the extractor that are run, each round of a loop anew."""
    counted = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal counted
        if "/extraction/" not in frame.f_code.co_filename:
            return None
        counted += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        extract(text, language="en")
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize("piece", [*PIECES, *VARIED])
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    extract(made_of(piece, LONG))  # what is kept from one text to the next is there by now
    once, twice = steps(made_of(piece, SHORT)), steps(made_of(piece, LONG))
    assert twice <= MOST * once + 1_000


READ_ALL = f"""
import json, sys
from quotes.extraction import extract
for piece in json.load(sys.stdin):
    extract((piece * {LONG_ENOUGH})[:{LONG_ENOUGH}], language=sys.argv[1])
"""


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_pattern_goes_back_over_what_it_has_read(language: str) -> None:
    """Steps inside a regular expression cannot be counted: a limit far off stands for them."""
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, language],
        input=json.dumps(PIECES).encode(),
        cwd=ROOT,
        preexec_fn=_limit,
        check=False,
    )
    assert done.returncode == 0


@pytest.mark.parametrize("mark", ["“", "a"])
def test_reads_a_million_marks(mark: str) -> None:
    assert extract(mark * LONGEST) == []
