"""How good and how fast the reader is: `python -m bench.extraction [CORPUS.jsonl.gz…]`.

Prints the scorer's figures with 95 % intervals, how reliable the confidence is and an editor's
time, for each corpus given, else for those of the shared folder (VERBATIM_SHARED, or `../shared`
beside the checkout) that are there: English and German news, marked speakers, the seed article.
Then articles of 5 kB a CPU second, memory, and how the time grows with the text. Any corpus will do
whose lines are as that folder's README tells; a file named for speakers is scored for those.
"""

from __future__ import annotations

import gzip
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from bench import reading_speed, reliability
from quotes.extraction import extract
from quotes.extraction.rows import as_rows

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("VERBATIM_SHARED", ROOT.parent / "shared"))
FIGURES = (
    "direct.exact",
    "direct.iou80",
    "stretch.exact",
    "statement.iou80",
    "statement.e2e",
    "statement.cue",
)

CORPORA = ("polnear-dev.jsonl.gz", "dewikinews-dev.jsonl.gz", "speakers-dev.jsonl.gz")

sys.path.insert(0, str(SHARED / "corpora"))  # where the scorers are

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """Return the articles of a corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def suggest(articles: list[Row]) -> list[Row]:
    """Return the suggested quotes of each article, in the corpora's shape."""
    return [
        {"id": row["id"], "quotes": as_rows(extract(row["text"], language=language_of(row)))}
        for row in articles
    ]


def language_of(row: Row) -> str:
    """Return the language an article says that it is in; nothing where it does not."""
    return str(row.get("language") or "")


def show_corpus(path: Path) -> None:
    """Print the scorer's figures for one corpus, and how reliable the confidence is on it."""
    articles = rows(path)
    out = importlib.import_module("evaluate").evaluate(articles, suggest(articles))
    print(f"\n{path.name}: {len(articles)} articles, in %")
    for name in FIGURES:
        figure = out[name]
        low, high = figure["f1_ci95"]
        print(
            f"  {name:16} P {figure['p']:6.2f}  R {figure['r']:6.2f}  "
            f"F1 {figure['f1']:6.2f}  (95 %: {low} to {high})"
        )
    given = out["source_given_content"]
    print(f"  source given content: exact {given['exact']}, overlap {given['overlap']}")
    reliability.show(articles)


def show_speakers(path: Path) -> None:
    """Print how many speakers are right where they were marked by hand."""
    articles = rows(path)
    scorer = importlib.import_module("evaluate_speakers")
    out = scorer.evaluate(articles, suggest(articles))
    print(f"\n{path.name}: {len(articles)} articles, in %")
    low, high = out["ci95"]["accuracy"]
    print(
        f"  the speaker of {out['matched']} quotes found: right {out['accuracy']}"
        f"  (95 %: {low} to {high}), the same name {out['equal']}"
    )
    for name in ("e2e", "e2e_statement"):
        low, high = out["ci95"][name]
        print(f"  {name:16} F1 {out[name]['f1']:6.2f}  (95 %: {low} to {high})")


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


def main() -> None:
    """Print every figure."""
    corpora = SHARED / "corpora"
    if not corpora.is_dir():
        sys.exit(f"no corpora in {corpora}: set VERBATIM_SHARED")
    paths = [Path(name) for name in sys.argv[1:]] or [corpora / name for name in CORPORA]
    for path in filter(Path.is_file, paths):
        show = show_speakers if "speakers" in path.name else show_corpus
        show(path)
    if len(sys.argv) == 1 and (SHARED / "seed").is_dir():
        show_seed(SHARED / "seed")
    texts = [row["text"] for path in paths[:1] for row in rows(path)]
    reading_speed.show(texts)


if __name__ == "__main__":
    main()
