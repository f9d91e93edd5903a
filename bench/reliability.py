"""What a confidence is worth: how often suggestions of each are right, and an editor's time.

Right: the letters and digits of the content are those of a quote in the gold, one to one, to four
fifths or more (intersection over union); also right with its source where the two mentions share
one. Whatever the gold leaves out (nested quotes, acts without words) counts as wrong.
"""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.extraction.extractor import LIKELY, decide, suggested
from quotes.sureness import AT_LEAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quotes.extraction.quote import Spans

Row = dict[str, Any]
Letters = frozenset[int]

RIGHT, USEFUL = 0.8, 0.5
EDGES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
SURENESS = (
    ("guess", 0.0, AT_LEAST["check"]),
    ("check", AT_LEAST["check"], AT_LEAST["sure"]),
    ("sure", AT_LEAST["sure"], EDGES[-1]),
)
CONFIRM, REJECT, MEND, ADD = 3, 4, 12, 25
"""Seconds an editor takes to accept a suggestion, to reject one, to mend its ends, to add one that
is missed. A model, not a measurement: reading the sentence and one key; the same, with doubt; a few
keys; finding it, selecting, cue, mention and speaker."""


class Judged(NamedTuple):
    """One suggestion beside the gold."""

    article: str
    confidence: float
    right: bool
    with_source: bool
    useful: bool


def judge_article(row: Row) -> list[Judged]:
    """Return how each suggestion of one article compares with its gold."""
    text, gold = row["text"], row["quotes"]
    decided = suggested(decide(text, language=row.get("language") or ""))
    ignored = _letters(text, row.get("ignore") or ())
    spoken = [one for one in decided if one.kind != "term"]
    spoken = [one for one in spoken if not _letters(text, one.content) <= ignored]
    wanted = [_letters(text, quote["content"]) for quote in gold]
    pairs = _pairs(wanted, [_letters(text, one.content) for one in spoken])
    judged = []
    for place, one in enumerate(spoken):
        which, overlap = pairs.get(place, (0, 0.0))
        mentions = tuple(span for source in one.attributions for span in source.mention)
        same = overlap >= RIGHT and _is_same_source(text, gold[which].get("source"), mentions)
        judged.append(Judged(row["id"], one.confidence, overlap >= RIGHT, same, overlap >= USEFUL))
    return judged


def _letters(text: str, spans: Iterable[Sequence[int]]) -> Letters:
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def _is_same_source(text: str, want: Spans | None, got: Spans) -> bool:
    wanted, found = _letters(text, want or ()), _letters(text, got)
    return bool(wanted & found) if wanted else not found


def _pairs(wanted: Sequence[Letters], found: Sequence[Letters]) -> dict[int, tuple[int, float]]:
    """Return for each suggestion the quote it goes with and their overlap, the best pairs first."""
    at: dict[int, list[int]] = defaultdict(list)
    for place, letters in enumerate(found):
        for letter in letters:
            at[letter].append(place)
    scored = []
    for which, letters in enumerate(wanted):
        for place in {place for letter in letters for place in at[letter]}:
            both = len(letters & found[place])
            scored.append((both / (len(letters) + len(found[place]) - both), which, place))
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for overlap, which, place in sorted(scored, reverse=True):
        if which not in taken and place not in pairs:
            pairs[place] = which, overlap
            taken.add(which)
    return pairs


def show(rows: Sequence[Row]) -> None:
    """Print the reliability table and what an editor's time comes to at each threshold."""
    judged = [judge_article(row) for row in rows]
    everything = [one for some in judged for one in some]
    print("  confidence   quotes  share   mean   right  (95 %)         with source")
    for low, high in pairwise(EDGES):
        _line(f"{low:.1f} to {min(high, 1):.1f}", _chosen(judged, low, high), len(everything))
    for word, low, high in SURENESS:
        _line(word, _chosen(judged, low, high), len(everything))
    print(f"  suggested from {LIKELY} on where indirect; sure and check from {AT_LEAST}")
    _show_time(everything, sum(len(row["quotes"]) for row in rows))


def _chosen(judged: Sequence[Sequence[Judged]], low: float, high: float) -> list[list[Judged]]:
    return [[one for one in some if low <= one.confidence < high] for some in judged]


def _line(name: str, chosen: Sequence[Sequence[Judged]], among: int) -> None:
    those = [one for some in chosen for one in some]
    if not those:
        return
    count = len(those)
    low, high = _interval(chosen)
    print(
        f"  {name:11} {count:7} {count / among:6.1%}"
        f" {sum(one.confidence for one in those) / count:6.2f}"
        f" {sum(one.right for one in those) / count:7.1%}  ({low:.1%} to {high:.1%})"
        f" {sum(one.with_source for one in those) / count:7.1%}"
    )


def _interval(chosen: Sequence[Sequence[Judged]], rounds: int = 500) -> tuple[float, float]:
    """Return where 95 % of the shares lie when articles are drawn anew (bootstrap)."""
    counts = [(sum(one.right for one in some), len(some)) for some in chosen]
    chance = random.Random(7)
    shares = []
    for _ in range(rounds):
        drawn = chance.choices(counts, k=len(counts))
        shares.append(sum(right for right, _ in drawn) / max(sum(n for _, n in drawn), 1))
    shares.sort()
    return shares[int(0.025 * rounds)], shares[int(0.975 * rounds) - 1]


def _show_time(judged: Sequence[Judged], gold: int) -> None:
    """Print the time that all of it takes, were only suggestions from each confidence on shown."""
    print(
        f"  an editor's time: {CONFIRM} s to accept, {REJECT} to reject, {MEND} to mend, "
        f"{ADD} to add"
    )
    print(f"  shown from   quotes  seconds a quote of the gold (typed in full: {ADD})")
    for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        those = [one for one in judged if one.confidence >= least]
        right = sum(one.right for one in those)
        mended = sum(one.useful and not one.right for one in those)
        wrong = len(those) - right - mended
        seconds = CONFIRM * right + MEND * mended + REJECT * wrong + ADD * (gold - right - mended)
        print(f"  {least:10.1f} {len(those):8} {seconds / gold:8.1f}")
