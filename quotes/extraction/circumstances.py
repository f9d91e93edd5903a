"""What stands round a statement: through whom it came, when it was said, whether it was denied."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .cues import phrase_end
from .found import span_of
from .relays import relays_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .found import Found, Source
    from .lexicon import Lexicon
    from .quote import Act, Span, Spans
    from .tokens import Token

_FAR = 10
_OPENS = frozenset(',.;:—–“"')
_DAYS = range(1, 32)
_YEAR_LENGTH = 4
_YEARS = range(1000, 2200)


class Circumstances(NamedTuple):
    """What is said beside a cue about the saying itself."""

    act: Act = "said"
    earlier: bool = False
    occasion: Span | None = None
    relays: Spans = ()


def circumstances(found: Found, lexicon: Lexicon) -> Circumstances:
    """Read them from the tokens round a quote's cue and mention, outside its content."""
    source = found.source
    if source is None or source.cue is None:
        return Circumstances()
    act, recalled = _act(source, source.cue, lexicon), _is_recalled(source, source.cue, lexicon)
    if lexicon.circumstances.isdisjoint(token[3] for token in source.tokens):
        return Circumstances(act, recalled)
    beside = list(_beside(source, source.cue, found.parts))
    day = next((span for at in beside if (span := _day(source.tokens, at, lexicon))), None)
    past = any(phrase_end(source.tokens, at, lexicon.long_ago) for at in beside)
    return Circumstances(act, past or recalled, day, relays_of(source, beside, lexicon))


def _beside(source: Source, cue: Span, parts: Spans | list[Span]) -> Iterator[int]:
    """Yield the tokens near cue and mention that are in neither and in no content."""
    first = min(cue[0], source.mention.first if source.mention else cue[0])
    for index in (*range(source.last, len(source.tokens)), *range(first)):
        token = source.tokens[index]
        if source.mention and source.mention.first <= index < source.mention.last:
            continue
        if token.stretch or any(low <= token.start < high for low, high in parts):
            if index >= source.last + _FAR:
                return
            continue
        yield index


def _day(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Span | None:
    """Return the span of a day, "last Friday", "17 December 2021", or of a month or a year."""
    word = tokens[at].lower
    if word in lexicon.weekdays and at and tokens[at - 1].lower in lexicon.last_time:
        return tokens[at - 1].start, tokens[at].end
    if word in lexicon.weekdays or word in lexicon.days:
        return tokens[at].start, tokens[at].end
    within = at > 0 and tokens[at - 1].lower in lexicon.within
    if word in lexicon.bare_months:
        return _date(tokens, at, within=within and tokens[at].text[0].isupper())
    year = within and len(word) == _YEAR_LENGTH and _is_number(tokens[at], _YEARS)
    return (tokens[at].start, tokens[at].end) if year else None


def _date(tokens: Sequence[Token], at: int, *, within: bool) -> Span | None:
    """Return the span of "17 December 2021", "Dec. 17", and of "March" where it stands `within`."""
    first, last = at, at + 1
    if last < len(tokens) and tokens[last].text == ".":
        last += 1
    if first and _is_number(tokens[first - 1], _DAYS):
        first -= 1
    elif last < len(tokens) and _is_number(tokens[last], _DAYS):
        last += 1
    comma = last + 1 if last < len(tokens) and tokens[last].text == "," else last
    if comma < len(tokens) and _is_number(tokens[comma], _YEARS):
        last = comma + 1
    return span_of(tokens, first, last) if within or last - first > 1 else None


def _is_number(token: Token, among: range) -> bool:
    return token.text.isascii() and token.text.isdigit() and int(token.text[:5]) in among


def _act(source: Source, cue: Span, lexicon: Lexicon) -> Act:
    words = {token.lower for token in source.tokens[slice(*cue)]}
    verb = source.verb
    if verb in lexicon.declining and _follows(source, cue, lexicon.answering):
        return "declined"
    if verb in lexicon.denying:
        return "denied" if words.isdisjoint(lexicon.negations) else "said"
    if not words.isdisjoint(lexicon.negations):
        would = not words.isdisjoint(lexicon.unwilling) or verb in lexicon.responding
        return "declined" if would else "denied"
    if not words.isdisjoint(lexicon.maybe) or _is_supposed(source, lexicon):
        return "imagined"
    if not words.isdisjoint(lexicon.coming):
        return "announced"
    return "said"


def _is_supposed(source: Source, lexicon: Lexicon) -> bool:
    """Tell "Imagine Moor said" and "as if Moor said" from "asked if Moor said"."""
    before = source.mention.first - 1 if source.mention else -1
    if before < 0 or source.tokens[before].lower not in lexicon.imagining:
        return False
    led = source.tokens[before - 1].lower if before else ","
    return led in _OPENS or led in lexicon.imagining or led == "as"


def _follows(source: Source, cue: Span, words: frozenset[str]) -> bool:
    return any(token.lower in words for token in source.tokens[cue[1] - 1 : cue[1] + 3])


def _is_recalled(source: Source, cue: Span, lexicon: Lexicon) -> bool:
    return any(token.lower in lexicon.recalling for token in source.tokens[slice(*cue)])
