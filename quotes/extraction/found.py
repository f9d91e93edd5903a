"""A quote while it is being read: still open to further parts, its source not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .mentions import Mention
    from .quote import Act, Kind, Span
    from .tokens import Token


@dataclass(slots=True)
class Source:
    """A cue and the mention beside it, with the tokens that both index."""

    tokens: Sequence[Token]
    cue: Span | None
    verb: str
    mention: Mention | None
    adjacent: bool = True
    addressee: Span | None = None
    condition: Span | None = None
    rest: tuple[int, ...] = ()

    @property
    def cue_spans(self) -> tuple[Span, ...]:
        """The cue's spans in the text: two of "teilte … mit"."""
        if self.cue is None:
            return ()
        elsewhere = (span_of(self.tokens, at, at + 1) for at in self.rest)
        return tuple(sorted((span_of(self.tokens, *self.cue), *elsewhere)))

    @property
    def cue_span(self) -> Span | None:
        """The cue's span in the text."""
        return span_of(self.tokens, *self.cue) if self.cue else None

    @property
    def cue_end(self) -> int:
        """The token after the cue."""
        return self.cue[1] if self.cue else 0

    @property
    def last(self) -> int:
        """The token after both cue and mention."""
        return max(self.cue_end, self.mention.last if self.mention else 0)


@dataclass(slots=True)
class Found:
    """One quote in the making."""

    kind: Kind
    parts: list[Span]
    paragraph: int
    source: Source | None = None
    how: str = ""
    closed: bool = True
    document: Mention | None = None
    parent: Found | None = None
    act: Act = "said"


def span_of(tokens: Sequence[Token], first: int, last: int) -> Span:
    """Return the span in the text of tokens `first:last`."""
    return tokens[first].start, tokens[last - 1].end
