"""The words positions are told by, one data file a language beside those of the extractor.

A language without a file has none, and no position is ever hinted.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.extraction.lexicon import words_of
from quotes.extraction.lexicon.forms import inflect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUPPORT, OPPOSE = "support", "oppose"
OTHER = {SUPPORT: OPPOSE, OPPOSE: SUPPORT}
ROLES = {
    "for": SUPPORT, "against": OPPOSE, "keeping": SUPPORT, "ending": OPPOSE, "needing": SUPPORT,
    "staying": SUPPORT, "going": OPPOSE,
}  # fmt: skip
_FOLDER = Path(__file__).parents[1] / "extraction" / "lexicon" / "positions"
BASE, PRESENT, PAST, PARTICIPLE, ING = "base", "present", "past", "participle", "ing"
_OF_VERBS = (BASE, PRESENT, PAST, PARTICIPLE)

Words = frozenset[str]


class Head(NamedTuple):
    """A verb or phrase of one role: its words after the first, and which form the first is.

    `after` has to stand behind its object, as in "lehnen … ab".
    """

    role: str
    rest: tuple[str, ...] = ()
    after: str = ""
    form: str = BASE


Heads = dict[str, list[Head]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, in lower case: heads by their first word, all else by its list."""

    heads: Heads = field(default_factory=dict)
    calls: Heads = field(default_factory=dict)
    conditions: Heads = field(default_factory=dict)
    spelt: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Words:
        return self.words.get(name, frozenset())

    def __bool__(self) -> bool:
        return bool(self.heads)


@cache
def lexicon_for(language: str) -> Lexicon:
    """Return the words of a language tag ("en-GB"); "" means English, an unknown one no words."""
    path = words_of(language, _FOLDER)
    if path is None:
        return Lexicon()
    return _read(tomllib.loads(path.read_text(encoding="utf-8")))


def _read(data: dict[str, Any]) -> Lexicon:
    heads: Heads = {}
    for role, listed in data["verbs"].items():
        for verb in listed.split():
            for form, word in _forms(verb, data):
                heads.setdefault(word, []).append(Head(role, form=form))
    for role, listed in data.get("past", {}).items():
        for word in listed.split():
            heads.setdefault(word, []).append(Head(role, form=PAST))
    for role, first, rest in _phrases(data.get("phrases", {})):
        after = rest.pop() if "…" in rest else ""
        others = tuple(word for word in rest if word != "…")
        for form, word in _forms(first, data):
            heads.setdefault(word, []).append(Head(role, others, after, form))
    words = {name: frozenset(listed.split()) for name, listed in data["words"].items()}
    return Lexicon(
        {first: _longest_first(found) for first, found in heads.items()},
        _table(data.get("calls", {})),
        _table(data.get("conditions", {})),
        data.get("contractions", {}),
        words,
    )


def _forms(verb: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb, each with what it is; where they are listed, all are present."""
    if data.get("forms") == "listed":
        yield PRESENT, verb
        return
    listed = data.get("irregular", {}).get(verb)
    if verb == "be":
        past = data["words"]["past_be"].split()
        yield from ((PAST if word in past else PRESENT, word) for word in listed.split())
        return
    *others, ing = listed.split() if listed else inflect(verb)[1:]
    yield from zip(_OF_VERBS, (verb, *others), strict=False)
    yield ING, ing


def _phrases(listed: Mapping[str, str]) -> Iterator[tuple[str, str, list[str]]]:
    for role, phrases in listed.items():
        for phrase in phrases.split("|"):
            first, *rest = phrase.split()
            yield role, first, rest


def _table(listed: Mapping[str, str]) -> Heads:
    table: Heads = {}
    for role, first, rest in _phrases(listed):
        table.setdefault(first, []).append(Head(role, tuple(rest)))
    return {first: _longest_first(found) for first, found in table.items()}


def _longest_first(heads: list[Head]) -> list[Head]:
    return sorted(heads, key=lambda head: -len(head.rest))
