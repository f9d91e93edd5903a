"""How sure a suggestion is, and why, in the few words an editor reads beside it.

Each kind of evidence has its points, set by hand: what a kind of reading starts with is about how
often it proves right, and what stands beside adds to it or takes from it. Nothing is fitted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .cast import Figure
    from .found import Found, Source
    from .lexicon import Lexicon
    from .speakers import Resolved

IN_MARKS = {
    "after": (0.94, ""),
    "signed": (0.95, "dash and name after them"),
    "before": (0.87, ""),
    "colon": (0.7, "colon"),
    "document": (0.6, "document named before them"),
    "mixed clause": (0.6, ""),
    "alone": (0.25, ""),
    "term": (0.5, ""),
}
"""What words in marks start with, by how they were read, and the words for that."""
STATED = {
    "that": (0.75, "“that”"),
    "according": (0.75, "clause after it"),
    "according after": (0.75, "clause before it"),
    "ahead": (0.75, "clause before it"),
    "around": (0.67, "clause round it"),
    "clause": (0.65, "clause after it"),
    "question": (0.62, "question after it"),
    "object to": (0.62, "whom, to do what"),
    "object": (0.6, "what is named after it"),
    "about": (0.58, "what is named after it"),
    "infinitive": (0.55, "“to”"),
    "label": (0.7, "headline and colon"),
    "noun that": (0.75, "noun and “that”"),
    "noun to": (0.6, "noun and “to”"),
    "reported": (0.55, "Konjunktiv after what was told"),
    "guess": (0.3, "words beside it"),
    "sentence": (0.1, "no cue"),
}
"""What words without marks round them start with."""
UNKNOWN = 0.5
"""What any other reading starts with."""

_LEAST, _MOST = 0.05, 0.99
_MIXED = 0.62
_SAME_SPEAKER = 0.35
_TOLD = -0.1
"""From here down whatever takes from the confidence is told beside it."""
_WORDY, _FEW, _VERY_FEW = 20, 9, 5
_FOLLOWING = frozenset(("that", "clause", "question", "object", "object to", "about", "infinitive"))
_WHOLE = frozenset(("that",))
_ENDS = frozenset(".?!…\n\r")
_NEAR = 2


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
        steps.append(_by_mention(quote.source, sources, words, lexicon))
        steps += _by_verb(quote.source, quote, lexicon)
    steps += _by_extent(text, quote)
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


def _by_mention(source: Source, sources: Sequence[Resolved], words: str, lexicon: Lexicon) -> Step:
    """Return what the words that name the source count."""
    figure = sources[0].figure if sources else None
    if not sources:
        step = Step("nobody named beside it", -0.25, told=True)
    elif words.lower() in lexicon.pronouns or words.lower() in lexicon.relative:
        step = _by_pronoun(words, figure)
    elif not source.adjacent:
        step = Step("subject of the clause", -0.1, told=True)
    elif figure is None:
        step = Step("mention in the same sentence", -0.05, told=True)
    elif figure.sourcing == "named":
        step = Step("name in the same sentence", 0.0, told=True)
    else:
        step = Step("description in the same sentence", -0.02, told=True)
    return step


def _by_pronoun(word: str, figure: Figure | None) -> Step:
    if figure is None:
        return Step(f"“{word}”, who is unclear", -0.2, told=True)
    return Step(f"“{word}”, {figure.name} by what stands before", -0.02, told=True)


def _by_verb(source: Source, quote: Found, lexicon: Lexicon) -> Iterator[Step]:
    """Count the verb: "said" means that something was said, "noted" and "found" only may."""
    if quote.kind != "direct" and source.verb in lexicon.always:
        yield Step(f"“{source.verb}” is plain", 0.08)


def _by_extent(text: str, quote: Found) -> Iterator[Step]:
    """Count where it begins and ends, and how long it is: what goes wrong with each reading."""
    words = sum(len(text[slice(*part)].split()) for part in quote.parts)
    if quote.kind == "direct":
        return _by_marks(text, quote, words)
    return _by_end(text, quote, words) if quote.how in _FOLLOWING else iter(())


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
            yield Step("few words", -0.08)


def _by_end(text: str, quote: Found, words: int) -> Iterator[Step]:
    """Count how what follows a cue ends: best with its sentence."""
    end = quote.parts[-1][1]
    if end + _NEAR < len(text) and _ENDS.isdisjoint(text[end - 1 : end + _NEAR]):
        yield Step("its sentence goes on after it", -0.18)
    if words > _WORDY and quote.how not in _WHOLE:
        yield Step("long", -0.12)
