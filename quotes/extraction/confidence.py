"""How sure a suggestion is, and why, in the few words an editor reads beside it.

Each kind of evidence has its points, set by hand: what a kind of reading starts with is about how
often it proves right, and what stands beside adds to it or takes from it. Nothing is fitted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .cast import Figure
    from .found import Found
    from .lexicon import Lexicon
    from .speakers import Resolved

IN_MARKS = {
    "after": (0.95, ""),
    "signed": (0.95, "dash and name after them"),
    "before": (0.9, ""),
    "colon": (0.7, "colon"),
    "document": (0.6, "document named before them"),
    "mixed clause": (0.45, ""),
    "alone": (0.33, ""),
    "term": (0.5, ""),
}
"""What words in marks start with, by how they were read, and the words for that."""
STATED = {
    "that": (0.75, "“that”"),
    "according": (0.78, "clause after it"),
    "according after": (0.75, "clause before it"),
    "ahead": (0.58, "clause before it"),
    "around": (0.66, "clause round it"),
    "clause": (0.55, "clause after it"),
    "question": (0.6, "question after it"),
    "object to": (0.64, "whom, to do what"),
    "object": (0.62, "what is named after it"),
    "about": (0.58, "what is named after it"),
    "infinitive": (0.55, "“to”"),
    "label": (0.45, "headline and colon"),
    "noun that": (0.65, "noun and “that”"),
    "noun to": (0.35, "noun and “to”"),
    "reported": (0.55, "Konjunktiv after what was told"),
    "guess": (0.3, "words beside it"),
    "sentence": (0.1, "no cue"),
}
"""What words without marks round them start with."""
UNKNOWN = 0.5
"""What any other reading starts with."""
PLAIN = {"clause": 0.36, "ahead": 0.32, "that": 0.15, "around": 0.06, "after": 0.12}
"""What is added where the verb hardly means anything else ("said"), by how it was read."""

_LEAST, _MOST = 0.05, 0.99
_MIXED = 0.62
_DESCRIBED = -0.12  # somebody with a name whom a description is taken to mean
_SAME_SPEAKER = 0.35
_TOLD = -0.1
"""From here down whatever takes from the confidence is told beside it."""
_WORDY, _FEW, _VERY_FEW = 20, 9, 5
_FOLLOWING = frozenset(
    ("that", "clause", "question", "object", "object to", "about", "infinitive", "reported")
)
_LOOSE = _FOLLOWING - {"that"}
_OWN_WORDS = frozenset(("that", "object", "infinitive"))
_ENDS = frozenset(".?!…\n\r")
_NEAR = 2
_MORE = re.compile(r", ([a-z]{3,20}ing)\b")


class Step(NamedTuple):
    """One thing that counts for or against a suggestion, and how much; `told` to the editor."""

    words: str
    points: float
    told: bool = False


class Judgement(NamedTuple):
    """Everything that was counted."""

    steps: tuple[Step, ...]

    @property
    def confidence(self) -> float:
        """From 0 to 1."""
        total = sum(step.points for step in self.steps)
        return round(min(max(total, _LEAST), _MOST), 2)

    @property
    def reason(self) -> str:
        """The few words told beside the suggestion."""
        return " + ".join([step.words for step in self.steps if step.told or step.points <= _TOLD])


def judge(text: str, quote: Found, sources: Sequence[Resolved], lexicon: Lexicon) -> Judgement:
    """Return what counts for and against a quote of `text` with the sources found for it."""
    if quote.kind == "term":
        return Judgement((Step("few words in marks", IN_MARKS["term"][0], told=True),))
    stated = quote.how in STATED
    steps = [_begin(quote, sources, stated=stated)]
    if quote.source and quote.source.cue:
        words = text[slice(*sources[0].span)] if sources else ""
        steps.append(_by_mention(quote, sources, words, lexicon))
    steps += _by_extent(text, quote, lexicon)
    if quote.how == "colon" and not lexicon.saying:
        steps.append(Step("no words of its language", -0.25))
    if quote.parent:
        steps.append(Step("inside a quote", -0.2))
    if not quote.closed:
        steps.append(Step("closing mark missing", -0.2))
    return Judgement(tuple(steps))


def _begin(quote: Found, sources: Sequence[Resolved], *, stated: bool) -> Step:
    """Return what the way it was read counts."""
    source = quote.source
    if stated:
        points, opening = STATED[quote.how]
        words = f"“{source.verb}” + {opening}" if source else "no cue"
        return Step(words, points, told=True)
    points, words = IN_MARKS.get(quote.how, (UNKNOWN, ""))
    if words:
        return Step(f"marks + {words}", points, told=True)
    if source and source.cue:
        points = points if quote.kind == "direct" else min(points, _MIXED)
        return Step(f"marks + “{source.verb}”", points, told=True)
    if sources:
        return Step("marks + speaker of the quote before", _SAME_SPEAKER, told=True)
    return Step("marks only", points, told=True)


def _by_mention(quote: Found, sources: Sequence[Resolved], words: str, lexicon: Lexicon) -> Step:
    """Return what the words that name the source count."""
    figure = sources[0].figure if sources else None
    if not sources:
        step = Step("nobody named beside it", -0.25, told=True)
    elif words.lower() in lexicon.pronouns or words.lower() in lexicon.relative:
        step = _by_pronoun(words, figure, stated=quote.how in STATED)
    elif quote.source and not quote.source.adjacent:
        step = Step("subject of the clause", -0.1 if quote.how in STATED else -0.04, told=True)
    elif figure is None:
        step = Step("mention in the same sentence", -0.05, told=True)
    elif figure.sourcing == "named" and figure.kind == "person" and not _names(words, figure):
        step = Step(f"“{words}”, {figure.name} by what stands before", _DESCRIBED, told=True)
    elif figure.sourcing == "named":
        step = Step("name in the same sentence", 0.0, told=True)
    else:
        step = Step("description in the same sentence", -0.01, told=True)
    return step


def _names(words: str, figure: Figure) -> bool:
    """Tell "Minister Moor" from "the minister", in which nothing of the name is printed."""
    return any(word in words for word in figure.name.split())


def _by_pronoun(word: str, figure: Figure | None, *, stated: bool) -> Step:
    if figure is None:
        return Step(f"“{word}”, who is unclear", -0.2, told=True)
    return Step(
        f"“{word}”, {figure.name} by what stands before", -0.06 if stated else -0.02, told=True
    )


def _by_extent(text: str, quote: Found, lexicon: Lexicon) -> Iterator[Step]:
    """Count where it begins and ends, and how long it is: what goes wrong with each reading."""
    words = sum(len(text[slice(*part)].split()) for part in quote.parts)
    if quote.kind == "direct":
        yield from _by_marks(text, quote, words)
        return
    end = quote.parts[-1][1] + _NEAR
    whole = end >= len(text) or not _ENDS.isdisjoint(text[end - _NEAR - 1 : end])
    whole = whole or _says_more(text, quote.parts[-1][1], lexicon)
    if quote.how in _FOLLOWING and not whole:
        yield Step("its sentence goes on after it", -0.15)
    elif quote.source and quote.source.verb in lexicon.always and quote.how in PLAIN:
        yield Step(f"“{quote.source.verb}” says no more", PLAIN[quote.how])
    if words > _WORDY and quote.how in _LOOSE:
        yield Step("long", -0.1)
    elif words < _FEW and quote.how == "clause":
        yield Step("few words", -0.06)
    if quote.kind == "mixed" and quote.how in _OWN_WORDS:
        yield Step("words in marks within it", 0.08)


def _says_more(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether the same one is told to say more after it: ", adding that it was late"."""
    more = _MORE.match(text, end)
    return more is not None and more[1] in lexicon.cues


def _by_marks(text: str, quote: Found, words: int) -> Iterator[Step]:
    """Count what makes words in marks a whole quote or a fragment."""
    if quote.how == "before":
        if text[quote.parts[0][0]].islower():
            yield Step("begins in mid-sentence", -0.3)
        if words < _FEW:
            yield Step("few words", -0.2)
    elif quote.how == "after":
        if len(quote.parts) > 1:
            yield Step("goes on after the cue", 0.03)
        elif words < _VERY_FEW:
            yield Step("few words", -0.04)
