"""Words in marks inside a clause, which are read by their marks and as part of a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .found import Found
    from .quote import Span
    from .tokens import Token


def settle(
    tokens: Sequence[Token], quoted: Sequence[Found], statements: Sequence[Found]
) -> list[Found]:
    """Return the quotes of a sentence, each word of them once.

    A statement takes the fragments it holds; one that would lose words in marks of a clause read
    round them is left to that clause.
    """
    yielding = [quote for quote in quoted if _yields(quote, statements)]
    lost = {id(one) for one in statements if _loses_words(tokens, one, statements, yielding)}
    held = [one for one in statements if id(one) not in lost]
    return [*(quote for quote in quoted if not _yields(quote, held)), *held]


def gives_way(quote: Found) -> bool:
    """Whether it is words in marks inside a clause, which a statement may hold."""
    return quote.how == "mixed clause" or (quote.source is None and quote.how == "alone")


def spans(quote: Found) -> list[Span]:
    """Return the parts of a quote and its cue."""
    cue = quote.source.cue_span if quote.source else None
    return [*quote.parts, cue] if cue else quote.parts


def _loses_words(
    tokens: Sequence[Token], one: Found, statements: Sequence[Found], yielding: Sequence[Found]
) -> bool:
    """Whether a clause read round words in marks holds some that no statement does."""
    for quote in yielding:
        if quote.source and _overlaps(quote, one):
            marks = [token for token in tokens if token.stretch and _holds(quote, token)]
            if not all(any(_holds(other, token) for other in statements) for token in marks):
                return True
    return False


def _yields(quote: Found, statements: Sequence[Found]) -> bool:
    """Whether quoted words stand inside a statement, or their clause overlaps one."""
    return gives_way(quote) and any(_overlaps(quote, statement) for statement in statements)


def _overlaps(one: Found, other: Found) -> bool:
    return any(start < high and low < end for start, end in one.parts for low, high in other.parts)


def _holds(quote: Found, token: Token) -> bool:
    return any(token.start < high and low < token.end for low, high in quote.parts)
