"""Names as printed: runs of capitalised words, parted into titles and the name itself."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .lexicon import Lexicon

_LONGEST_NAME = 4
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")


def _capitals() -> str:
    """Return a character class of every letter that can begin a name in scripts that have capitals."""
    codes = [code for code in range(0x2C00) if chr(code).isupper()]
    if sys.maxunicode < 0x10000:  # pragma: no cover
        return "A-Z"
    return "".join(map(chr, codes))


_WORD = rf"\[?[{_capitals()}][\w’'-]*\]?"
_RUN = re.compile(
    rf"(?<![\w’']){_WORD}(?:\.?[ \xa0](?:(?:de|del|di|da|dos|du|van|von|der|den|la|le|el|al|bin|ibn|y) ){{0,2}}{_WORD}){{0,9}}"
)


class Name(NamedTuple):
    """One printed name: `words` without titles, and the titles that stood before it."""

    start: int
    words: tuple[str, ...]
    titles: tuple[str, ...]


def names_in(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """Yield every capitalised run of a text as a name, in order; a sentence's first small words are left off."""
    for match in _RUN.finditer(text):
        start = match.start()
        words: list[str] = []
        for word in match.group().split():
            words.append(word)
            if (
                word.endswith(".")
                and len(word) > 2
                and word[:-1].lower() not in lexicon.abbreviations
            ):
                yield parse(words, start, lexicon)
                words = []
        if words:
            yield parse(words, start, lexicon)


def parse(words: Sequence[str], start: int, lexicon: Lexicon) -> Name:
    """Part a run of words into titles and name: "Deputy Mayor Ana Ruiz's" is titles Deputy, Mayor and name Ana Ruiz."""
    first = 0
    while first < len(words) and words[first].lower() in lexicon.not_names:
        first += 1
    cut = first
    for index in range(first, len(words)):
        if _plain(words[index]) in lexicon.titles:
            cut = index + 1
    name = tuple(bare for word in words[cut:] if (bare := undress(word)))
    return Name(start, name, tuple(_plain(word) for word in words[first:cut]))


def undress(word: str) -> str:
    """Drop what is printed round a name's word: the possessive, an editor's brackets, a full stop after letters."""
    word = _POSSESSIVE.sub("", word.strip("[]"))
    return word.rstrip(".") if len(word) > 2 and not word[-2].isupper() else word  # noqa: PLR2004


def is_person(name: Name, lexicon: Lexicon) -> bool:
    """Tell whether a printed name could be a person's full one."""
    if not 2 <= len(name.words) <= _LONGEST_NAME:  # noqa: PLR2004
        return False
    lower = [word.lower() for word in name.words]
    if any(
        w in lexicon.organisations
        or w in lexicon.months
        or w in lexicon.weekdays
        or w in lexicon.not_names
        for w in lower
    ):
        return False
    return any(c.islower() for c in name.words[-1])


def _plain(word: str) -> str:
    return word.rstrip(".").strip("[]").lower()
