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
    """Print which of the seed's statements come as suggestions, and what is wrong with each."""
    text = (folder / "article.txt").read_bytes().decode()
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["quotes"]
    found = {json.dumps(q["content"]): q for q in _suggestions(text)}
    wrong = [(quote, _wrong(quote, found.get(json.dumps(quote["content"])))) for quote in gold]
    come = sum("missing" not in faults for _, faults in wrong)
    print(f"seed: {come} of {len(gold)} statements with exactly their parts")
    print(f"  suggested beside them: {len(found) - come}")
    for quote, faults in wrong:
        print(f"  {quote['kind']:9} {quote['text'][0][:40]:42} {', '.join(faults) or 'right'}")


def _suggestions(text: str) -> list[Row]:
    """Return suggestions with all that the seed's file says about a statement."""
    from quotes.extraction import extract  # noqa: PLC0415  the path is set above

    def words(span: tuple[int, int] | None) -> str | None:
        return text[slice(*span)] if span else None

    return [
        {
            "content": one.content,
            "kind": one.kind,
            "act": one.act,
            "cue": one.cue[0] if one.cue else None,
            "mentions": [list(span) for source in one.attributions for span in source.mention],
            "sourcing": [source.sourcing for source in one.attributions],
            "names": [source.speaker for source in one.attributions],
            "addressee": words(one.addressee),
            "relays": [words(span) for span in one.relays] or None,
            "earlier": one.earlier or None,
            "nested": one.parent is not None,
            "condition": next((words(a.condition) for a in one.attributions if a.condition), None),
        }
        for one in extract(text)
    ]


def _wrong(want: Row, got: Row | None) -> list[str]:
    """Return the names of what differs; the speaker by its name, which a person may know better."""
    if got is None:
        return ["missing"]
    sources = want["attributions"]
    wanted = {
        "cue": tuple(want["cue"]) if want["cue"] else None,
        "mentions": _mentions(want),
        "sourcing": [source["sourcing"] for source in sources],
        "names": [source["speaker"] for source in sources],
        "nested": "parent" in want,
        **{name: want[name] for name in ("kind", "act")},
        **{name: want.get(name) for name in ("addressee", "relays", "earlier", "condition")},
    }
    return [name for name, value in wanted.items() if got[name] != value]


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
