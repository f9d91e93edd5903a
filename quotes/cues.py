"""What a cue says of the words beside it: neutral, endorsing or distancing.

After Thompson and Ye, "Evaluation in the reporting verbs used in academic papers" (Applied
Linguistics 12, 1991): who writes presents what was said as so ("pointed out"), as open or doubtful
("claimed"), or says nothing of it ("said"). Which words do what stands in `cues.toml`, written by
hand. Cues are compared without case and accents.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

from quotes.extraction.lexicon.forms import INFLECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

CueClass = Literal["neutral", "endorsing", "distancing"]
CLASSES: Final = cast("tuple[CueClass, ...]", get_args(CueClass))

Phrase = tuple[str, ...]

_DATA = Path(__file__).with_suffix(".toml")
_WORD = re.compile(r"\w+")
_DEFAULT = "en"


def cue_class(words: str, language: str) -> CueClass | None:
    """Tell the class of a cue as printed ("has repeatedly claimed"), or None where none is known.

    `language` is a tag ("en-GB"); "" means English. The longest listed phrase decides, of two as
    long the one that says more. A phrase may stand in two places: "räumte … ein".
    """
    printed = _folded(words)
    found = _phrases(_code(language))
    best: tuple[int, int] = (0, 0)
    for at, word in enumerate(printed):
        for phrase, rank in found.get(word, ()):
            if len(phrase) >= best[0] and _follows(phrase[1:], printed[at + 1 :]):
                best = max(best, (len(phrase), rank))
    return CLASSES[best[1]] if best[0] else None


def cues_of(wanted: CueClass, language: str | None = None) -> frozenset[str]:
    """Return the cues of a class as they are mostly printed, folded: "claims", "has claimed".

    Of one language, or of all. What `cue_class` knows is more: adverbs may stand anywhere in a cue.
    Raises ValueError for what is no class.
    """
    rank = CLASSES.index(wanted)
    codes = _load().keys() if language is None else [_code(language)]
    return frozenset(cue for code in codes for cue in _printed(code, rank))


def _follows(rest: Phrase, printed: list[str]) -> bool:
    """Tell whether the words stand in this order, others between them."""
    left = iter(printed)
    return all(word in left for word in rest)


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def _code(language: str) -> str:
    return (language or _DEFAULT).replace("_", "-").partition("-")[0].lower()


def _folded(words: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", words.replace("ß", "ss").casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


@cache
def _phrases(code: str) -> Mapping[str, list[tuple[Phrase, int]]]:
    """Return the phrases of a language by their first word, each with the rank of its class."""
    table: dict[str, list[tuple[Phrase, int]]] = {}
    for rank in range(len(CLASSES)):
        for words in _listed(code, rank):
            phrase = tuple(_folded(words))
            table.setdefault(phrase[0], []).append((phrase, rank))
    return table


def _listed(code: str, rank: int) -> Iterator[str]:
    """Yield the words of a class in every form, as the file spells them."""
    data = _load().get(code)
    if data is None:
        return
    forms = _forms_in(data)
    name = CLASSES[rank]
    for verb in data[name].split():
        yield from forms(verb)
    known = _verbs(data)
    for phrase in data["phrases"][name].split("|"):
        first, *rest = phrase.split()
        for form in forms(first) if first in known else (first,):
            yield " ".join((form, *rest))


def _verbs(data: Mapping[str, Any]) -> set[str]:
    regular = {verb for name in CLASSES for verb in data[name].split()}
    return regular | set(data["irregular"])


def _forms_in(data: Mapping[str, Any]) -> Callable[[str], Iterable[str]]:
    inflect = INFLECTIONS[data["forms"]]
    irregular = data["irregular"]
    return lambda verb: (verb, *irregular[verb].split()) if verb in irregular else inflect(verb)


@cache
def _printed(code: str, rank: int) -> frozenset[str]:
    """Return the cues of a class, folded; participles also behind auxiliaries."""
    data = _load().get(code, {})
    ends = tuple(data.get("participles", "").split())
    of_irregular = {form for forms in data.get("irregular", {}).values() for form in forms.split()}
    found = set()
    for words in _listed(code, rank):
        found.add(" ".join(_folded(words)))
        first = words.split()[0]
        if first in of_irregular or (ends and first.endswith(ends)):
            found |= {" ".join(_folded(f"{has} {words}")) for has in data["auxiliaries"].split()}
    return frozenset(found)
