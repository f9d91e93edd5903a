"""What a step changed of a quote, in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.queries.labels import worded
from quotes.queries.reasons import reason_in_words
from quotes.queries.word_difference import Piece, word_difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quotes.queries.states import Row, State

Names = dict[tuple[str, int], str]
"""Names of speakers, targets and parents: ("speaker", 3) is that of speaker 3."""

PLAIN = {
    "kind": gettext_lazy("the kind"),
    "act": gettext_lazy("the act"),
    "said_on": gettext_lazy("the day it was said"),
    "channel": gettext_lazy("the channel"),
    "place": gettext_lazy("the place"),
    "said_in": gettext_lazy("the language it was said in"),
    "addressee": gettext_lazy("the addressee"),
    "external_id": gettext_lazy("the external id"),
}
SWITCHES = {
    "unsure": (gettext_lazy("marked it as unsure"), gettext_lazy("is sure of it again")),
    "stances_done": (
        gettext_lazy("looked at all stances"),
        gettext_lazy("has not looked at all stances"),
    ),
    "earlier": (
        gettext_lazy("noted that it was said earlier"),
        gettext_lazy("noted that it was not said earlier"),
    ),
}


@dataclass(frozen=True)
class Difference:
    """One thing a step changed, to be read after a name: "changed the kind to mixed"."""

    text: str
    pieces: tuple[Piece, ...] = ()


def differences(before: State, after: State, names: Names) -> list[Difference]:
    """Answer everything that differs, the most important first."""
    if after.quote is None:
        return [Difference(_("deleted it"))]
    if before.quote is None:
        return [Difference(*_arrival(after.quote))]
    found = [
        *_decision(before.quote, after.quote),
        *_content(before.quote, after.quote),
        *_cue(before.quote, after.quote),
        *_sources(before, after, names),
        *_changed(_("the relay"), before, after, _relays),
        *_plain(before.quote, after.quote, names),
        *_stances(before, after, names),
    ]
    return found or [Difference(_("saved it without a change"))]


def _arrival(quote: Row) -> tuple[str]:
    if quote.origin == "machine":
        if quote.reason:
            return (
                _("Suggested by the machine: %(reason)s")
                % {"reason": reason_in_words(quote.reason)},
            )
        return (_("Suggested by the machine"),)
    return (_("imported it") if quote.origin == "import" else _("marked it"),)


def _decision(before: Row, after: Row) -> Iterator[Difference]:
    if before.status != after.status:
        words = {"accepted": _("accepted it"), "rejected": _("rejected it")}
        yield Difference(words.get(after.status, _("took the decision back")))


def _content(before: Row, after: Row) -> Iterator[Difference]:
    if before.text_version_id != after.text_version_id:
        yield Difference(_("placed it in another text of the article"))
    if before.content_words != after.content_words:
        pieces = word_difference(before.content_words, after.content_words)
        yield Difference(_("changed the content"), pieces)
    elif before.content != after.content:
        yield Difference(_("moved the content to the same words elsewhere"))


def _cue(before: Row, after: Row) -> Iterator[Difference]:
    yield from _changed(_("the cue"), before, after, lambda row: _printed(row.cue_words))


def _relays(state: State) -> str:
    rows = sorted(state.relays.values(), key=lambda row: row.position)
    return ", ".join(row.name for row in rows)


def _plain(before: Row, after: Row, names: Names) -> Iterator[Difference]:
    for name, words in PLAIN.items():
        yield from _changed(str(words), before, after, partial(_value, name=name))
    for name, (on, off) in SWITCHES.items():
        if getattr(before, name) != getattr(after, name):
            yield Difference(str(on if getattr(after, name) else off))
    if before.parent_id != after.parent_id:
        parent = names.get(("quote", after.parent_id or 0), _("another quote"))
        inside = _("noted that it stands inside %(quote)s") % {"quote": parent}
        yield Difference(inside if after.parent_id else _("noted that it stands by itself"))


def _sources(before: State, after: State, names: Names) -> Iterator[Difference]:
    old, new = _by_position(before), _by_position(after)
    for position in sorted(old.keys() | new.keys()):
        first, then = old.get(position), new.get(position)
        yield from _changed(_("the speaker"), first, then, lambda row: _speaker(row, names))
        yield from _changed(_("the words that name the source"), first, then, _mention)
        if first and then:
            yield from _changed(_("the sourcing"), first, then, _sourcing)
        yield from _changed(
            _("the organisation spoken for"), first, then, lambda row: _organisation(row, names)
        )
        yield from _changed(
            _("the descriptor"), first, then, lambda row: _printed(row.descriptor_words)
        )
        yield from _changed(
            _("the condition"), first, then, lambda row: _printed(row.condition_words)
        )


def _by_position(state: State) -> dict[int, Row]:
    return {row.position: row for row in state.attributions.values()}


def _speaker(row: Row, names: Names) -> str:
    known = names.get(("speaker", row.speaker_id or 0))
    return known or str(row.proposed_name)


def _organisation(row: Row, names: Names) -> str:
    return names.get(("speaker", row.organisation_id or 0), "")


def _mention(row: Row) -> str:
    return _printed(row.mention_words)


def _sourcing(row: Row) -> str:
    return worded(row.sourcing, "sourcing")


def _stances(before: State, after: State, names: Names) -> Iterator[Difference]:
    for pk in sorted(before.stances.keys() | after.stances.keys()):
        old, new = before.stances.get(pk), after.stances.get(pk)
        target = names.get(("target", _target(old, new)), _("a target"))
        if new is None:
            yield Difference(_("took the stance on %(target)s away") % {"target": target})
        elif old is None or _position(old) != _position(new):
            yield Difference(_stance(target, old, new))


def _stance(target: str, old: Row | None, new: Row) -> str:
    if not new.position:
        return _("noted that it is about %(target)s") % {"target": target}
    told = {"target": target, "now": _position(new)}
    if old is None or not old.position:
        return _("set the stance on %(target)s to %(now)s") % told
    told["was"] = _position(old)
    return _("set the stance on %(target)s from %(was)s to %(now)s") % told


def _target(old: Row, new: Row) -> int:
    found: int = (new or old).target_id
    return found


def _position(row: Row) -> str:
    position = worded(row.position, "position") if row.position else _("none")
    return _("%(position)s, conditional") % {"position": position} if row.conditional else position


def _changed(
    what: str, before: Row | None, after: Row | None, read: Callable[[Any], str]
) -> Iterator[Difference]:
    old, new = (read(row) if row else "" for row in (before, after))
    if old == new:
        return
    told = {"what": what, "was": old, "now": new}
    if old and new:
        yield Difference(_("changed %(what)s from %(was)s to %(now)s") % told)
    elif new:
        yield Difference(_("set %(what)s to %(now)s") % told)
    else:
        yield Difference(_("took %(what)s %(was)s away") % told)


def _printed(words: Sequence[str] | None) -> str:
    return f"“{' … '.join(words)}”" if words else ""


def _value(row: Row, *, name: str) -> str:
    return worded(str(getattr(row, name) or ""), name)
