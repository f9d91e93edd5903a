"""Which targets a quote is likely to be about, by the words they share. Pure Python, no Django.

Words are compared without case, accents and endings; rare ones weigh more than common ones, and
those in the quote itself more than those in its sentence or elsewhere in the article.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from quotes.spans import Spans

WORD = re.compile(r"[^\W_]+")
SENTENCE_END = re.compile(r"[.?!…][”’\"')\]]*\s|\n")
LONGEST_SENTENCE, FAR, LEAD, MOST_NAMES = 600, 2_500, 1_500, 20
SHORTEST, SHORTEST_STEM = 3, 4
ENGLISH = """
    the and for with from that this these those his her its their our your but not are was were has
    have had will would can could should who which what when where than then into over under about
    after before more most some any all one two new says said say been
"""
GERMAN = """
    der die das den dem des ein eine einer eines einem und von vom zum zur mit für auf aus bei nach
    über ist hat als
"""
FRENCH = "les des une aux dans par pour sur avec est que qui"
SMALL = frozenset(f"{ENGLISH} {GERMAN} {FRENCH}".split())
ENDINGS = (
    "isation", "ization", "ations", "ements", "ation", "ement", "ments", "ically", "ment", "ness",
    "ians", "ists", "ions", "ings", "ity", "ies", "ian", "ist", "ion", "ing", "ers", "ans", "ish",
    "acy", "als", "ise", "ize", "ive", "ats", "an", "al", "er", "ed", "es", "ic", "ly", "at", "en",
    "y", "s", "e", "a", "o", "i",
)  # fmt: skip
IN_CONTENT, IN_SENTENCE, IN_ARTICLE = 1.0, 0.5, 0.15
BY_SPEAKER, BY_OTHERS, BY_WORDS, BY_USE, AS_SUCH = 0.5, 0.15, 0.6, 0.1, 0.2
FEWEST = 50


@dataclass(frozen=True)
class Words:
    """The stems of a quote, of the sentence round it, and of the article, with their number.

    `printed` is the text near the quote, without case; `names` are words of its sentence that may
    be of somebody's name, as `stems` has them but with their endings.
    """

    content: Mapping[str, int]
    sentence: Mapping[str, int]
    article: Mapping[str, int]
    printed: str = ""
    names: tuple[str, ...] = ()

    def level(self, stem: str) -> float:
        """Answer how near to the quote a stem stands, 0 where it does not stand at all."""
        if stem in self.content:
            return IN_CONTENT
        if stem in self.sentence:
            return IN_SENTENCE
        return IN_ARTICLE * min(1.0, 0.4 + self.article.get(stem, 0) / 8) * (stem in self.article)


def stem(word: str) -> str:
    """Return what a word has in common with its other forms, as "Russian" has with "Russia"."""
    for _ in range(2):
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                word = word[: -len(ending)]
                break
        else:
            break
    return word


class _WithoutAccents(dict[int, int | None]):
    """What `str.translate` does with each code point: an accent is left out."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


WITHOUT_ACCENTS = _WithoutAccents()


def stems(text: str) -> Counter[str]:
    """Return the stems of a text with how often each stands there; small words are left out."""
    found: Counter[str] = Counter()
    for word, count in Counter(_words(text)).items():
        if stem := _stem_that_tells(word):
            found[stem] += count
    return found


def ordered_stems(text: str) -> list[str]:
    """Return the stems of a text in its order; small words are left out."""
    return [stem for word in _words(text) if (stem := _stem_that_tells(word))]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.casefold())
    if not plain.isascii():
        plain = plain.translate(WITHOUT_ACCENTS)
    return WORD.findall(plain)


@lru_cache(maxsize=20_000)
def _stem_that_tells(word: str) -> str:
    tells = word not in SMALL and (len(word) >= SHORTEST or not word.isascii())
    return stem(word) if tells else ""


def words_of(text: str, content: Spans) -> Words:
    """Return the words that tell what a quote is about; of a long text what stands near it."""
    start, end = content[0][0], content[-1][1]
    sentence = _sentence(text, start, end)
    capitals = [word for word in WORD.findall(sentence) if not word[0].islower()]
    nearby = text[:LEAD] + " " + text[max(LEAD, start - FAR) : end + FAR]
    return Words(
        stems(" ".join(text[first:last] for first, last in content)),
        stems(sentence),
        stems(nearby),
        nearby.casefold(),
        tuple(dict.fromkeys(filter(_stem_that_tells, _words(" ".join(capitals)))))[:MOST_NAMES],
    )


@lru_cache(maxsize=20_000)
def stems_of_name(name: str) -> frozenset[str]:
    """Return the stems of a name; where it has small words only, those."""
    return frozenset(stems(name)) or frozenset(WORD.findall(name.casefold()))


def scores(
    names: Mapping[int, Collection[str]],
    words: Words,
    *,
    by_speaker: Collection[int] = (),
    by_others: Collection[int] = (),
    earlier: Mapping[int, Collection[str]] | None = None,
) -> dict[int, float]:
    """Return how likely the quote is about each target: the share of a name's weight found.

    Of several names the likeliest counts. What the same speaker, or anybody else in the article,
    was about already is likelier again, and what `earlier` quotes are about, more so if they say
    the same words.
    """
    rare = Counter(
        stem for own in names.values() for stem in {s for name in own for s in stems_of_name(name)}
    )
    all_of_them = max(len(names), FEWEST)
    weights = {stem: math.log(1 + all_of_them / count) for stem, count in rare.items()}
    alike = likenesses(words.content, earlier or {})
    found = {}
    for pk, own in names.items():
        share = max(_share(name, weights, words) for name in own)
        used = BY_SPEAKER * (pk in by_speaker) + BY_OTHERS * (pk in by_others)
        told = share + used + BY_WORDS * alike.get(pk, 0.0)
        found[pk] = told + BY_USE * bool(told and earlier and earlier.get(pk))
    return found


def _share(name: str, weights: Mapping[str, float], words: Words) -> float:
    """Return the share of a name's weight found; a whole name printed as such counts more."""
    own = stems_of_name(name)
    whole = sum(weights[stem] for stem in own)
    share = sum(weights[stem] * words.level(stem) for stem in own) / whole if whole else 0.0
    return share + AS_SUCH * (len(own) > 1 and name.casefold() in words.printed)


def likenesses(
    content: Mapping[str, int], earlier: Mapping[int, Collection[str]]
) -> dict[int, float]:
    """Return which share of a quote's words earlier quotes about each target have said.

    Words that are said of many targets weigh little, those of one earlier quote in many likewise.
    """
    taught = {
        pk: Counter(s for each in said for s in _stems_of(each)) for pk, said in earlier.items()
    }
    spread = Counter(stem for counted in taught.values() for stem in counted)
    all_of_them = max(len(taught), FEWEST)
    weights = {stem: math.log(1 + all_of_them / max(1, spread[stem])) for stem in content}
    whole = sum(weights.values())
    return {
        pk: sum(
            weights[stem] * min(1.0, counted[stem] / math.sqrt(len(earlier[pk])))
            for stem in content
            if stem in counted
        )
        / whole
        for pk, counted in taught.items()
        if whole
    }


@lru_cache(maxsize=4_000)
def _stems_of(words: str) -> frozenset[str]:
    """Return the stems of a quote; while an article is open the same ones come at each action."""
    return frozenset(stems(words))


def ranked(found: Mapping[int, float], names: Mapping[int, str]) -> list[int]:
    """Return the targets, the likeliest first."""
    return sorted(found, key=lambda pk: (-found[pk], names[pk].casefold(), pk))


def _sentence(text: str, start: int, end: int) -> str:
    before = SENTENCE_END.split(text[max(0, start - LONGEST_SENTENCE) : start])[-1]
    after = SENTENCE_END.split(text[end : end + LONGEST_SENTENCE], maxsplit=1)[0]
    return f"{before} {text[start:end][: 2 * LONGEST_SENTENCE]} {after}"
