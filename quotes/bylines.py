"""Who wrote an article, read from its byline, and names in two parts. Pure Python."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_NO_PERSON = re.compile(
    r"\b(agency|associated|bureau|correspondents?|desk|editors?|editorial|journal|media|news|our|press"
    r"|reporters?|service|staff|team|the|times|wire)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"^(by|von|par|por|de)\s+(?=[A-Z])", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*(?:and|und|et|y)\s+|,|;|&|\band\b|\bund\b|\bet\b|\sy\s)\s*")
_SUFFIX = re.compile(r"^(Jr|Sr|II|III|IV)\.?$")


@dataclass(frozen=True)
class Name:
    """Who wrote an article; `given` is empty of what is no person's name."""

    family: str
    given: str = ""
    suffix: str = ""


def authors_of(byline: str) -> tuple[Name, ...]:
    """Read a byline as names: "By Noor Hallam and Jon Aster" has two."""
    line = _BY.sub("", " ".join(byline.split()))
    found: list[Name] = []
    for name in filter(None, _BETWEEN_NAMES.split(line)):
        if found and _SUFFIX.match(name):
            found[-1] = Name(found[-1].family, found[-1].given, name)
        else:
            found.append(read_name(name))
    return tuple(found)


def read_name(name: str) -> Name:
    """Part a name in two: small words go with the family name ("van der Berg").

    What is no person's name, or not in Latin letters, stays whole.
    """
    words = name.split()
    latin = all("LATIN" in unicodedata.name(word[0], "") for word in words)
    if not 1 < len(words) <= 5 or not latin or _NO_PERSON.search(name):  # noqa: PLR2004
        return Name(" ".join(words))
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""  # noqa: PLR2004
    first = len(words) - 1
    while first > 1 and words[first - 1][0].islower():
        first -= 1
    if any(word[0].islower() for word in words[:first]) or words[-1][0].islower():
        return Name(" ".join(words))
    return Name(" ".join(words[first:]), " ".join(words[:first]), suffix)
