"""Short articles of our own in several languages, marked by hand, and how much of it is read.

In a passage `{1c …}` is content of statement 1, `{1v …}` its cue, `{1m …}` its mention; below it a
line a statement: its kind, and its speaker where the article names one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.extraction import extract

if TYPE_CHECKING:
    from quotes.extraction import Suggestion

_FOLDER = Path(__file__).parent / "passages"
_MARK = re.compile(r"\{(\d)([cvm]) |\}")
Spans = list[tuple[int, int]]


@dataclass
class Statement:
    """One statement marked by hand, in code points into its passage."""

    kind: str
    speaker: str
    spans: dict[str, Spans] = field(default_factory=lambda: {"c": [], "v": [], "m": []})


@dataclass
class Figures:
    """How many statements are marked and offered, and how many of those marked are read right."""

    marked: int = 0
    offered: int = 0
    content: int = 0
    source: int = 0
    speaker: int = 0
    named: int = 0
    cue: int = 0
    wrong: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        """Return the harmonic mean of precision and recall, in per cent."""
        return 200 * right / (self.marked + self.offered)


def read_passages(name: str) -> list[tuple[str, list[Statement]]]:
    """Return each passage of a file as plain text with its statements."""
    articles = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("====\n")
    return [_passage(article) for article in articles]


def _passage(article: str) -> tuple[str, list[Statement]]:
    lines = article.strip().split("\n")
    first = next(
        at for at, line in enumerate(lines) if re.match(r"\d (direct|indirect|mixed)", line)
    )
    statements = {line[0]: Statement(*line[2:].partition(" ")[::2]) for line in lines[first:]}
    text, opened, at = "", [], 0
    marked = "\n".join(lines[:first])
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[0] != "}":
            opened.append((mark[1], mark[2], len(text)))
            continue
        number, part, start = opened.pop()
        if number in statements:
            statements[number].spans[part].append((start, len(text)))
    return text + marked[at:], list(statements.values())


def measure(passages: str, *, declared: bool = True) -> Figures:
    """Compare what is suggested in passages, "fr" or "fr-later", with what was marked by hand."""
    figures = Figures()
    language = passages.partition("-")[0] if declared else ""
    for text, statements in read_passages(passages):
        read = extract(text, language=language)
        found = [one for one in read if one.kind != "term"]
        figures.marked += len(statements)
        figures.offered += len(found)
        for statement in statements:
            _compare(text, statement, found, figures)
    return figures


def _compare(text: str, statement: Statement, found: list[Suggestion], figures: Figures) -> None:
    wanted = _letters(text, statement.spans["c"])
    near = [(_alike(wanted, _letters(text, list(one.content))), one) for one in found]
    best = max(near, key=lambda pair: pair[0], default=(0.0, None))
    words = " … ".join(text[a:b] for a, b in statement.spans["c"])
    if best[0] < 0.8 or best[1] is None:
        figures.wrong.append(f"not read: {words}")
        return
    figures.content += 1
    one = best[1]
    mentions = [span for source in one.attributions for span in source.mention]
    same = _letters(text, mentions) & _letters(text, statement.spans["m"])
    figures.source += bool(same) if statement.spans["m"] else not mentions
    cue = _letters(text, list(one.cue)) & _letters(text, statement.spans["v"])
    figures.cue += bool(cue) or not statement.spans["v"]
    if not (same or not statement.spans["m"]):
        printed = [text[a:b] for a, b in mentions]
        figures.wrong.append(f"source {printed}: {words}")
    if statement.speaker:
        figures.named += 1
        names = [source.speaker for source in one.attributions]
        figures.speaker += statement.speaker in names
        if statement.speaker not in names:
            figures.wrong.append(f"speaker {names} not {statement.speaker}: {words}")


def _letters(text: str, spans: Spans) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end) if text[at].isalnum())


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0
