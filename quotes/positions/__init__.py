"""Where a speaker stands, where the words say so plainly. Pure Python, knows no Django.

A position comes from a cue ("opposed"), from the speaker's own verb ("we support"), from what must
or should become of the target ("must not pass"), from a judgement ("is unfair") or a call ("No to
…"), and only if the target is the object or the subject of that very clause. Whatever is asked,
supposed, denied, somebody else's view, over, or said both ways tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.hints import stems

from .aims import Aim, Found
from .clauses import Clauses
from .lexicon import Lexicon, lexicon_for
from .naming import Naming, Target
from .reading import read
from .tokens import Sentence, Token, sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from quotes.spans import Span, Spans

__all__ = ["Hint", "Said", "Target", "positions_of"]

UNSAID = frozenset(("denied", "imagined", "declined"))
LONGEST, FURTHEST, NEARBY, CONTEXT = 4_000, 120, 3_000, 200


@dataclass(frozen=True)
class Said:
    """A quote in its text: places are code points. `nested`: what others say inside it.

    `printed` are the stems of the article near it (`quotes.hints.stems`), where they are known.
    """

    text: str
    content: Spans
    cue: Spans = ()
    kind: str = "direct"
    act: str = "said"
    language: str = ""
    mention: str = ""
    nested: Spans = ()
    printed: Collection[str] = ()


@dataclass(frozen=True)
class Hint:
    """A position the words tell plainly, perhaps only on a condition, and those words."""

    position: str
    conditional: bool
    words: str


def positions_of(said: Said, targets: Mapping[int, Target]) -> dict[int, Hint]:
    """Return the position a quote takes towards each target it plainly takes one on."""
    lexicon = lexicon_for(said.language)
    if not lexicon or not targets or said.act in UNSAID or said.kind == "term":
        return {}
    naming = Naming(targets, said.printed or _printed(said), lexicon)
    found: dict[int, Found | None] = {}
    for one in _all_found(said, naming, lexicon):  # both ways is neither
        other = found.get(one.target, one)
        found[one.target] = one if other and other.position == one.position else None
    return {
        pk: Hint(told.position, told.conditional, said.text[told.start : told.end])
        for pk in targets
        if (told := found.get(pk))
    }


def _printed(said: Said) -> Collection[str]:
    start, end = said.content[0][0], said.content[-1][1]
    return stems(said.text[max(0, start - NEARBY) : min(end, start + LONGEST) + NEARBY])


def _all_found(said: Said, naming: Naming, lexicon: Lexicon) -> Iterator[Found]:
    is_reported = said.kind != "direct"
    subjects = lexicon["own"] | (_third(said.mention, lexicon) if is_reported else frozenset())
    before: list[Token] = []
    context = _context(said, lexicon)
    for sentence in _sentences(said, lexicon):
        clauses = Clauses(sentence, lexicon, subjects, is_reported)
        yield from read(Aim(clauses, naming, before, context))
        before.extend(sentence)


def _context(said: Said, lexicon: Lexicon) -> list[Token]:
    """Return the words shortly before the quote, which "it" in it may take up."""
    start = said.content[0][0]
    around = [(max(0, start - CONTEXT), start)]
    cut = sentences(said.text, around, cue=(0, 0), spelt=lexicon.spelt, short=lexicon["titles"])
    return [token for sentence in cut for token in sentence]


def _third(mention: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the pronouns that mean the source in indirect speech, by how it is mentioned."""
    words = frozenset(mention.lower().replace(".", " ").split())
    third = lexicon["third"]
    if words & lexicon["masculine"]:
        return third - lexicon["feminine"]
    return third - lexicon["masculine"] if words & lexicon["feminine"] else third


def _sentences(said: Said, lexicon: Lexicon) -> list[Sentence]:
    """Cut what was said into sentences, with the cue where that leads to it."""
    parts = [*said.content]
    cue = (0, 0)
    if said.cue:
        cue = said.cue[0][0], said.cue[-1][1]
        if 0 <= parts[0][0] - cue[1] <= FURTHEST:
            parts[0] = cue[0], parts[0][1]
    kept = _without(parts, said.nested)
    return sentences(said.text, _first(kept), cue=cue, spelt=lexicon.spelt, short=lexicon["titles"])


def _without(parts: list[Span], nested: Spans) -> Iterator[Span]:
    for start, end in parts:
        at = start
        for first, last in nested:
            if at <= first < end:
                yield at, first
                at = max(at, last)
        if at < end:
            yield at, end


def _first(parts: Iterator[Span]) -> Iterator[Span]:
    """Yield the parts up to the longest that is read."""
    left = LONGEST
    for start, end in parts:
        if left > 0:
            yield start, min(end, start + left)
        left -= end - start
