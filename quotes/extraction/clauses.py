"""Quoted words inside somebody's clause: what makes a quote mixed, and how far it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .endings import is_age
from .mentions import mention_after, mention_before
from .sentences import final_stop
from .told import addressee_after
from .verbs import agrees, is_passive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cues import Cue
    from .found import Found, Source
    from .quote import Kind, Span
    from .reading import SentenceReader
    from .tokens import Token

_FRAGMENT_WORDS = 5
_ENDS_SPEECH = frozenset(".?!…—–-。？！")
_LONGEST_TITLE = 60
_TO_NOUN = 5
_TO_SHOW = 4
_EDGES = frozenset(",:;—–.") | {"--"}
_BRACKETS = frozenset("([$£€#")
_AFTER_ADDRESSEE = frozenset(("that", "to", "not", ",", ":"))

Read = tuple["Found | None", int]


def clause_quote(reader: SentenceReader, index: int) -> Read:
    """Return the quote that the fragment at token `index` is part of, and where to read on."""
    if is_title(reader, index):
        return None, index + 1
    return _after_cue(reader, index) or _before_cue(reader, index) or _alone(reader, index)


def is_title(reader: SentenceReader, index: int) -> bool:
    """Whether the words are the title of a work, show or club, and not what one was called."""
    if not _has_capitals(reader, index):
        return False
    cue = reader.sources.last_cue(reader.at, index)
    return cue is None or (cue.last < index and cue.saying)


def names_work(reader: SentenceReader, index: int) -> bool:
    """Whether a noun for what has a title stands beside one: the novel “…”, “…,” a novel."""
    if not _has_capitals(reader, index):
        return False
    tokens, works = reader.tokens, reader.lexicon.works
    before = [token.lower for token in tokens[max(reader.at, index - 2) : index]]
    if before and (before[-1] in works or (before[-1] == "," and before[0] in works)):
        return True
    if _is_shown(tokens[max(reader.at, index - _TO_SHOW) : index], reader.lexicon.on):
        return True
    after = tokens[index + 1 : index + 1 + _TO_NOUN]
    if not after or after[0].lower not in reader.lexicon.determiners:
        return False
    return any(token.lower in works for token in after)


def _is_shown(before: Sequence[Token], on: frozenset[str]) -> bool:
    """Whether a title is that of a show on a channel: on the channel’s “…”."""
    owned = bool(before) and before[-1].text.endswith(("’s", "'s"))
    return owned and any(token.lower in on for token in before)


def _has_capitals(reader: SentenceReader, index: int) -> bool:
    """Whether the words in marks are printed as titles are."""
    stretch = reader.stretch(index)
    if stretch.end - stretch.start > _LONGEST_TITLE or reader.text[stretch.end - 1] in "?!":
        return False
    words = reader.text[stretch.start : stretch.end].split()
    small = reader.lexicon.small_words
    return words[0][0].isupper() and all(w[0].isupper() or w in small for w in words)


def _after_cue(reader: SentenceReader, index: int) -> Read | None:
    """Read `She called it "a disgrace" for the town`: the content is the clause after the cue."""
    cue = _governing(reader, index)
    if cue is None:
        return None
    if _is_passive(reader, cue):
        return _by_others(reader, cue, index)
    source = reader.sources.of_cue(cue, reader.at, reader.last_mention)
    mention = source.mention
    if mention is None or (cue.source_follows and mention.last > index):
        return None
    beside = source.adjacent and not cue.source_follows
    if beside and not agrees(reader.tokens, mention, cue, reader.lexicon):
        return None
    first = _first(reader, cue, index, max(cue.last, mention.last))
    last = max(index + 1, reader.endings.after(index, cue))
    if not reader.has_words(cue.last, index) and _is_narrated(reader, index + 1, last):
        last = index + 1
    return _mixed(reader, (first, last), source), last


def _is_narrated(reader: SentenceReader, first: int, last: int) -> bool:
    """Whether it is told when it was said: they chanted “…” after the vote, “…” on Friday."""
    if first >= last:
        return False
    if reader.tokens[first].lower in reader.lexicon.ends_phrase:
        return True
    return reader.openings.past_occasion(first, last) == last


def _is_passive(reader: SentenceReader, cue: Cue) -> bool:
    """Tell "She was accused of" from "She accused" and "She was quoted as"."""
    voiced = reader.tokens[cue.verb].lower in reader.lexicon.voiced
    return not voiced and is_passive(reader.tokens, cue, reader.lexicon)


def _by_others(reader: SentenceReader, cue: Cue, index: int) -> Read:
    """Read `She was accused of "deceit" by the board`: the subject is whom or what it is about."""
    tokens, first = reader.tokens, cue.last
    last = max(index + 1, reader.endings.after(index, cue))
    for by in range(first, last - 1):
        agent = None
        if tokens[by].lower in reader.lexicon.agent:
            agent = mention_after(tokens, by + 1, reader.lexicon)
        if agent and (by < index or agent.last >= last - 1):
            source = reader.sources.build(cue, agent)
            clause = (min(agent.last, index), last) if by < index else (first, by)
            return _mixed(reader, clause, source), max(clause[1], agent.last)
    return _mixed(reader, (first, last), reader.sources.build(cue, None)), last


def _first(reader: SentenceReader, cue: Cue, index: int, first: int) -> int:
    """Return the token a content begins with: after whom it was told to and when."""
    tokens = reader.tokens
    first = min(index, first)
    told = addressee_after(tokens, cue, index, reader.lexicon)
    if told and (told[1] == index or tokens[told[1]].lower in _AFTER_ADDRESSEE):
        first = told[1]
    after = reader.openings.past_occasion(first, index)
    if after == index or tokens[after].lower in reader.lexicon.that:
        return after
    while first < index and tokens[first].lower in reader.lexicon.weekdays:
        first += 1
    return first


def _before_cue(reader: SentenceReader, index: int) -> Read | None:
    """Read `The plan is "a disgrace", she said`: the content is the clause before the cue."""
    for cue in reader.sources.cues_from(index + 1):
        if cue.source_follows:
            source = reader.sources.of_cue(cue, cue.first, None)
            if source.mention is None:
                return None
            return _mixed(reader, (reader.at, cue.first), source), source.last
        for comma in range(index + 1, cue.first + 1):
            if not _is_comma(reader, comma):
                continue
            if found := reader.sources.after_quote(comma + 1):
                return _mixed(reader, (reader.at, comma + 1), found), found.last
    return None


def _is_comma(reader: SentenceReader, index: int) -> bool:
    """Whether a comma is printed here, or as the last of a passage in marks."""
    token = reader.tokens[index]
    return token.text == "," or (
        token.stretch is not None and final_stop(reader.text, token.stretch) == ","
    )


def _alone(reader: SentenceReader, index: int) -> Read:
    """Keep a long quotation that nobody is named beside; leave short ones, they are terms."""
    fewest = _FRAGMENT_WORDS if reader.lexicon.saying else _FRAGMENT_WORDS - 1
    spoken = _is_spoken(reader, index)
    if not spoken and reader.words(index) < fewest:
        return None, index + 1
    stretch = reader.stretch(index)
    whole = spoken or reader.is_bare or not reader.lexicon.saying
    kind: Kind = "direct" if whole else "mixed"
    found = reader.make(kind, [(stretch.start, stretch.end)], None, "alone")
    found.closed = stretch.closed
    return found, index + 1


def _is_spoken(reader: SentenceReader, index: int) -> bool:
    """Whether it is a sentence in marks: "Aye." alone, or "Aye!" and "Aye," before what follows."""
    stretch = reader.stretch(index)
    first = next((c for c in reader.text[stretch.start : stretch.end] if c.isalnum()), "")
    stop = final_stop(reader.text, stretch)
    if first.islower() and not stretch.continues:
        return False
    if reader.is_bare:
        return stop in _ENDS_SPEECH
    if reader.lead(index) is not None or reader.at:
        return False
    if stop != ",":
        return stop in _ENDS_SPEECH and stop != "."
    after = reader.tokens[index + 1]
    return after.lower in reader.lexicon.pronouns or after.text[:1].isupper()


def _governing(reader: SentenceReader, index: int) -> Cue | None:
    """Return the cue whose clause holds the fragment: of nested clauses the outermost."""
    cue = reader.sources.last_cue(reader.at, index)
    if cue is None:
        return None
    before = [other for other in reader.sources.cues if reader.at <= other.first < cue.first]
    for outer in reversed(before):
        if any(_parts_clauses(reader.tokens, at) for at in range(outer.last, cue.first)):
            break
        if mention_before(reader.tokens, reader.at, outer.first, reader.lexicon) is None:
            break
        cue = outer
    return cue


def _parts_clauses(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if is_age(tokens, index) or is_age(tokens, index - 2):
        return False
    return bool(token.stretch) or token.lower in (",", ";", ":", "—", "–", "and", "but", "or")


def _mixed(reader: SentenceReader, clause: tuple[int, int], source: Source) -> Found:
    part = clause_span(reader.tokens, *clause)
    words = (token for token in reader.tokens[slice(*clause)] if token.text[:1].isalnum())
    kind: Kind = "mixed" if part and any(part[0] <= w.start < part[1] for w in words) else "direct"
    return reader.make(kind, [part] if part else [], source, "mixed clause")


def clause_span(tokens: Sequence[Token], low: int, high: int) -> Span | None:
    """Return the span of tokens `low:high` without punctuation and outer marks at its edges."""
    while low < high and _is_edge(tokens[low]):
        low += 1
    while high > low and tokens[high - 1].text in _EDGES:
        high -= 1
    if low >= high:
        return None
    first, last = tokens[low], tokens[high - 1]
    start = first.stretch.start if first.stretch else first.start
    return start, last.stretch.end if last.stretch else last.end


def _is_edge(token: Token) -> bool:
    return not (token.stretch or token.text[0].isalnum() or token.text in _BRACKETS)
