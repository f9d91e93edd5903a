"""What a step did, in a few words: for lists of steps, notes above an article and refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format

if TYPE_CHECKING:
    from datetime import datetime

    from quotes.models import Step

NOBODY = "Verbatim"
A_QUOTE = "a quote"
UNDO, REDO = "undo", "redo"

DONE = {
    "accept_quote": "accepted {quote}",
    "accept_sure": "accepted {count} that were sure, in one step",
    "accept_checked": "accepted {count} that were at least fairly sure, in one step",
    "add_attribution": "added a source to {quote}",
    "add_note": "wrote a note on {quote}",
    "add_role": "added a role of {name}",
    "add_speaker_name": "added a name of {name}",
    "add_target": "named a target of {quote}",
    "apply_speaker_to_chain": "gave {count} the same speaker, in one step",
    "change_attribution": "changed {what} of {quote}",
    "change_note": "changed a note on {quote}",
    "change_quote": "changed {what} of {quote}",
    "change_role": "changed a role of {name}",
    "change_speaker": "changed the speaker {name}",
    "change_target": "changed the target {name}",
    "correct_article": "placed {count} in a new text of the article",
    "delete_note": "took a note on {quote} away",
    "delete_quote": "deleted {quote}",
    "leave_quote": "left {quote} in the text before",
    "mark_quote": "marked {quote}",
    "merge_speakers": "merged {name} into {into}",
    "merge_targets": "merged {name} into {into}",
    "move_mention": "moved the mention of {quote} to another source",
    "place_quote": "placed {quote} in a new text of the article",
    "reject_quote": "rejected {quote}",
    "remove_attribution": "took a source of {quote} away",
    "remove_role": "took a role of {name} away",
    "remove_speaker_name": "took a name of {name} away",
    "remove_stance": "took a stance of {quote} away",
    "set_content": "changed the content of {quote}",
    "set_speaker": "set the speaker of {quote}",
    "set_stance": "set a stance of {quote}",
    "tell_apart": "said that {name} is somebody else than those of like names",
    "unmerge_speaker": "took the merge of {name} into {into} back",
    "unmerge_target": "took the merge of {name} into {into} back",
}
"""What a command did, to be read after a name; one that is not listed "changed" what it is of."""
WHAT = {
    "addressee": "the addressee",
    "attributions": "the sources",
    "condition": "the condition",
    "descriptor": "the descriptor",
    "mention": "the words that name the source",
    "organisation": "the organisation",
    "parent": "the quote around it",
    "relays": "the relays",
    "sourcing": "the sourcing",
    "stances_done": "whether all stances were looked at",
    "status": "the decision",
    "unsure": "the doubt",
    **dict.fromkeys(
        ("said_on", "said_on_precision", "earlier", "place", "channel", "said_in"), "the occasion"
    ),
}
"""What a step changed of its quote, where that is not called as its field is."""


def root_command(step: Step) -> str:
    """Answer what an undo or a redo is about in the end: a command that is neither."""
    if step.command not in {UNDO, REDO}:
        return step.command
    told = step.detail.get("of")
    return str(told) if told else root_command(step.undoes) if step.undoes else ""


def words_of(step: Step, quote: str = A_QUOTE) -> str:
    """Answer what a step did, to be read after a name; `quote` is put where its quote is named."""
    words = _filled(DONE.get(root_command(step)) or _unlisted(step), step.detail, quote)
    return {UNDO: f"undid: {words}", REDO: f"did again: {words}"}.get(step.command, words)


def who_did_what(step: Step) -> str:
    """Answer a whole sentence: who did what, and when."""
    who = step.by.shown_name if step.by else NOBODY
    return f"{who} {words_of(step)}, {when(step.at)}"


def when(at: datetime) -> str:
    """Answer the time of today, else the day and the time."""
    local = timezone.localtime(at)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "H:i" if is_today else "j M Y, H:i")


def _unlisted(step: Step) -> str:
    if "count" in step.detail:
        return "changed {count}, in one step"
    return (
        "changed {name}" if step.quote_id is None and "name" in step.detail else "changed {quote}"
    )


def _filled(words: str, detail: dict[str, Any], quote: str) -> str:
    count = int(detail.get("count") or 0)
    quotes = f"{count} quotes" if count != 1 else "1 quote"
    name, into = (f"“{detail.get(each) or '…'}”" for each in ("name", "into_name"))
    return words.format(quote=quote, count=quotes, name=name, into=into, what=_what(detail))


def _what(detail: dict[str, Any]) -> str:
    """Answer what was changed: "the cue and the kind"."""
    changed = dict.fromkeys(WHAT.get(each, f"the {each}") for each in detail.get("changed", ()))
    *others, last = changed or ["something"]
    return f"{', '.join(others)} and {last}" if others else last
