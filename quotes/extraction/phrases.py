"""Noun phrases without a parser: where one could begin and end, by word lists and capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tokens import is_abbreviating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .tokens import Token

LONGEST = 24
_LONGEST_ASIDE = 9
_LONGEST_LEAD = 8
_JOINTS = frozenset("-&’'/[]\"“”")
_CLAUSE_MARKS = frozenset(",;:—–")


def is_noun_phrase(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether tokens could name a source: pronoun, name, kind of person, body, document."""
    if not tokens or len(tokens) > LONGEST or any(token.stretch for token in tokens):
        return False
    if tokens[-1].text == ")" and (aside := aside_start(tokens, 0, len(tokens) - 1)):
        tokens = tokens[:aside]
    if len(tokens) > 1 and is_abbreviating(tokens, len(tokens) - 1, lexicon):  # Ana Ruiz Jr.
        tokens = tokens[:-1]
    first, last = tokens[0].lower, tokens[-1]
    if len(tokens) == 1 and (first in lexicon.pronouns or _is_both(first, lexicon)):
        return True
    if first in lexicon.never_first or last.lower in lexicon.never_last:
        return False
    if len(tokens) == 1 and first in lexicon.not_names and first not in lexicon.determiners:
        return False
    if not any(map(str.isalnum, last.text)):
        return False
    return first in lexicon.determiners or any(names(token, lexicon) for token in tokens)


def _is_both(word: str, lexicon: Lexicon) -> bool:
    """Whether "both" or "all" may name somebody, as they could also stand beside a verb."""
    return word in lexicon.alone and word in lexicon.auxiliaries


def names(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word names: by its capital, or as a noun for people, bodies and documents."""
    return token.text[:1].isupper() or token.lower in lexicon.sources


def walk_back(tokens: Sequence[Token], low: int, end: int, lexicon: Lexicon) -> int:
    """Return where the noun phrase that ends before token `end` begins, `low` at the earliest."""
    index = end
    floor = max(low, end - LONGEST)
    while index > floor:
        token = tokens[index - 1]
        if token.text == ")" and (aside := aside_start(tokens, floor, index - 1)) is not None:
            index = aside
        elif _breaks(tokens, index - 1, lexicon):
            return index
        elif token.lower in lexicon.pronouns:
            return index - 1 if index == end else index
        else:
            index -= 1
    return index


def trim_lead(tokens: Sequence[Token], first: int, end: int, lexicon: Lexicon) -> int:
    """Return the beginning without "In a statement" before "Roe" where no comma parts them."""
    while first < end and not tokens[first].text[:1].isalnum() and tokens[first].text != "[":
        first += 1
    if first < end and tokens[first].lower in lexicon.conjunctions:
        first += 1
    if first == end or tokens[first].lower not in lexicon.prepositions:
        return first
    index = end
    while index > first + 1 and _in_name(tokens[index - 1]):
        index -= 1
    return index if index < end else first


def lead_end(tokens: Sequence[Token], low: int, high: int, lexicon: Lexicon) -> int:
    """Return where the phrase a clause begins with ends: with its name or its noun for a source."""
    index = low
    while index < high and tokens[index].lower in lexicon.determiners:
        index += 1
    last = low
    while index < min(high, low + _LONGEST_LEAD) and not tokens[index].stretch:
        naming = names(tokens[index], lexicon) or is_abbreviating(tokens, index, lexicon)
        ends = tokens[index].lower in lexicon.ends_lead or tokens[index].text in _CLAUSE_MARKS
        if ends or (last > low and not naming and not _leads_on(tokens, index, high, lexicon)):
            break
        index += 1
        last = index if naming else last
    return last


def _leads_on(tokens: Sequence[Token], index: int, high: int, lexicon: Lexicon) -> bool:
    """Tell the "of" of "a crew of pilots", and the "the" of "the mayor of the port"."""
    word, before = tokens[index].lower, tokens[index - 1].lower
    if index + 1 >= high or tokens[index + 1].stretch:
        return False
    if word in lexicon.compounding:
        return names(tokens[index + 1], lexicon) or tokens[index + 1].lower in lexicon.determiners
    return word in lexicon.determiners and before in lexicon.compounding


def goes_on(tokens: Sequence[Token], low: int, index: int, lexicon: Lexicon) -> bool:
    """Tell whether token `index` still belongs to the noun phrase that begins at token `low`."""
    token = tokens[index]
    if not token.text[:1].isalnum():
        joins = token.text in _JOINTS or is_abbreviating(tokens, index, lexicon)
        return joins and not token.stretch
    if token.lower in lexicon.both:
        return _joins_names(tokens, index, lexicon)
    if index == low or token.lower in lexicon.ends_name:
        return token.lower not in lexicon.ends_name
    if tokens[low].lower in lexicon.pronouns or token.lower in lexicon.ends_forward:
        return False
    return not (token.lower in lexicon.cues and token.text.islower() and not names(token, lexicon))


def aside_start(tokens: Sequence[Token], low: int, closing: int) -> int | None:
    """Return the bracket that opens a short aside, as in "Ana Ruiz (Ind.) said"."""
    for index in range(closing - 1, max(low, closing - _LONGEST_ASIDE) - 1, -1):
        if tokens[index].stretch:
            return None
        if tokens[index].text == "(":
            return index
    return None


def aside_end(tokens: Sequence[Token], opening: int) -> int | None:
    """Return the token after the bracket that closes a short aside."""
    for index in range(opening + 1, min(len(tokens), opening + _LONGEST_ASIDE)):
        if tokens[index].stretch:
            return None
        if tokens[index].text == ")":
            return index + 1
    return None


def _breaks(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether no noun phrase reaches back over this token."""
    token = tokens[index]
    if token.stretch or token.lower in lexicon.ends_back:
        return True
    if token.lower in lexicon.cues and token.text.islower() and index:
        return tokens[index - 1].lower in lexicon.pronouns
    if token.lower in lexicon.conjunctions or token.text == "&":
        return not _joins_names(tokens, index, lexicon)
    plain = token.text[0].isalnum() or token.text in _JOINTS
    return not plain and not is_abbreviating(tokens, index, lexicon)


def _in_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.text == "."


def _joins_names(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell "Roe and Moor said" from "left the room and Moor said"."""
    if not 0 < index < len(tokens) - 1:
        return False
    right, at = tokens[index + 1], index - 1
    if tokens[at].text == ")" and (aside := aside_start(tokens, 0, at)):
        at = aside - 1
    left = tokens[at]
    begins = right.lower in lexicon.determiners or right.lower in lexicon.titles
    if not begins and right.text.islower() and not names(right, lexicon):
        right = tokens[min(index + 2, len(tokens) - 1)]
        begins = right.lower in lexicon.several or right.lower in lexicon.plural_people
        return begins and (left.lower.endswith("s") or left.lower in lexicon.several)
    return names(left, lexicon) and (begins or names(right, lexicon))
