"""What a step changed of a quote, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quotes.queries.states import Row, State

Names = dict[tuple[str, int], str]
"""Names of speakers, targets and parents: ("speaker", 3) is that of speaker 3."""

PLAIN = {
    "kind": "the kind",
    "act": "the act",
    "said_on": "the day it was said",
    "channel": "the channel",
    "place": "the place",
    "said_in": "the language it was said in",
    "addressee": "the addressee",
}
SWITCHES = {
    "unsure": ("marked it as unsure", "is sure of it again"),
    "stances_done": ("looked at all stances", "has not looked at all stances"),
    "earlier": ("noted that it was said earlier", "noted that it was not said earlier"),
}


@dataclass(frozen=True)
class Piece:
    """Some printed words that stayed (""), came ("ins") or went ("del"); a gap has no words."""

    kind: str
    words: str
    is_gap: bool = False


@dataclass(frozen=True)
class Difference:
    """One thing a step changed, to be read after a name: "changed the kind to mixed"."""

    text: str
    pieces: tuple[Piece, ...] = ()


def differences(before: State, after: State, names: Names) -> list[Difference]:
    """Answer everything that differs, the most important first."""
    if after.quote is None:
        return [Difference("deleted it")]
    if before.quote is None:
        return [Difference(*_arrival(after.quote))]
    found = [
        *_decision(before.quote, after.quote),
        *_content(before.quote, after.quote),
        *_cue(before.quote, after.quote),
        *_sources(before, after, names),
        *_changed("the relay", before, after, _relays),
        *_plain(before.quote, after.quote, names),
        *_stances(before, after, names),
    ]
    return found or [Difference("saved it without a change")]


def word_difference(before: Sequence[str], after: Sequence[str]) -> tuple[Piece, ...]:
    """Compare the parts of a quote word by word; between two parts stands a gap."""
    old, new = _tokens(before), _tokens(after)
    found: list[Piece] = []
    for what, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if what == "equal":
            found += _pieces("", old[start:end])
        else:
            found += [*_pieces("del", old[start:end]), *_pieces("ins", new[new_start:new_end])]
    return tuple(found)


def _tokens(parts: Sequence[str]) -> list[str]:
    found: list[str] = []
    for part in parts:
        found += [*([""] if found else []), *re.findall(r"\w+|\s+|[^\w\s]", part)]
    return found


def _pieces(kind: str, tokens: Sequence[str]) -> Iterator[Piece]:
    words = ""
    for token in tokens:
        if token:
            words += token
            continue
        if words:
            yield Piece(kind, words)
        yield Piece(kind, "", is_gap=True)
        words = ""
    if words:
        yield Piece(kind, words)


def _arrival(quote: Row) -> tuple[str]:
    if quote.origin == "machine":
        reason = f": {quote.reason}" if quote.reason else ""
        return (f"Suggested by the machine{reason}",)
    return ("imported it" if quote.origin == "import" else "marked it",)


def _decision(before: Row, after: Row) -> Iterator[Difference]:
    if before.status != after.status:
        words = {"accepted": "accepted it", "rejected": "rejected it"}
        yield Difference(words.get(after.status, "took the decision back"))


def _content(before: Row, after: Row) -> Iterator[Difference]:
    if before.text_version_id != after.text_version_id:
        yield Difference("placed it in another text of the article")
    if before.content_words != after.content_words:
        pieces = word_difference(before.content_words, after.content_words)
        yield Difference("changed the content", pieces)
    elif before.content != after.content:
        yield Difference("moved the content to the same words elsewhere")


def _cue(before: Row, after: Row) -> Iterator[Difference]:
    yield from _changed("the cue", before, after, lambda row: _printed(row.cue_words))


def _relays(state: State) -> str:
    rows = sorted(state.relays.values(), key=lambda row: row.position)
    return ", ".join(row.name for row in rows)


def _plain(before: Row, after: Row, names: Names) -> Iterator[Difference]:
    for name, words in PLAIN.items():
        yield from _changed(words, before, after, partial(_value, name=name))
    for name, (on, off) in SWITCHES.items():
        if getattr(before, name) != getattr(after, name):
            yield Difference(on if getattr(after, name) else off)
    if before.parent_id != after.parent_id:
        parent = names.get(("quote", after.parent_id or 0), "another quote")
        inside = f"noted that it stands inside {parent}"
        yield Difference(inside if after.parent_id else "noted that it stands by itself")


def _sources(before: State, after: State, names: Names) -> Iterator[Difference]:
    old, new = _by_position(before), _by_position(after)
    for position in sorted(old.keys() | new.keys()):
        first, then = old.get(position), new.get(position)
        yield from _changed("the speaker", first, then, lambda row: _speaker(row, names))
        yield from _changed("the words that name the source", first, then, _mention)
        if first and then:
            yield from _changed("the sourcing", first, then, lambda row: str(row.sourcing))
        yield from _changed(
            "the organisation spoken for", first, then, lambda row: _organisation(row, names)
        )
        yield from _changed(
            "the descriptor", first, then, lambda row: _printed(row.descriptor_words)
        )
        yield from _changed("the condition", first, then, lambda row: _printed(row.condition_words))


def _by_position(state: State) -> dict[int, Row]:
    return {row.position: row for row in state.attributions.values()}


def _speaker(row: Row, names: Names) -> str:
    known = names.get(("speaker", row.speaker_id or 0))
    return known or str(row.proposed_name)


def _organisation(row: Row, names: Names) -> str:
    return names.get(("speaker", row.organisation_id or 0), "")


def _mention(row: Row) -> str:
    return _printed(row.mention_words)


def _stances(before: State, after: State, names: Names) -> Iterator[Difference]:
    for pk in sorted(before.stances.keys() | after.stances.keys()):
        old, new = before.stances.get(pk), after.stances.get(pk)
        target = names.get(("target", _target(old, new)), "a target")
        if new is None:
            yield Difference(f"took the stance on {target} away")
        elif old is None or _position(old) != _position(new):
            was = f" from {_position(old)}" if old is not None and old.position else ""
            to = f" to {_position(new)}"
            about = f"noted that it is about {target}"
            yield Difference(f"set the stance on {target}{was}{to}" if new.position else about)


def _target(old: Row, new: Row) -> int:
    found: int = (new or old).target_id
    return found


def _position(row: Row) -> str:
    return f"{row.position or 'none'}{', conditional' if row.conditional else ''}"


def _changed(
    what: str, before: Row | None, after: Row | None, read: Callable[[Any], str]
) -> Iterator[Difference]:
    old, new = (read(row) if row else "" for row in (before, after))
    if old == new:
        return
    if old and new:
        yield Difference(f"changed {what} from {old} to {new}")
    else:
        yield Difference(f"set {what} to {new}" if new else f"took {what} {old} away")


def _printed(words: Sequence[str] | None) -> str:
    return f"“{' … '.join(words)}”" if words else ""


def _value(row: Row, *, name: str) -> str:
    return str(getattr(row, name) or "")
