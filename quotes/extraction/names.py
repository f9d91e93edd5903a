"""Names as printed: runs of capitalised words, parted into titles and the name itself."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .lexicon import Lexicon

_LONGEST_NAME = 4
_SHORT_NAME = 2
_SPACE = re.compile("[ \xa0]")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_POSSESSIVE_ENDS = frozenset("s’'")

_LETTERS_END = 0x2C00  # Latin, Greek, Cyrillic, Armenian, Georgian: the scripts with capitals
_CAPITALS = "".join(chr(code) for code in range(_LETTERS_END) if chr(code).isupper())
_ARTICLE = "(?:al|el|ad|an|ar|as|at|az|ul|ur|abd|abu|bin|ibn)-"
_WORD = rf"\[?(?:{_ARTICLE})?[{_CAPITALS}][\w’'-]*\]?"
_PARTICLE = r"(?:de|del|di|da|dos|du|van|von|der|den|la|le|el|al|bin|ibn|y) "
_RUN = re.compile(rf"(?<![\w’']){_WORD}(?:\.?[ \xa0](?:{_PARTICLE}){{0,2}}{_WORD}){{0,9}}")


_AFTER_ARTICLE = re.compile(rf"{_ARTICLE}[{_CAPITALS}]")


def is_capital(word: str) -> bool:
    """Tell whether a word is printed as one of a name, "al-Manarji" too."""
    return word[0].isupper() or ("-" in word and _AFTER_ARTICLE.match(word) is not None)


class Name(NamedTuple):
    """One printed name: `words` without titles, the titles before it, and if it is a possessive."""

    start: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    end: int = 0
    owns: bool = False


_new = tuple.__new__  # a named tuple's own constructor takes twice as long


def names_in(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """Yield every capitalised run of a text as a name, in order, cut where a sentence ends."""
    for match in _RUN.finditer(text):
        start = match.start()
        for name in _in_run(match.group(), lexicon):
            first, words, titles, last, owns = name
            yield _new(Name, (start + first, words, titles, start + last, owns))


@lru_cache(maxsize=4096)
def _in_run(run: str, lexicon: Lexicon) -> tuple[Name, ...]:
    """Return the names of one run, their starts counted from its own; the same ones come often."""
    found: list[Name] = []
    words: list[str] = []
    start = at = 0
    for word in _SPACE.split(run):
        words.append(word)
        at += len(word) + 1
        owns = _POSSESSIVE.search(word) is not None
        if owns or (word.endswith(".") and len(word) > len("J.") and not _is_short(word, lexicon)):
            found.append(parse(words, start, lexicon)._replace(end=at - 1, owns=owns))
            words, start = [], at
    if words:
        found.append(parse(words, start, lexicon)._replace(end=at - 1))
    return tuple(each for name in found for each in _parted(name, run, lexicon))


def _parted(name: Name, run: str, lexicon: Lexicon) -> Iterator[Name]:
    """Yield the people of a headline in capitals: each given name with the word after it."""
    printed = run[name.start : name.end]
    if len(name.words) <= _LONGEST_NAME and (name.words or printed.count(" ") < _LONGEST_NAME):
        yield name
        return
    words = _SPACE.split(printed)
    at = name.start
    taken = False
    for word, after in zip(words, [*words[1:], ""], strict=True):
        taken = bool(after) and not taken and is_given(word, lexicon)
        if taken:
            last = undress(after)
            yield Name(at, (word, last), (), at + len(word) + 1 + len(after), last != after)
        at += len(word) + 1


def is_given(word: str, lexicon: Lexicon) -> bool:
    """Tell a known given name."""
    word = word.lower()
    return word in lexicon.masculine_names or word in lexicon.feminine_names


def parse(words: Sequence[str], start: int, lexicon: Lexicon) -> Name:
    """Part a run of words into titles and name: "Deputy Mayor Ana Ruiz's" has two of each."""
    if len(words) == 1 and not lexicon.title_ends:
        return _lone(words[0], start, lexicon)
    first = 0
    while first < len(words) and (
        words[first].lower() in lexicon.not_names or _is_elided(words[first], lexicon)
    ):
        first += 1
    cut = first
    for index in range(first, len(words)):
        if _is_title(words, index, cut, lexicon):
            cut = index + 1
    cut = _past_office(words, cut, lexicon)
    name = tuple(bare for word in words[cut:] if (bare := undress(word)))
    return Name(start, name, tuple(_plain(word) for word in words[first:cut]))


def _lone(word: str, start: int, lexicon: Lexicon) -> Name:
    """Return one word as a name, as a title or as neither."""
    if word.lower() in lexicon.not_names or _is_elided(word, lexicon):
        return Name(start, (), ())
    plain = _plain(word)
    if plain.rpartition("-")[2] in lexicon.titles:
        return Name(start, (), (plain,))
    bare = undress(word)
    return Name(start, (bare,) if bare else (), ())


def _past_office(words: Sequence[str], first: int, lexicon: Lexicon) -> int:
    """Return where the name begins after "Harbour Office of Lind Affairs", words of no name."""
    if len(words) - first <= _SHORT_NAME:
        return first
    low = range(first + 1, len(words) - 1)
    office = any(word.lower() in lexicon.organisations for word in words[first:-2])
    many = len(words) - first
    last_two = many == _LONGEST_NAME and not is_given(words[first], lexicon)
    if office or many > _LONGEST_NAME or (last_two and is_given(words[-2], lexicon)):
        return next((at for at in low if is_given(words[at], lexicon)), first)
    return first


def undress(word: str) -> str:
    """Drop what is printed round a name's word: possessive, an editor's brackets, full stop."""
    word = word.strip("[]")
    if word[-1:] in _POSSESSIVE_ENDS:
        word = _POSSESSIVE.sub("", word)
    initial = word[-2:-1].isupper()
    return word if initial else word.rstrip(".")


def is_person(name: Name, lexicon: Lexicon) -> bool:
    """Tell whether a printed name could be a person's full one."""
    words = name.words
    return 1 < len(words) <= _LONGEST_NAME and _could_be_person(words, lexicon)


@lru_cache(maxsize=4096)
def _could_be_person(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    low = [word.lower() for word in words]
    return lexicon.no_person.isdisjoint(low) and any(map(str.islower, words[-1]))


def _is_short(word: str, lexicon: Lexicon) -> bool:
    return word[:-1].lower() in lexicon.abbreviations


def _is_elided(word: str, lexicon: Lexicon) -> bool:
    """Tell "L’opposante" at the beginning of a sentence from a name."""
    if not lexicon.elided:
        return False
    before, mark, after = word.replace("'", "’").partition("’")
    return f"{before.lower()}{mark}" in lexicon.elided and after[:1].islower()


def _is_title(words: Sequence[str], index: int, cut: int, lexicon: Lexicon) -> bool:
    """Tell a title, "Hafenmeisterin" by its end, from a last name: "Hans Richter"."""
    word = _plain(words[index])
    ends = _title_ends(lexicon)
    if not ends:
        return word.rpartition("-")[2] in lexicon.titles
    named = index > cut and index + 1 == len(words)
    return not named and (word in lexicon.titles or word.endswith(ends))


@cache
def _title_ends(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(lexicon.title_ends)


def _plain(word: str) -> str:
    return word.rstrip(".").strip("[]").lower()


def is_misspelt(one: str, other: str) -> bool:
    """Tell that two words differ by one letter: changed, left out or put in."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    rests = (one[at + 1 :], other[at + 1 :])
    return rests[0] == rests[1] or one[at:] == rests[1] or rests[0] == other[at:]
