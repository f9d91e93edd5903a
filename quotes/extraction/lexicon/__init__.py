"""The words the extractor goes by, one data file a language.

A language without a file has no words, and marks alone decide.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from .forms import Phrases, Verbs, Words, plural
from .lists import UNIONS, Lexicon

__all__ = ["Lexicon", "lexicon_for", "words_of"]

_FOLDER = Path(__file__).parent
_DEFAULT = "en"


@cache
def lexicon_for(language: str) -> Lexicon:
    """Return the words of a language tag ("en-GB"); "" means English, an unknown one no words."""
    path = words_of(language, _FOLDER)
    if path is None:
        return Lexicon()
    data = _load(path)
    people = path.with_stem(f"{path.stem}-people")
    if people.is_file():
        more = _load(people)
        data["words"] |= more["words"]
        data["phrases"] |= more["phrases"]
    return _read(data)


def words_of(language: str, folder: Path) -> Path | None:
    """Return the file of a language in a folder of word lists; "" means English."""
    code = (language or _DEFAULT).replace("_", "-").partition("-")[0].lower()
    path = folder / f"{code}.toml"
    return path if code.isascii() and code.isalpha() and path.is_file() else None


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _read(data: dict[str, Any]) -> Lexicon:
    verbs = Verbs(data)
    lists = verbs.lists(data.get("frames", {}))
    for name, phrases in data["phrases"].items():
        lists[name] = _phrases(phrases)
    for name, words in data["words"].items():
        lists[name] = frozenset(words.split())
    if not verbs.listed:
        plurals = {plural(noun) for noun in lists["people"]}
        lists["plural_people"] = frozenset(lists["plural_people"]) | plurals
    lists["bare_months"] = frozenset(month.rstrip(".") for month in lists["months"])
    lists |= _unions(lists)
    known = {entry.name for entry in fields(Lexicon)}
    if unknown := lists.keys() - known:
        message = f"lexicon: unknown lists {sorted(unknown)}"
        raise ValueError(message)
    return Lexicon(**lists)  # type: ignore[arg-type]


def _unions(lists: dict[str, Any]) -> dict[str, Words]:
    """Return the lists that are put together from others, so that no rule does so at each word."""
    return {
        name: frozenset().union(*(lists.get(part, ()) for part in parts.split()))
        for name, parts in UNIONS.items()
    }


def _phrases(text: str) -> Phrases:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in text.split("|"):
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append(words[1:])
    return {first: tuple(rest) for first, rest in table.items()}
