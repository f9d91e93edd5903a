"""Where words stand that are to be taken out, and what finds them in other fields. Pure Python.

Words count whatever their capitals and white space, as whole words: "Orr" does not stand in
"Orrery". Offsets are code points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Span = tuple[int, int]

BLOT = "█"
"""What stands for each code point that was taken out."""
_SPECIAL = re.compile(r"([\\^$.|?*+()\[\]{}#&~-])")


def can_be_sought(words: str) -> bool:
    """Tell whether words can be looked for elsewhere: they have a letter or a digit."""
    return any(letter.isalnum() for letter in words)


def pattern_of(words: str) -> str:
    """Answer the regular expression of words, as Python and PostgreSQL both read it.

    White space is any, also as an address writes it.
    """
    parts = (_SPECIAL.sub(r"\\\1", part) for part in words.split())
    first, last = words.strip()[0], words.strip()[-1]
    before = r"(?<!\w)" if _is_of_a_word(first) else ""
    behind = r"(?!\w)" if _is_of_a_word(last) else ""
    return before + r"(?:\s|\+|%20)+".join(parts) + behind


def blot_of(words: str) -> str:
    """Answer as many blots as the words have code points."""
    return BLOT * len(words.strip())


def find_places(text: str, words: Iterable[str]) -> list[Span]:
    """Answer where the words stand in a text, in order."""
    return joined(
        match.span()
        for each in words
        for match in re.finditer(pattern_of(each), text, re.IGNORECASE)
    )


def joined(spans: Iterable[Span]) -> list[Span]:
    """Answer the spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def uncovered(text: str, spans: Sequence[Span]) -> list[Span]:
    """Answer those spans under which there is still something to be covered."""
    return [(start, end) for start, end in spans if text[start:end].strip(BLOT + " \r\n\t")]


def _is_of_a_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
