"""Suggestions as words, so that a test reads like the sentence it is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.extraction import Suggestion, extract


@dataclass
class Words:
    """One suggestion in the words of its text."""

    content: list[str]
    cue: str = ""
    mentions: list[str] = field(default_factory=list)


def words_of(text: str, suggestion: Suggestion) -> Words:
    """Return the words of a suggestion's content, cue and mentions."""
    return Words(
        [text[a:b] for a, b in suggestion.content],
        " ".join(text[a:b] for a, b in suggestion.cue),
        [text[a:b] for source in suggestion.attributions for a, b in source.mention],
    )


def statements(text: str, language: str = "") -> list[Words]:
    """Return what is suggested in a text, without terms."""
    found = extract(text, language=language)
    return [words_of(text, one) for one in found if one.kind != "term"]


def part(text: str, span: tuple[int, int] | None) -> str:
    """Return the words of one span, or nothing."""
    return text[slice(*span)] if span else ""
