"""Quotes whose speaker is named by punctuation alone: `Roe: “…”`, `“…” — Ana Ruiz`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .found import Found, Source
from .mentions import Mention, mention_after, subject

if TYPE_CHECKING:
    from .reading import SentenceReader
    from .tokens import Token

_DASHES = frozenset("—–―") | {"--"}
_LONGEST_LABEL = 6
_IN_LABEL = frozenset(".'’-")
_LONGEST_SIGNATURE = 9
_LONGEST_ASIDE = 25
_WHOLE_WORDS = 4
_COLONS = frozenset(":：")


def labelled(reader: SentenceReader, index: int) -> Found | None:
    """Read `ROE: “…”` at the beginning of a sentence, as headlines and transcripts have it."""
    if not reader.lexicon.saying:
        return None
    colon = index - 1
    if colon < 1 or reader.tokens[colon].text != ":" or reader.at or not reader.stands_alone(index):
        return None
    first = next((i for i in range(colon) if reader.tokens[i].text[:1].isalnum()), colon)
    words = reader.tokens[first:colon]
    if not words or len(words) > _LONGEST_LABEL or not all(map(_is_in_name, words)):
        return None
    if words[-1].lower in reader.lexicon.documents:
        return None
    named = Mention(first, colon, colon)
    return reader.direct(index, Source(reader.tokens, (colon, index), ":", named), "before")


def broken(reader: SentenceReader, index: int) -> Found | None:
    """Read `“You told me”—he put down the can—“you told me nothing.”`: one quote, no cue."""
    tokens = reader.tokens
    if index + 1 >= len(tokens) or tokens[index + 1].text not in _DASHES:
        return None
    inside = range(index + 2, min(len(tokens) - 1, index + _LONGEST_ASIDE))
    dash = next((i for i in inside if tokens[i].text in _DASHES or tokens[i].stretch), 0)
    if not dash or tokens[dash].stretch or not tokens[dash + 1].stretch:
        return None
    found = reader.direct(index, None, "alone")
    part = reader.stretch(dash + 1)
    found.parts.append((part.start, part.end))
    reader.at = dash + 2
    return found


def signed(reader: SentenceReader, index: int) -> Found | None:
    """Read `"…" — Ana Ruiz`: a dash and a name to the end of the sentence."""
    low = index + 2
    if low >= len(reader.tokens) or len(reader.tokens) - low > _LONGEST_SIGNATURE:
        return None
    if reader.tokens[low - 1].text not in _DASHES or reader.lead(index) is not None:
        return None
    mention = mention_after(reader.tokens, low, reader.lexicon)
    if mention is None or not reader.tokens[low].text[0].isupper():
        return None
    rest = reader.tokens[mention.last :]
    if any(token.stretch or token.text[0].isalnum() for token in rest):
        return None
    return reader.direct(index, Source(reader.tokens, None, "", mention), "signed")


def after_colon(reader: SentenceReader, index: int) -> Found | None:
    """Read a long quotation after a colon and no verb of saying: a document, mostly."""
    if index == 0 or reader.tokens[index - 1].text not in _COLONS:
        return None
    if reader.words(index) < _WHOLE_WORDS or not reader.stands_alone(index):
        return None
    found = reader.direct(index, None, "colon")
    low = next((i + 1 for i in range(index - 1, -1, -1) if reader.tokens[i].stretch), 0)
    named = subject(reader.tokens, low, index - 1, reader.lexicon)
    if named:
        words = reader.tokens[named.first : named.last]
        if any(token.lower in reader.lexicon.documents for token in words):
            found.document = named
            found.source = Source(reader.tokens, None, "", named)
    return found


def _is_in_name(word: Token) -> bool:
    return word.text[:1].isupper() or word.text in _IN_LABEL
