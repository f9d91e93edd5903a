"""A clause that its cue interrupts, the rest in marks: `The harbour, he said, “needs a wall.”`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .found import span_of
from .mentions import mention_after, mention_before

if TYPE_CHECKING:
    from .cues import Cue
    from .found import Found
    from .reading import SentenceReader

_LONGEST_GAP = 8
_COLONS = frozenset(":：")


def interrupted(reader: SentenceReader, index: int) -> Found | None:
    """Return the mixed quote whose second part begins in mid-sentence at token `index`."""
    cue = reader.sources.last_cue(reader.at, index)
    if cue is None or not cue.saying or cue.source_follows:
        return None
    if not (_goes_on(reader, index) or _is_explained(reader, index)):
        return None
    comma = _comma_before(reader, cue, index)
    first = reader.lead(index)
    if first is None or comma <= first or reader.openings.past_occasion(first, comma) == comma:
        return None
    if _only_connects(reader, first, comma):
        return None
    source = reader.sources.of_cue(cue, comma + 1, None)
    if source.mention is None:
        return None
    begin, stretch = reader.tokens[first].stretch, reader.stretch(index)
    start, end = span_of(reader.tokens, first, comma)
    parts = [(begin.start if begin else start, end), (stretch.start, stretch.end)]
    reader.at = index + 1
    return reader.make("mixed", parts, source, "around")


def _is_explained(reader: SentenceReader, index: int) -> bool:
    """Whether a colon leads on from a main clause: `The harbour is old, she said: “…”`."""
    first = reader.lead(index)
    if first is None or reader.tokens[index - 1].text not in _COLONS:
        return False
    lexicon, word = reader.lexicon, reader.tokens[first].lower
    depends = word in lexicon.fronted or word in lexicon.prepositions or word in lexicon.when
    comma = next((i for i in range(first, index) if reader.tokens[i].text == ","), first)
    has_verb = any(token.lower in lexicon.finite for token in reader.tokens[first:comma])
    return has_verb and not depends and reader.stands_alone(index)


def _goes_on(reader: SentenceReader, index: int) -> bool:
    """Whether the words in marks begin as no sentence does."""
    stretch = reader.stretch(index)
    first = next((c for c in reader.text[stretch.start : stretch.end] if c.isalnum()), "")
    return first.islower() and reader.stands_alone(index)


def _only_connects(reader: SentenceReader, first: int, last: int) -> bool:
    """Whether the narration leads on with "But," or "Still,", which nobody said."""
    lexicon = reader.lexicon
    joints = lexicon.conjunctions | lexicon.when | lexicon.narrating
    return joints.issuperset(token.lower for token in reader.tokens[first:last])


def _comma_before(reader: SentenceReader, cue: Cue, index: int) -> int:
    """Return the comma before "he said," or "said he,", if that is all that interrupts, or -1."""
    tokens = reader.tokens
    gap = tokens[cue.last : index]
    if len(gap) > _LONGEST_GAP or (gap and gap[-1].text not in (",", *_COLONS)):
        return -1
    before = mention_before(tokens, reader.at, cue.first, reader.lexicon)
    if before is None:
        after = mention_after(tokens, cue.last, reader.lexicon)
        comma = cue.first - 1 if after and after.last >= index - 1 else -1
    else:
        comma = before.first - 1
    return comma if comma > reader.at and tokens[comma].text == "," else -1
