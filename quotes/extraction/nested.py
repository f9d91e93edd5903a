"""Quotes inside quotes: words that a quoted passage gives as somebody else's."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .elisions import words_in
from .found import Found, Source
from .marks import inner_stretches
from .mentions import Mention, mention_before
from .reading import SentenceReader
from .sentences import sentences
from .sources import SourceFinder
from .statements import StatementReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .lexicon import Lexicon
    from .quote import Span
    from .tokens import Token

# Patterns that begin with what they look for, which is found many times as fast.
_MARKS = re.compile('[‘“„«‹"]')
_APOSTROPHE = re.compile(r"'(?<![^\W_]')\w")
_LAST_WORD = re.compile(r"(\w+),?$")
_LONGEST_WORD = 30
_WORDS = 4
_SURE = frozenset(("before", "after"))
_LED = frozenset(("before", "colon"))
_NEAR = 4
_SHORT = 20


def nested_in(text: str, quote: Found, lexicon: Lexicon, *, eager: bool = False) -> list[Found]:
    """Return the quotes inside one, each with it as parent; only sure ones unless `eager`."""
    if quote.kind == "term" or not lexicon.saying:
        return []
    found: list[Found] = []
    for part in quote.parts:
        read = _in_marks if quote.kind == "direct" else _in_clause
        found += read(text, part, quote, lexicon, eager=eager)
    return [one for one in found if one.parts != quote.parts]


def _hints(text: str, part: Span, lexicon: Lexicon) -> bool:
    """Whether a passage holds what others are quoted in: marks, or "stated that"."""
    if _MARKS.search(text, *part) or _APOSTROPHE.search(text, *part):
        return True
    for match in _that(lexicon).finditer(text, *part):
        word = _LAST_WORD.search(text, max(part[0], match.start() - _LONGEST_WORD), match.start())
        if word and word[1].lower() in lexicon.saying:
            return True
    return False


@cache
def _that(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(sorted(lexicon.that))})\b")


def _in_marks(
    text: str, part: Span, quote: Found, lexicon: Lexicon, *, eager: bool
) -> Iterator[Found]:
    """Read a quoted passage as a text of its own, whose "I" is its speaker."""
    if not eager and not _hints(text, part, lexicon):
        return
    stretches = inner_stretches(text, *part)
    for sentence in sentences(text, words_in(text, part, stretches, lexicon), lexicon):
        sources = SourceFinder(sentence, lexicon)
        if not (sources.cues or any(token.stretch for token in sentence)):
            continue
        reader = SentenceReader(text, sources, quote.paragraph)
        reader.read()
        for found in StatementReader(reader, eager=eager).read():
            if not eager and not _is_sure(found, sentence, lexicon):
                continue
            found.parent = quote
            if _is_imagined(found, sentence, lexicon):
                found.act, found.source = "imagined", None
            yield found


def _is_sure(found: Found, sentence: Sequence[Token], lexicon: Lexicon) -> bool:
    if _is_imagined(found, sentence, lexicon):
        return True
    source = found.source
    if source is None or source.mention is None or not source.adjacent or source.cue is None:
        return False
    named = sentence[source.mention.first : source.mention.head]
    if _is_anybody(named, lexicon) or _is_hypothetical(source, lexicon):
        return False
    if found.kind == "direct":
        return found.how in _SURE
    (start, end), *_ = found.parts
    whole = found.how == "that" and source.verb in lexicon.saying and end - start > _SHORT
    return whole and len(named) > 1 and _is_other(named, lexicon)


def _is_anybody(named: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether it is the speaker ("I said"), or nobody in particular ("people say")."""
    first = named[0]
    if first.lower in lexicon.speakers_here or first.lower in lexicon.several:
        return True
    if first.lower in lexicon.pronouns:
        return first.lower not in lexicon.person_pronouns
    return not any(_is_name(token, lexicon) for token in named)


def _is_name(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is printed as names are, and is none that only begins a sentence."""
    capital = token.text[:1].isupper() and token.text[1:2].islower()
    small = lexicon.determiners | lexicon.plural_people | lexicon.several
    return capital and token.lower not in small


def _is_hypothetical(source: Source, lexicon: Lexicon) -> bool:
    """Whether it could be said, and was not: "he might say"."""
    cue = source.tokens[slice(*source.cue)] if source.cue else ()
    return any(token.lower in lexicon.hypothetical for token in cue)


def _is_other(named: Sequence[Token], lexicon: Lexicon) -> bool:
    if named[0].lower in lexicon.pronouns:
        return False
    return named[-1].text[:1].isupper() or named[-1].lower in lexicon.sources


def _is_imagined(found: Found, sentence: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words are put into a mouth: "the next step is to say: ‘…’"."""
    if found.kind != "direct" or found.how not in _LED or found.document:
        return False
    before = [token for token in sentence if token.start < found.parts[0][0]]
    verb = found.source.cue[0] if found.source and found.source.cue else len(before)
    return any(token.lower in lexicon.supposing for token in before[max(0, verb - _NEAR) : verb])


def _in_clause(
    text: str, part: Span, quote: Found, lexicon: Lexicon, *, eager: bool
) -> Iterator[Found]:
    """Read quoted words that a clause gives as a document's: "the plan that “…” is unwise"."""
    if quote.source is None:
        return
    all_tokens = quote.source.tokens
    for index, token in enumerate(all_tokens):
        if token.stretch is None or not part[0] <= token.start < part[1]:
            continue
        words = text[token.stretch.start : token.stretch.end].split()
        mention = _document_before(all_tokens, index, part[0], lexicon)
        if mention and (eager or len(words) >= _WORDS):
            source = Source(all_tokens, None, "", mention)
            span = token.stretch.start, token.stretch.end
            yield Found("direct", [span], quote.paragraph, source, "document", parent=quote)


def _document_before(
    words: Sequence[Token], index: int, start: int, lexicon: Lexicon
) -> Mention | None:
    if index < 1 or words[index - 1].lower not in lexicon.that:
        return None
    low = next(i for i, token in enumerate(words) if token.start >= start)
    mention = mention_before(words, low, index - 1, lexicon) if low < index - 1 else None
    return mention if mention and words[mention.head - 1].lower in lexicon.documents else None
