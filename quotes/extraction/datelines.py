"""What stands before an article's or an entry's first words: "LINDHAVEN, May 4 —", "14:32"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .tokens import Token

_DASHES = frozenset("—–-―") | {"--"}
_LONG = frozenset("—–―")
_LONGEST = 12
_SHORTEST_PLACE = 3
_TIME = 3
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:am|pm)?$")


def past_dateline(tokens: Sequence[Token], lexicon: Lexicon) -> int:
    """Return the token after the place and day, or the time, that a paragraph begins with; or 0."""
    first = tokens[0].text[:1] if tokens else ""
    if first.isdigit():
        return _past_time(tokens)
    return _past_place(tokens, lexicon) if first.isupper() else 0


def _past_time(tokens: Sequence[Token]) -> int:
    """Return the token after "14:32" or "9.15am" where a capital follows after a space, or 0."""
    last = _TIME if tokens[1:2] and tokens[1].text == ":" else 1
    if len(tokens) <= last or tokens[last - 1].end == tokens[last].start:
        return 0
    time = "".join(token.text for token in tokens[:last])
    whole = tokens[last - 1].end - tokens[0].start == len(time)
    return last if whole and _CLOCK.match(time) and tokens[last].text[:1].isupper() else 0


def _past_place(tokens: Sequence[Token], lexicon: Lexicon) -> int:
    for index in range(1, min(len(tokens) - 1, _LONGEST)):
        token, after = tokens[index], tokens[index + 1]
        if token.stretch or token.text[:1].islower():
            return 0
        if token.text in _DASHES and tokens[index - 1].end < token.start < after.start:
            return index + 1 if _is_place(tokens[:index], after, lexicon) else 0
        if token.text in _LONG and _is_shouted(tokens[0]):
            return index + 1
    return 0


def _is_place(before: Sequence[Token], after: Token, lexicon: Lexicon) -> bool:
    """Tell "LINDHAVEN (Agency) -" and "Lindhaven, May 4 -" from "Moor - the mayor -"."""
    if after.text.isupper() and len(after.text) >= _SHORTEST_PLACE and not after.stretch:
        return False  # a headline in capitals
    if _is_shouted(before[0]):
        return True
    return any(token.lower.rstrip(".") in lexicon.bare_months for token in before[1:])


def _is_shouted(token: Token) -> bool:
    return token.text.isupper() and len(token.text) >= _SHORTEST_PLACE
