"""How each quote of an article was decided, in lines that an editor can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .extractor import Decision
    from .quote import Span, SuggestedAttribution

_WIDTH = 72
_READ = {
    "after": "words in marks, then who said them",
    "before": "who said it, then the words in marks",
    "signed": "words in marks, then a dash and a name",
    "colon": "words in marks after a colon",
    "document": "words in marks after the document they are from",
    "mixed clause": "a clause with words in marks, round or beside its cue",
    "alone": "words in marks and nobody beside them",
    "term": "few words in marks that nobody says",
    "that": "cue, then “that” or its like",
    "according": "“according to” somebody, then a clause",
    "according after": "a clause, then “according to” somebody",
    "ahead": "a clause, then who said it",
    "around": "who said it stands within the clause",
    "clause": "cue, then a clause",
    "question": "cue, then a question",
    "object to": "cue, then whom and what to do",
    "object": "cue, then what is named",
    "about": "cue with its small word, then what it is about",
    "infinitive": "cue, then “to” and a verb",
}


def explain(text: str, decided: Sequence[Decision], *, name: str, least: float) -> str:
    """Return the lines about one article, quotes in the order of their first words.

    `least` is the confidence below which an indirect quote is left out.
    """
    ordered = sorted(decided, key=lambda one: one.suggestion.content)
    kept = sum(one.kept and one.quote.kind != "term" for one in decided)
    lines = [f"article {name}: {kept} suggested"]
    for one in ordered:
        lines += ["", *_lines(text, one, least)]
    return "\n".join(lines) + "\n"


def _lines(text: str, one: Decision, least: float) -> Iterator[str]:
    suggestion, quote = one.suggestion, one.quote
    words = " … ".join(text[slice(*span)] for span in suggestion.content)
    yield f"{_fate(one, least)}: {suggestion.kind} “{_short(words)}”"
    yield f"  where       {_places(suggestion.content)}"
    yield f"  found by    {_READ.get(quote.how, quote.how)} ({quote.how})"
    if suggestion.cue:
        cue = " ".join(text[slice(*span)] for span in suggestion.cue)
        yield f"  cue         “{cue}” at {_places(suggestion.cue)}"
    if quote.parent:
        yield "  inside      another quote"
    yield from _sources(text, one)
    steps = [f"{step.points:+.2f} {step.words}" for step in one.judgement.steps]
    yield f"  confidence  {suggestion.confidence:.2f} = {'; '.join(steps)}"


def _fate(one: Decision, least: float) -> str:
    if one.quote.kind == "term":
        return "marked as a term"
    return "suggested" if one.kept else f"left out, below {least:.2f}"


def _sources(text: str, one: Decision) -> Iterator[str]:
    if not one.suggestion.attributions:
        yield "  source      nobody named"
    for source in one.suggestion.attributions:
        words = " ".join(text[slice(*span)] for span in source.mention)
        mention = f"“{_short(words)}” at {_places(source.mention)}" if words else "no words here"
        yield f"  source      {mention}: {_who(words, source)}"


def _who(words: str, source: SuggestedAttribution) -> str:
    """Tell who a mention stands for, and what ties the two."""
    if source.speaker is None:
        return "whoever that is"
    if not words:
        tie = "of the quote before, or the document"
    elif source.speaker.casefold() in words.casefold():
        tie = "as printed here"
    elif source.speaker.rpartition(" ")[2].casefold() in words.casefold():
        tie = "by the last word of the name"
    else:
        tie = "by what stands before"
    return f"{source.speaker} ({source.sourcing} {source.speaker_kind}), {tie}"


def _places(spans: Sequence[Span]) -> str:
    return ", ".join(f"{start}–{end}" for start, end in spans)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1].rstrip()}…"
