"""Finding mentions: the words beside a cue that name who is speaking."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .cues import phrase_end
from .phrases import (
    LONGEST,
    aside_end,
    goes_on,
    is_noun_phrase,
    lead_end,
    names,
    trim_lead,
    walk_back,
)
from .tokens import is_abbreviating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .tokens import Token

_RELATIVE = frozenset(("who", "whose", "whom", "which", "where", "when"))
_LONGEST_APPOSITION = 45
_LONGEST_OCCASION = 3
_APPOSITION_ENDS = frozenset(",.;:—–()")


class Mention(NamedTuple):
    """A noun phrase: tokens `first:last`, of which `first:head` is without the apposition."""

    first: int
    head: int
    last: int


def mention_before(tokens: Sequence[Token], low: int, cue: int, lexicon: Lexicon) -> Mention | None:
    """Return the noun phrase that ends where the cue begins, with an apposition between commas."""
    cue = head = _before_occasion(tokens, low, cue, lexicon)
    if cue > low and tokens[cue - 1].text == ",":
        head = _opening_comma(tokens, low, cue - 1, lexicon)
        if head < 0:
            return None
    first = trim_lead(tokens, walk_back(tokens, low, head, lexicon), head, lexicon)
    first = _past_verb(tokens, first, head, lexicon)
    if not is_noun_phrase(tokens[first:head], lexicon):
        return None
    if head == cue:
        return Mention(first, head, head)
    after = tokens[head + 1].lower
    relative = after in _RELATIVE or after in lexicon.prepositions
    return Mention(first, head, head if relative else cue - 1)


def _past_verb(tokens: Sequence[Token], first: int, head: int, lexicon: Lexicon) -> int:
    """Return where "the crew" begins in "makes the crew", whose first word names nothing."""
    if first >= head or tokens[first].lower in lexicon.determiners or names(tokens[first], lexicon):
        return first
    if not tokens[first].text.islower():
        return first
    for index in range(first + 1, min(head, first + _LONGEST_OCCASION)):
        if tokens[index].lower in lexicon.determiners:
            return index
    return first


def _before_occasion(tokens: Sequence[Token], low: int, cue: int, lexicon: Lexicon) -> int:
    """Return the end of what "on Friday evening" or "likewise" parts from the cue at `cue`."""
    at = cue
    while at > low and tokens[at - 1].lower in lexicon.between:
        at -= 1
    if at < cue and at > low and tokens[at - 1].lower in lexicon.on:
        at -= 1
    at = _before_phrase(tokens, low, at, lexicon)
    return at if at > low else cue


def _before_phrase(tokens: Sequence[Token], low: int, at: int, lexicon: Lexicon) -> int:
    """Return where "just last week" begins, if that ends at token `at`."""
    for first in range(max(low + 1, at - _LONGEST_OCCASION), at):
        if phrase_end(tokens, first, lexicon.occasions) == at:
            hedged = tokens[first - 1].lower in lexicon.auxiliaries and first - 1 > low
            return first - 1 if hedged else first
    return at


def mention_after(tokens: Sequence[Token], low: int, lexicon: Lexicon) -> Mention | None:
    """Return the noun phrase that begins at token `low`, with an apposition after a comma."""
    head = low
    while head < min(len(tokens), low + LONGEST):
        if tokens[head].text == "(" and head > low:
            end = aside_end(tokens, head)
            if end is None:
                break
            head = end
        elif goes_on(tokens, low, head, lexicon):
            head += 1
        else:
            break
    while head > low + 1 and tokens[head - 1].lower in lexicon.determiners:  # "Ruiz el viernes"
        head -= 1
    if not is_noun_phrase(tokens[low:head], lexicon):
        return None
    return Mention(low, head, _apposition_end(tokens, head, lexicon))


def subject(tokens: Sequence[Token], low: int, high: int, lexicon: Lexicon) -> Mention | None:
    """Return the noun phrase a clause begins with, for a verb without one beside it: "adding"."""
    if low < high and tokens[low].lower in lexicon.lead_ins:
        low = next((i + 1 for i in range(low, high) if tokens[i].text == ","), low)
    joints = lexicon.clause_openers | lexicon.conjunctions
    while low < high and tokens[low].lower in joints:
        low += 1
    if low >= high or tokens[low].stretch:
        return None
    pronoun = tokens[low].lower in lexicon.pronouns
    last = low + 1 if pronoun else lead_end(tokens, low, high, lexicon)
    return Mention(low, last, last) if is_noun_phrase(tokens[low:last], lexicon) else None


def _opening_comma(tokens: Sequence[Token], low: int, closing: int, lexicon: Lexicon) -> int:
    """Return the comma that opens the apposition closed at `closing`, or -1.

    The earliest one a name stands before: "Ana Ruiz, a pilot from Lindhaven, a port, said".
    """
    found = -1
    for index in range(max(low + 1, closing - _LONGEST_APPOSITION), closing):
        if tokens[index].stretch:
            found = -1
        elif tokens[index].text == "," and found < 0 and _ends_name(tokens, low, index, lexicon):
            found = index
    return found


def _ends_name(tokens: Sequence[Token], low: int, index: int, lexicon: Lexicon) -> bool:
    first = trim_lead(tokens, walk_back(tokens, low, index, lexicon), index, lexicon)
    return is_noun_phrase(tokens[first:index], lexicon)


def _apposition_end(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> int:
    """Return where ", the mayor of Oldtown" ends, if that is what follows, else `head`."""
    if head + 1 >= len(tokens) or tokens[head].text != ",":
        return head
    end = first = head + 1
    while end < min(len(tokens), head + LONGEST) and not tokens[end].stretch:
        if tokens[end].text in _APPOSITION_ENDS and not is_abbreviating(tokens, end, lexicon):
            break
        end += 1
    return end if _describes(tokens[first:end], lexicon) else head


def _describes(phrase: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether the words after a name and a comma say who that is."""
    if not phrase or phrase[0].lower in lexicon.after_name or not phrase[0].text[0].isalnum():
        return False
    if len(phrase) > 1 and all(t.text[:1].isupper() for t in phrase):
        return True
    if phrase[0].lower not in lexicon.determiners:
        return any(t.lower in lexicon.people or t.lower in lexicon.titles for t in phrase)
    verbs = (t.lower in lexicon.auxiliaries or t.lower in lexicon.cues for t in phrase[1:])
    return len(phrase) > 1 and not any(verbs)
