"""Quoted words inside somebody's clause: what makes a quote mixed, and how far its content reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .found import Found, Source
from .mentions import mention_after, mention_before
from .told import addressee_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cues import Cue
    from .quote import Span
    from .reading import SentenceReader
    from .tokens import Token

_FRAGMENT_WORDS = 5
_LONGEST_TITLE = 60
_EDGES = frozenset((",", ":", ";", "—", "–", "--", "."))


def clause_quote(reader: SentenceReader, index: int) -> tuple[Found | None, int]:
    """Return the quote that the fragment at token `index` is part of, and the token to read on from."""
    if _is_title(reader, index):
        return None, index + 1
    return _after_cue(reader, index) or _before_cue(reader, index) or _alone(reader, index)


def _is_title(reader: SentenceReader, index: int) -> bool:
    """Whether the words are the title of a work, show or club: capitalised, and not what somebody was called."""
    stretch = reader.stretch(index)
    words = reader.text[stretch.start : min(stretch.end, stretch.start + _LONGEST_TITLE)].split()
    if stretch.end - stretch.start > _LONGEST_TITLE or reader.text[stretch.end - 1] in ".?!":
        return False
    small = reader.lexicon.prepositions | reader.lexicon.determiners | {"and", "or"}
    if not all(word[0].isupper() or word in small for word in words) or not words[0][0].isupper():
        return False
    cue = reader.last_cue(reader.at, index)
    return cue is None or (cue.last < index and cue.saying)


def _after_cue(reader: SentenceReader, index: int) -> tuple[Found, int] | None:
    """Read `She called it "a disgrace" for the town`: the content is the clause after the cue."""
    cue = _governing(reader, index)
    if cue is None:
        return None
    source = reader.source(cue, reader.at)
    first, high = cue.last, len(reader.tokens)
    if cue.source_follows:
        mention = mention_after(reader.tokens, cue.last, reader.lexicon)
        if mention is None or mention.last > index:
            return None
        source.mention, first = mention, mention.last
    elif source.mention is None:
        return None
    elif source.mention.first >= cue.last:
        first = max(first, min(source.mention.last, index))
    told = addressee_after(reader.tokens, cue, index, reader.lexicon)
    if told and (
        reader.tokens[told[1]].stretch
        or reader.tokens[told[1]].lower in ("that", "to", ",", ":", "not")
    ):
        first = told[1]
    while first < index and reader.tokens[first].lower in reader.lexicon.weekdays:
        first += 1
    last = _clause_end(reader, cue, index, high)
    return _mixed(reader, [(first, last)], source), last


def _governing(reader: SentenceReader, index: int) -> Cue | None:
    """Return the cue whose clause holds the fragment: the outermost of those that stand in one another's clause."""
    cue = reader.last_cue(reader.at, index)
    if cue is None:
        return None
    for outer in reversed([other for other in reader.cues if reader.at <= other.first < cue.first]):
        between = reader.tokens[outer.last : cue.first]
        if any(
            token.stretch or token.text in ",;:—–" or token.lower in ("and", "but", "or")
            for token in between
        ):
            break
        if mention_before(reader.tokens, reader.at, outer.first, reader.lexicon) is None:
            break
        cue = outer
    return cue


def _before_cue(reader: SentenceReader, index: int) -> tuple[Found, int] | None:
    """Read `The plan is "a disgrace" for the town, she said`: the content is the clause before the cue."""
    for cue in reader.cues:
        if cue.first <= index:
            continue
        comma = next((i for i in range(cue.first, index, -1) if reader.tokens[i].text == ","), None)
        if cue.source_follows:
            mention = mention_after(reader.tokens, cue.last, reader.lexicon)
            if mention is None:
                return None
            source = reader.source(cue, cue.first)
            source.mention = mention
            return _mixed(reader, [(reader.at, cue.first)], source), mention.last
        for comma in (i for i in range(index + 1, cue.first + 1) if reader.tokens[i].text == ","):
            found = reader.attribution_at(comma + 1)
            if found:
                return _mixed(reader, [(reader.at, comma)], found), max(
                    found.cue[1] if found.cue else 0, index + 1
                )
    return None


def _alone(reader: SentenceReader, index: int) -> tuple[Found | None, int]:
    """Keep a long quotation that nobody is named beside; leave short ones, they are terms."""
    stretch = reader.stretch(index)
    words = len(reader.text[stretch.start : min(stretch.end, stretch.start + 200)].split())
    if words < _FRAGMENT_WORDS:
        return None, index + 1
    return Found(
        "mixed" if not reader.is_bare else "direct",
        [(stretch.start, stretch.end)],
        reader.paragraph,
        None,
        "alone",
        stretch.closed,
    ), index + 1


def _clause_end(reader: SentenceReader, cue: Cue, index: int, high: int) -> int:
    """Return the token the clause after a cue ends at: the sentence's end, or the next cue with its own subject."""
    for other in reader.cues:
        if other.first <= index or not other.saying:
            continue
        for i in range(other.first - 1, index, -1):
            if reader.tokens[i].text == "," or reader.tokens[i].lower == "and":
                return i
    return high


def _mixed(reader: SentenceReader, ranges: list[tuple[int, int]], source: Source) -> Found:
    parts = [part for low, high in ranges if (part := _content(reader.tokens, low, high))]
    return Found("mixed", parts, reader.paragraph, source, "clause")


def _content(tokens: Sequence[Token], low: int, high: int) -> Span | None:
    """Return the span of tokens `low:high` without the punctuation and outer marks at its edges."""
    while (
        low < high
        and not tokens[low].stretch
        and not tokens[low].text[0].isalnum()
        and tokens[low].text not in "([$£€#"
    ):
        low += 1
    while high > low and tokens[high - 1].text in _EDGES:
        high -= 1
    if low >= high:
        return None
    first, last = tokens[low].stretch, tokens[high - 1].stretch
    return first.start if first else tokens[low].start, last.end if last else tokens[high - 1].end
