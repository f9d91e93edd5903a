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
from .restricting import clause_subject, described, is_participial, is_verbal, restricting
from .tokens import is_abbreviating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .tokens import Token

_RELATIVE = frozenset(("who", "whose", "whom", "which", "where", "when"))
_LONGEST_APPOSITION = 45
_LONGEST_OCCASION = 3
_LONGEST_DATELINE = 9
_LONGEST_RELATIVE = 14
_DASHES = frozenset("—–-―") | {"--"}
_APPOSITION_ENDS = frozenset(",.;:—–()")


class Mention(NamedTuple):
    """A noun phrase: tokens `first:last`, of which `first:head` is without the apposition."""

    first: int
    head: int
    last: int


def mention_before(tokens: Sequence[Token], low: int, cue: int, lexicon: Lexicon) -> Mention | None:
    """Return the noun phrase that ends where the cue begins, with an apposition between commas."""
    verb = cue
    cue = head = _before_occasion(tokens, low, cue, lexicon)
    if cue > low and tokens[cue - 1].text == ",":
        head = _opening_comma(tokens, low, cue - 1, lexicon)
        if head < 0:
            return None
    first = trim_lead(tokens, walk_back(tokens, low, head, lexicon), head, lexicon)
    first = past_verb(tokens, first, head, lexicon)
    if who := restricting(tokens, max(low, head - _LONGEST_RELATIVE), first, lexicon):
        begins = described(tokens, low, who, lexicon)
        first = first if begins is None else past_verb(tokens, begins, who - 1, lexicon)
    if not is_noun_phrase(tokens[first:head], lexicon) or is_verbal(tokens[first:head], lexicon):
        return None
    adds = cue < len(tokens) and tokens[cue].lower.endswith("ing")
    if adds and tokens[head - 1].lower not in lexicon.documents:
        first, end = clause_subject(tokens, first, head, lexicon)
        if end < head:
            return Mention(first, end, end)
    if head == cue:
        head = verb if _is_dated(tokens[first:head], lexicon) else head
        return Mention(first, head, head)
    after = tokens[head + 1].lower
    relative = after in _RELATIVE or after in lexicon.prepositions
    return Mention(first, head, head if relative else cue - 1)


def past_verb(tokens: Sequence[Token], first: int, head: int, lexicon: Lexicon) -> int:
    """Return where "the crew" begins in "makes the crew", whose first word names nothing."""
    if first + 2 < head and tokens[first + 1].lower in lexicon.summing:  # ", a view Moor shares"
        return first + 2
    if first >= head or tokens[first].lower in lexicon.determiners or names(tokens[first], lexicon):
        return first
    if not tokens[first].text.islower():
        return first
    for index in range(first + 1, min(head, first + _LONGEST_OCCASION)):
        if tokens[index].lower in lexicon.determiners:
            return index
    verbal = tokens[first].lower.endswith(("ed", "ing")) or tokens[first].lower in lexicon.finite
    return (
        first + 1 if verbal and first + 1 < head and tokens[first + 1].text[0].isupper() else first
    )


def _is_dated(phrase: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell "a survey released", whose day tells which survey it is."""
    dated = len(phrase) > 1 and phrase[-1].text.endswith("ed")
    return dated and phrase[-2].lower in lexicon.documents


def _before_occasion(tokens: Sequence[Token], low: int, cue: int, lexicon: Lexicon) -> int:
    """Return the end of what "on Friday evening" or "likewise" parts from the cue at `cue`."""
    at = _before_phrase(tokens, low, cue, lexicon)
    while at > low and tokens[at - 1].lower in lexicon.between_or_when:
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
    head = _past_complement(tokens, low, head, lexicon)
    return Mention(low, head, _apposition_end(tokens, head, lexicon))


def _past_complement(tokens: Sequence[Token], low: int, head: int, lexicon: Lexicon) -> int:
    """Return the end of "a count by the port", of "pilots involved in it": what is described."""
    if head + 1 >= len(tokens) or tokens[head].lower not in lexicon.complementing:
        return head
    if tokens[head - 1].text[0].isupper() or tokens[low].lower in lexicon.pronouns:
        return head
    first = head + 1
    if tokens[first].lower in lexicon.not_complements or tokens[first + 1 : first + 2] == ():
        return head
    last = first
    while last < len(tokens) and goes_on(tokens, first, last, lexicon):
        last += 1
    words = [token.lower for token in tokens[first:last]]
    if not words or not lexicon.not_complements.isdisjoint(words):
        return head
    return last


def subject(tokens: Sequence[Token], low: int, high: int, lexicon: Lexicon) -> Mention | None:
    """Return the noun phrase a clause begins with, for a verb without one beside it: "adding"."""
    low = _past_dateline(tokens, low, high)
    if low < high and _leads_in(tokens, low, lexicon):
        low = next((i + 1 for i in range(low, high) if tokens[i].text == ","), low)
    joints = lexicon.clause_openers | lexicon.conjunctions
    while low < high and tokens[low].lower in joints:
        low += 1
    if low >= high or tokens[low].stretch:
        return None
    pronoun = tokens[low].lower in lexicon.pronouns
    last = low + 1 if pronoun else lead_end(tokens, low, high, lexicon)
    return Mention(low, last, last) if is_noun_phrase(tokens[low:last], lexicon) else None


def _leads_in(tokens: Sequence[Token], low: int, lexicon: Lexicon) -> bool:
    """Tell "In May," and "Earlier this week," from a subject."""
    word = tokens[low].lower
    if word in lexicon.lead_ins or word in lexicon.when or word in lexicon.narrating:
        return True
    if is_participial(tokens, low):
        return True
    return phrase_end(tokens, low, lexicon.occasions) > 0


def _past_dateline(tokens: Sequence[Token], low: int, high: int) -> int:
    """Return the token after "LINDHAVEN (Agency) —"."""
    for index in range(low + 1, min(high, low + _LONGEST_DATELINE)):
        if tokens[index].text in _DASHES and tokens[low].text[:1].isupper():
            before = tokens[low:index]
            return index + 1 if all(not t.text[:1].islower() for t in before) else low
    return low


def _opening_comma(tokens: Sequence[Token], low: int, closing: int, lexicon: Lexicon) -> int:
    """Return the comma that opens the apposition closed at `closing`, or -1.

    The earliest one a name stands before: "Ana Ruiz, a pilot from Lindhaven, a port, said".
    """
    found = -1
    for index in range(max(low + 1, closing - _LONGEST_APPOSITION), closing):
        if tokens[index].stretch or (index == found + 1 and _opens(tokens[index], lexicon)):
            found = -1
        elif tokens[index].text == "," and found < 0 and _ends_name(tokens, low, index, lexicon):
            found = index
    return found


def _opens(token: Token, lexicon: Lexicon) -> bool:
    """Tell the "while" after a comma, which opens a clause and no apposition."""
    return token.lower in lexicon.clause_openers and token.lower not in lexicon.relative


def _ends_name(tokens: Sequence[Token], low: int, index: int, lexicon: Lexicon) -> bool:
    begins = walk_back(tokens, low, index, lexicon)
    if tokens[begins].lower in lexicon.prepositions:  # "In a letter to Lind, the mayor, …"
        return False
    return is_noun_phrase(tokens[trim_lead(tokens, begins, index, lexicon) : index], lexicon)


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
