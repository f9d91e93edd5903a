"""A source told by a relative clause: "pilots who saw it said", "the crew I met thought"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .phrases import names, trim_lead, walk_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .tokens import Token

RESTRICTING = frozenset(("who", "that", "whose"))
_ME = frozenset(("i", "we"))
_STOPS = frozenset(",.;:—–()")
_SHORTEST = 4


def restricting(tokens: Sequence[Token], low: int, first: int, lexicon: Lexicon) -> int:
    """Return the token after the "who" without a comma that a phrase stands behind, or 0."""
    who = first
    if tokens[first].lower in lexicon.pronouns:
        return 0
    while who > low and tokens[who - 1].lower not in RESTRICTING:
        if tokens[who - 1].lower in _ME and who > low + 1 and _is_many(tokens[who - 2], lexicon):
            return who
        who -= 1
        if tokens[who].stretch or tokens[who].text in _STOPS:
            return 0
    return who if who > low + 1 else 0


def described(tokens: Sequence[Token], low: int, who: int, lexicon: Lexicon) -> int | None:
    """Return where "pilots who saw the fog" begins, of which only "the fog" stands by the cue."""
    if not _is_many(tokens[who - 2], lexicon) and tokens[who - 2].lower not in lexicon.sources:
        return None
    return trim_lead(tokens, walk_back(tokens, low, who - 1, lexicon), who - 1, lexicon)


def is_verbal(phrase: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell "endorsed him" and "worked with Moor", the rest of a clause, from a source."""
    verb = phrase[0]
    if not (verb.text.islower() and verb.text.endswith("ed")) or verb.lower in lexicon.sources:
        return False
    after = phrase[1].lower if len(phrase) > 1 else ""
    return not after or after in lexicon.prepositions or after in lexicon.objects


def clause_subject(
    tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon
) -> tuple[int, int]:
    """Return "Moor" of "Moor shared a note", before "writing": the name that has a verb after it.

    Of a source that is no clause all of it.
    """
    for index in range(first, last - 1):
        token, after = tokens[index], tokens[index + 1]
        if not token.text[:1].isalpha() or not after.text.islower() or names(after, lexicon):
            continue
        if not names(token, lexicon) or token.lower in lexicon.determiners:
            continue
        if after.lower in lexicon.small_words or after.lower in lexicon.after_name:
            continue
        begins = max((i + 1 for i in range(first, index) if tokens[i].text == ","), default=first)
        return begins, index + 1
    return first, last


def is_participial(tokens: Sequence[Token], low: int) -> bool:
    """Tell "Knowing this, Moor left" from a sentence that begins with its subject."""
    word = tokens[low].text
    after = tokens[low + 1].text if low + 1 < len(tokens) else ""
    return len(word) > _SHORTEST and word.endswith("ing") and after.islower()


def _is_many(token: Token, lexicon: Lexicon) -> bool:
    """Tell a plural: "pilots" by its end, "people" by the lexicon."""
    word = token.lower
    if word in lexicon.plural_people or word in lexicon.peoples or word in lexicon.several:
        return True
    return len(word) > _SHORTEST and word.endswith("s") and not word.endswith("ss")
