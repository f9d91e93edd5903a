"""Finding mentions: the words beside a cue that name who is speaking."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .tokens import Token

_LONGEST = 24
_RELATIVE = frozenset(("who", "whose", "whom", "which", "where", "when"))
_JOINTS = frozenset("-&’'/[]\"“”")
_LONGEST_ASIDE = 9
_LONGEST_LEAD = 8


class Mention(NamedTuple):
    """A noun phrase: tokens `first:last`, of which `first:head` is without the apposition."""

    first: int
    head: int
    last: int


def mention_before(tokens: Sequence[Token], low: int, cue: int, lexicon: Lexicon) -> Mention | None:
    """Return the noun phrase that ends where the cue begins, an apposition between commas included."""
    head = cue
    if cue > low and tokens[cue - 1].text == ",":
        head = _opening_comma(tokens, low, cue - 1, lexicon)
        if head < 0:
            return None
    first = _walk_back(tokens, low, head, lexicon)
    first = _trim_lead(tokens, first, head, lexicon)
    if not is_noun_phrase(tokens[first:head], lexicon):
        return None
    relative = head < cue and tokens[head + 1].lower in _RELATIVE
    return Mention(first, head, head if relative else (cue - 1 if head < cue else cue))


def mention_after(tokens: Sequence[Token], low: int, lexicon: Lexicon) -> Mention | None:
    """Return the noun phrase that begins at token `low`, an apposition after a comma included."""
    head = low
    limit = min(len(tokens), low + _LONGEST)
    while head < limit:
        if (
            tokens[head].text == "("
            and head > low
            and (end := _aside_end(tokens, head)) is not None
        ):
            head = end
        elif _goes_on(tokens, low, head, lexicon):
            head += 1
        else:
            break
    if not is_noun_phrase(tokens[low:head], lexicon):
        return None
    return Mention(low, head, _apposition_end(tokens, head, lexicon))


def subject(tokens: Sequence[Token], low: int, high: int, lexicon: Lexicon) -> Mention | None:
    """Return the noun phrase a clause begins with, for a verb that has none beside it ("…, adding that")."""
    if low < high and (
        tokens[low].lower in lexicon.prepositions or tokens[low].lower in lexicon.clause_openers
    ):
        low = next((i + 1 for i in range(low, high) if tokens[i].text == ","), low)
    while low < high and (
        tokens[low].lower in lexicon.clause_openers or tokens[low].lower in ("and", "or")
    ):
        low += 1
    if low >= high or tokens[low].stretch:
        return None
    last = low + 1
    if tokens[low].lower not in lexicon.pronouns:
        last = _noun_phrase_end(tokens, low, high, lexicon)
    if not is_noun_phrase(tokens[low:last], lexicon):
        return None
    return Mention(low, last, last)


def is_noun_phrase(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether these tokens could name a source: a pronoun, a name, a kind of person, body or document."""
    if not tokens or len(tokens) > _LONGEST or any(token.stretch for token in tokens):
        return False
    if tokens[-1].text == ")" and (aside := _aside_start(tokens, 0, len(tokens) - 1)):
        tokens = tokens[:aside]
    if len(tokens) == 1 and tokens[0].lower in lexicon.pronouns:
        return True
    first, last = tokens[0].lower, tokens[-1]
    if (
        first in lexicon.prepositions
        or first in lexicon.clause_openers
        or not any(c.isalnum() for c in last.text)
    ):
        return False
    if (
        last.lower in lexicon.auxiliaries
        or last.lower in lexicon.prepositions
        or last.lower in lexicon.weekdays
    ):
        return False
    if first in lexicon.pronouns or (
        len(tokens) == 1 and first in lexicon.not_names and first not in lexicon.determiners
    ):
        return False
    return first in lexicon.determiners or any(_names(token, lexicon) for token in tokens)


def _names(token: Token, lexicon: Lexicon) -> bool:
    return (
        token.text[0].isupper()
        or token.lower in lexicon.people
        or token.lower in lexicon.plural_people
        or token.lower in lexicon.documents
        or token.lower in lexicon.organisations
    )


def _opening_comma(tokens: Sequence[Token], low: int, closing: int, lexicon: Lexicon) -> int:
    """Return the comma that opens the apposition closed at `closing`, or -1: the earliest one a name stands before."""
    found = -1
    for index in range(max(low, closing - _LONGEST), closing):
        if tokens[index].stretch:
            found = -1
        elif (
            tokens[index].text == ","
            and index > low
            and found < 0
            and _ends_a_name(tokens, low, index, lexicon)
        ):
            found = index
    return found


def _ends_a_name(tokens: Sequence[Token], low: int, index: int, lexicon: Lexicon) -> bool:
    first = _trim_lead(tokens, _walk_back(tokens, low, index, lexicon), index, lexicon)
    return (
        is_noun_phrase(tokens[first:index], lexicon)
        and tokens[first].lower not in lexicon.prepositions
    )


def _walk_back(tokens: Sequence[Token], low: int, end: int, lexicon: Lexicon) -> int:
    index = end
    floor = max(low, end - _LONGEST)
    while index > floor:
        token = tokens[index - 1]
        if token.text == ")" and (aside := _aside_start(tokens, floor, index - 1)) is not None:
            index = aside
            continue
        if (
            token.stretch
            or token.lower in lexicon.clause_openers
            or token.lower in lexicon.weekdays
        ):
            break
        if token.lower in ("and", "or", "&") and not _joins_names(tokens, index - 1, lexicon):
            break
        if (
            not token.text[0].isalnum()
            and token.text not in _JOINTS
            and not _is_abbreviating_stop(tokens, index - 1, lexicon)
        ):
            break
        index -= 1
        if token.lower in lexicon.pronouns:
            return end - 1 if index == end - 1 else index + 1
    return index


def _aside_start(tokens: Sequence[Token], low: int, closing: int) -> int | None:
    """Return the bracket that opens a short aside, as in "Ana Ruiz (Ind.) said"."""
    for index in range(closing - 1, max(low, closing - _LONGEST_ASIDE) - 1, -1):
        if tokens[index].stretch:
            return None
        if tokens[index].text == "(":
            return index
    return None


def _aside_end(tokens: Sequence[Token], opening: int) -> int | None:
    for index in range(opening + 1, min(len(tokens), opening + _LONGEST_ASIDE)):
        if tokens[index].stretch:
            return None
        if tokens[index].text == ")":
            return index + 1
    return None


def _trim_lead(tokens: Sequence[Token], first: int, end: int, lexicon: Lexicon) -> int:
    """Drop "In a statement" before "Roe" where no comma parts them."""
    while first < end and not tokens[first].text[0].isalnum() and tokens[first].text != "[":
        first += 1
    if first < end and tokens[first].lower in ("and", "or"):
        first += 1
    if first < end and tokens[first].lower in lexicon.prepositions:
        index = end
        while index > first + 1 and (
            tokens[index - 1].text[0].isupper() or tokens[index - 1].text == "."
        ):
            index -= 1
        return index if index < end else first
    return first


def _joins_names(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    if (
        index == 0
        or index + 1 >= len(tokens)
        or tokens[index - 1].stretch
        or tokens[index + 1].stretch
    ):
        return False
    left, right = tokens[index - 1], tokens[index + 1]
    right_ok = (
        right.text[0].isupper()
        or right.lower in lexicon.determiners
        or _names(right, lexicon)
        or right.lower in lexicon.titles
    )
    return right_ok and _names(left, lexicon)


def _is_abbreviating_stop(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    if tokens[index].text != "." or index == 0:
        return False
    before = tokens[index - 1]
    return before.end == tokens[index].start and (
        before.lower in lexicon.abbreviations or len(before.text) == 1
    )


def _goes_on(tokens: Sequence[Token], low: int, index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if token.stretch:
        return False
    if not token.text[0].isalnum():
        return token.text in _JOINTS or _is_abbreviating_stop(tokens, index, lexicon)
    word = token.lower
    if word == "and":
        return _joins_names(tokens, index, lexicon)
    if index > low and tokens[index - 1].lower in lexicon.pronouns and index == low + 1:
        return False
    if (
        word in lexicon.after_name
        or word in lexicon.weekdays
        or (word in lexicon.auxiliaries and index > low)
    ):
        return word == "in" and False
    return not (
        index > low and word in lexicon.cues and token.text.islower() and not _names(token, lexicon)
    )


def _apposition_end(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> int:
    """Return where ", the mayor of Oldtown" ends, if that is what follows, else `head`."""
    if head + 1 >= len(tokens) or tokens[head].text != ",":
        return head
    first = tokens[head + 1]
    if first.stretch or first.lower in lexicon.after_name or not first.text[0].isalnum():
        return head
    end = head + 1
    while end < min(len(tokens), head + _LONGEST) and not tokens[end].stretch:
        if tokens[end].text in ",.;:—–()" and not _is_abbreviating_stop(tokens, end, lexicon):
            break
        end += 1
    phrase = tokens[head + 1 : end]
    if first.lower in lexicon.determiners:
        verbs = any(t.lower in lexicon.auxiliaries or t.lower in lexicon.cues for t in phrase[1:])
        return head if verbs or len(phrase) < 2 else end  # noqa: PLR2004
    return (
        end if any(t.lower in lexicon.people or t.lower in lexicon.titles for t in phrase) else head
    )


def _noun_phrase_end(tokens: Sequence[Token], low: int, high: int, lexicon: Lexicon) -> int:
    """Return where the phrase at a clause's start ends: with its name, or with its noun for a person."""
    index = low
    while index < high and tokens[index].lower in lexicon.determiners:
        index += 1
    last = low
    while index < high and not tokens[index].stretch:
        token = tokens[index]
        named = _names(token, lexicon) or _is_abbreviating_stop(tokens, index, lexicon)
        stops = token.lower in lexicon.auxiliaries or token.lower in lexicon.after_name
        if (
            stops
            or token.text in ",;:—–"
            or (last > low and not named)
            or index - low > _LONGEST_LEAD
        ):
            break
        index += 1
        if named:
            last = index
    return last
