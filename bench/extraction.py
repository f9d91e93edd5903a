"""How good and how fast the extractor is: `python -m bench.extraction [articles.jsonl.gz]`.

Prints the figures of the scorer in the shared folder (VERBATIM_SHARED, or `../shared` beside the
checkout) on its dev corpus, on the speakers marked in it, and on the seed article, then articles
of 5 kB a CPU second in one process.
"""

from __future__ import annotations

import gzip
import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("VERBATIM_SHARED", ROOT.parent / "shared"))
ARTICLE = 5_000
FIGURES = (
    "direct.exact",
    "direct.iou80",
    "stretch.exact",
    "statement.iou80",
    "statement.e2e",
    "statement.cue",
)

sys.path[:0] = [str(ROOT), str(SHARED / "corpora")]

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """Return the articles of a corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def suggest(articles: list[Row]) -> list[Row]:
    """Return the suggested quotes of each article, in the corpora's shape."""
    from quotes.extraction import extract  # noqa: PLC0415  the path is set above
    from quotes.management.commands.extract import as_rows  # noqa: PLC0415

    return [{"id": row["id"], "quotes": as_rows(extract(row["text"]))} for row in articles]


def show_corpus(path: Path) -> None:
    """Print the scorer's figures for one corpus."""
    articles = rows(path)
    out = importlib.import_module("evaluate").evaluate(articles, suggest(articles))
    print(f"{path.name}: {len(articles)} articles, F1 in %")
    for name in FIGURES:
        figure = out[name]
        low, high = figure["f1_ci95"]
        print(
            f"  {name:16} P {figure['p']:6.2f}  R {figure['r']:6.2f}  "
            f"F1 {figure['f1']:6.2f}  (95 %: {low} to {high})"
        )
    given = out["source_given_content"]
    print(f"  source given content: exact {given['exact']}, overlap {given['overlap']}")


def show_speakers(path: Path) -> None:
    """Print how many speakers are right where they were marked by hand."""
    articles = rows(path)
    scorer = importlib.import_module("evaluate_speakers")
    out = scorer.evaluate(articles, suggest(articles), boot=1)
    print(f"{path.name}: speaker right in {out['accuracy']} % of {out['matched']} quotes found")


def show_seed(folder: Path) -> None:
    """Print how many of the seed's direct quotes have their parts, mention and speaker."""
    text = (folder / "article.txt").read_bytes().decode()
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["quotes"]
    direct = [quote for quote in gold if quote["kind"] == "direct" and not quote.get("parent")]
    found = {json.dumps(q["content"]): q for q in suggest([{"id": 0, "text": text}])[0]["quotes"]}
    pairs = [(quote, found.get(json.dumps(quote["content"]))) for quote in direct]
    parts = sum(quote is not None for _, quote in pairs)
    right = sum(
        quote is not None and [list(span) for span in quote["source"]] == _mentions(want)
        for want, quote in pairs
    )
    print(f"seed: {parts} of {len(direct)} direct quotes with exactly their parts")
    print(f"  mention right in {right}; speakers, gold and found:")
    for want, quote in pairs:
        print(f"    {want['attributions'][0]['speaker']} | {quote and quote['speaker']}")


def _mentions(quote: Row) -> list[list[int]]:
    return [source["mention"] for source in quote["attributions"] if source["mention"]]


def show_speed(path: Path) -> None:
    """Print articles a CPU second, the best of three runs."""
    articles = rows(path)
    size = sum(len(row["text"]) for row in articles)
    suggest(articles[:5])
    best = min(_seconds(articles) for _ in range(3))
    print(f"speed: {size / ARTICLE / best:.0f} articles of {ARTICLE} characters a CPU second")


def _seconds(articles: list[Row]) -> float:
    start = time.process_time()
    suggest(articles)
    return time.process_time() - start


def main() -> None:
    """Print every figure."""
    corpora = SHARED / "corpora"
    if not corpora.is_dir():
        sys.exit(f"no corpora in {corpora}: set VERBATIM_SHARED")
    dev = Path(sys.argv[1]) if len(sys.argv) > 1 else corpora / "polnear-dev.jsonl.gz"
    show_corpus(dev)
    show_speakers(corpora / "speakers-dev.jsonl.gz")
    show_seed(SHARED / "seed")
    show_speed(dev)


if __name__ == "__main__":
    main()
