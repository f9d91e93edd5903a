"""The figures that Verbatim promises, on the seed article and a corpus, where at hand."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.reliability import judge_article
from quotes.extraction import Suggestion, extract
from quotes.extraction.confidence import IN_MARKS, STATED
from quotes.extraction.extractor import decide
from quotes.management.commands.extract import as_rows
from quotes.sureness import AT_LEAST
from tests.gold import SEED, SEED_GOLD, SHARED, needs_seed

pytestmark = needs_seed

Gold = dict[str, Any]
CORPUS = SHARED / "corpora" / "polnear-dev.jsonl.gz"


@pytest.fixture(scope="module")
def seed_text() -> str:
    return SEED.read_bytes().decode()


@pytest.fixture(scope="module")
def seed(seed_text: str) -> list[tuple[Gold, Suggestion | None]]:
    gold = json.loads(SEED_GOLD.read_text(encoding="utf-8"))["quotes"]
    by_content = {suggestion.content: suggestion for suggestion in extract(seed_text)}
    direct = [quote for quote in gold if quote["kind"] == "direct" and not quote.get("parent")]
    return [(quote, by_content.get(tuple(map(tuple, quote["content"])))) for quote in direct]


def test_finds_the_seeds_direct_quotes_with_exactly_their_parts(
    seed: list[tuple[Gold, Suggestion | None]],
) -> None:
    assert len(seed) == 10
    assert [quote["text"] for quote, found in seed if found is None or found.kind != "direct"] == []


def test_finds_every_statement_of_the_seed(seed_text: str) -> None:
    gold = json.loads(SEED_GOLD.read_text(encoding="utf-8"))["quotes"]
    found = {suggestion.content: suggestion for suggestion in extract(seed_text)}
    missed = [q for q in gold if q["kind"] != "term" and _parts(q) not in found]
    assert len(missed) <= 1
    others = [one for one in found.values() if one.content not in set(map(_parts, gold))]
    assert len(others) <= 1
    nested = [found[_parts(q)] for q in gold if q.get("parent") and _parts(q) in found]
    assert [one.parent is not None for one in nested] == [True] * len(nested)


def _parts(quote: Gold) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in quote["content"])


def test_finds_the_seeds_mentions(seed: list[tuple[Gold, Suggestion | None]]) -> None:
    right = [found for quote, found in seed if found and _mentions(quote) == _found_mentions(found)]
    assert len(right) >= 8


def test_tells_the_seeds_speakers_apart(seed: list[tuple[Gold, Suggestion | None]]) -> None:
    named = {quote["attributions"][0]["speaker"]: "" for quote, _ in seed}
    right = 0
    for quote, found in seed:
        want = quote["attributions"][0]["speaker"]
        got = found.attributions[0].speaker if found and found.attributions else None
        named[want] = named[want] or got or ""
        right += bool(got) and got == named[want] and list(named.values()).count(got) == 1
    assert right >= 7
    assert "Sergey Ryabkov" in named.values()


def _mentions(quote: Gold) -> list[tuple[int, int]]:
    return [tuple(source["mention"]) for source in quote["attributions"] if source["mention"]]


def _found_mentions(found: Suggestion) -> list[tuple[int, int]]:
    return [span for source in found.attributions for span in source.mention]


needs_corpus = pytest.mark.skipif(
    not CORPUS.is_file(), reason="no corpus is beside the checkout (set VERBATIM_SHARED)"
)


@pytest.fixture(scope="module")
def corpus() -> list[Gold]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@needs_corpus
def test_reaches_the_floors_on_the_corpus(corpus: list[Gold]) -> None:
    found = [{"id": row["id"], "quotes": as_rows(extract(row["text"]))} for row in corpus]
    figures = _scorer(CORPUS.parent).evaluate(corpus, found, boot=1)
    assert figures["direct.iou80"]["f1"] >= 90
    assert figures["stretch.exact"]["f1"] >= 95
    assert figures["statement.iou80"]["f1"] >= 71
    assert figures["statement.e2e"]["f1"] >= 74
    assert figures["statement.cue"]["f1"] >= 83


@needs_corpus
def test_what_it_is_sure_of_is_right(corpus: list[Gold]) -> None:
    judged = [one for row in corpus for one in judge_article(row)]
    sure = [one for one in judged if one.confidence >= AT_LEAST["sure"]]
    assert len(sure) >= 0.3 * len(judged)
    assert sum(one.right for one in sure) >= 0.93 * len(sure)


@needs_corpus
def test_every_way_to_read_the_corpus_has_its_points(corpus: list[Gold]) -> None:
    ways = {one.quote.how for row in corpus for one in decide(row["text"], language="en")}
    assert ways <= IN_MARKS.keys() | STATED.keys()


def _scorer(folder: Path) -> Any:
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("corpora_evaluate", folder / "evaluate.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(folder))
