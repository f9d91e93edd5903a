"""Through whom words came: "he said, per state media", "state radio quoted her as saying"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import phrase_end
from .found import span_of
from .mentions import mention_after, mention_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .found import Source
    from .lexicon import Lexicon
    from .mentions import Mention
    from .quote import Spans


def relays_of(source: Source, beside: Sequence[int], lexicon: Lexicon) -> Spans:
    """Return them in the order they stand in; `beside` are the tokens round cue and mention."""
    found = [*_within(source, lexicon), *_after(source, beside, lexicon)]
    if quoting := _quoting(source, lexicon):
        found.insert(0, quoting)
    return tuple(span_of(source.tokens, one.first, one.head) for one in found)


def _within(source: Source, lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the radio of "Moor, quoted by state radio, said" and "was quoted by it as saying"."""
    mention, cue = source.mention, source.cue
    if mention is None or cue is None:
        return
    for at in (*range(mention.head, mention.last), *range(mention.last, cue[0])):
        end = phrase_end(source.tokens, at, lexicon.relay_after)
        if end and (found := mention_after(source.tokens, end, lexicon)):
            yield found


def _after(source: Source, beside: Sequence[int], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield those after cue and mention: "according to them", "…, they reported"."""
    tokens, done = source.tokens, source.last
    for at in beside:
        if at < done or at >= len(tokens) - 1:
            continue
        if tokens[at].lower in lexicon.relaying:
            mention = _before(source, at, lexicon)
        elif source.verb in lexicon.quoting and tokens[at].lower in lexicon.by:
            mention = mention_after(tokens, at + 1, lexicon)
        else:
            end = phrase_end(tokens, at, lexicon.relay_after)
            mention = mention_after(tokens, end, lexicon) if end else None
        if mention:
            yield mention
            done = max(done, mention.last)


def _before(source: Source, at: int, lexicon: Lexicon) -> Mention | None:
    """Return who "reported" it after a comma: ", state media reported"."""
    mention = mention_before(source.tokens, source.last, at, lexicon)
    comma = mention and source.tokens[mention.first - 1].text == ","
    return mention if comma else None


def _quoting(source: Source, lexicon: Lexicon) -> Mention | None:
    """Return the radio of "state radio quoted Moor as saying"."""
    mention, tokens = source.mention, source.tokens
    at = mention.first - 1 if mention else 0
    if at < 1 or tokens[at].lower not in lexicon.quoting:
        return None
    return mention_before(tokens, 0, at, lexicon)
