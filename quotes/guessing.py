"""Of what kind marked words are, by what stands in and round them. Pure Python, knows no Django."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.extraction.languages import lexicon_of
from quotes.splitting import DOUBLE

if TYPE_CHECKING:
    from quotes.spans import Span, Spans

OPENING, CLOSING = "\"'“‘„‚«‹「『”’»", "\"'”’“‘»›」』«"
LONGEST_TERM, NEAR = 6, 3
STOPS = ".?!…"
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
SENTENCE_END = re.compile(r"[.?!…][”’\"')\]]*\s")
SUBJECTS = frozenset(
    word
    for language in (
        "i we you he she they it who that which this there",
        "ich wir du er sie es man",
        "je nous vous tu il elle ils elles on",
    )
    for word in language.split()
)


def guess_kind(text: str, content: Spans, *, language: str = "") -> str:
    """Answer direct where each part stands between marks, mixed where marks stand inside.

    What is unmarked is indirect; a few words in marks that are no clause, in a sentence in which
    nobody is said to say anything, are a term.
    """
    if all(_stands_in_marks(text, part) for part in content):
        return "term" if _is_term(text, content, language) else "direct"
    inside = "".join(text[start:end] for start, end in content)
    return "mixed" if DOUBLE.intersection(inside) else "indirect"


def _stands_in_marks(text: str, part: Span) -> bool:
    start, end = part
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return bool(before and after) and before in OPENING and after in CLOSING


def _is_term(text: str, content: Spans, language: str) -> bool:
    if len(content) > 1:
        return False
    ((start, end),) = content
    inside = WORD.findall(text[start:end].lower())
    if len(inside) > LONGEST_TERM or text[end - 1] in f"{STOPS},;":
        return False
    lexicon = lexicon_of(text, language)
    if not lexicon.saying:  # of a language without a word list nobody can tell
        return False
    clausal = SUBJECTS | lexicon.auxiliaries | lexicon.finite
    if any(word in clausal or "’" in word or "'" in word for word in inside):
        return False
    before, after = _sentence_round(text, start, end)
    words = WORD.findall(before.lower())
    around = [*words, *WORD.findall(after.lower())]
    return (
        len(around) > 1
        and lexicon.saying.isdisjoint(around)
        and lexicon.cues.isdisjoint(words[-NEAR:])
    )


def _sentence_round(text: str, start: int, end: int) -> tuple[str, str]:
    """Answer what stands before and after words in their sentence, or in their line."""
    line = text.rfind("\n", 0, start) + 1
    before = SENTENCE_END.split(text[line:start])[-1]
    rest = text.find("\n", end)
    after = SENTENCE_END.split(text[end : rest if rest >= 0 else len(text)] + " ")[0]
    return before, after
