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
    "add_relay": "added a relay to {quote}",
    "add_target": "named a target of {quote}",
    "apply_speaker_to_chain": "gave {count} the same speaker, in one step",
    "change_attribution": "changed a source of {quote}",
    "change_note": "changed a note on {quote}",
    "change_quote": "changed {quote}",
    "change_relay": "changed a relay of {quote}",
    "change_speaker": "changed the speaker {name}",
    "correct_article": "placed {count} in a new text of the article",
    "delete_note": "took a note on {quote} away",
    "delete_quote": "deleted {quote}",
    "join_content": "joined the parts of {quote}",
    "mark_quote": "marked {quote}",
    "mark_quote_at": "marked {quote}",
    "merge_speakers": "merged {name} into {into}",
    "merge_targets": "merged {name} into {into}",
    "move_mention": "moved the mention of {quote} to another source",
    "place_quote": "placed {quote} in a new text of the article",
    "reject_quote": "rejected {quote}",
    "remove_attribution": "took a source of {quote} away",
    "remove_relay": "took a relay of {quote} away",
    "remove_stance": "took a stance of {quote} away",
    "set_act": "changed the act of {quote}",
    "set_addressee": "changed the addressee of {quote}",
    "set_content": "changed the content of {quote}",
    "set_cue": "changed the cue of {quote}",
    "set_kind": "changed the kind of {quote}",
    "set_mention": "changed the words that name the source of {quote}",
    "set_occasion": "changed when {quote} was said",
    "set_organisation": "changed the organisation of {quote}",
    "set_parent": "changed the quote around {quote}",
    "set_relays": "changed the relays of {quote}",
    "set_speaker": "set the speaker of {quote}",
    "set_stance": "set a stance of {quote}",
    "set_stances_done": "looked for further stances of {quote}",
    "set_unsure": "asked for a second look at {quote}",
    "split_content": "split the content of {quote}",
    "tell_apart": "said that {name} is somebody else than those of like names",
    "unmerge_speaker": "took the merge of {name} into {into} back",
    "unmerge_target": "took the merge of {name} into {into} back",
}
"""What a command did, to be read after a name; one that is not listed "changed" its quote."""


def root_command(step: Step) -> str:
    """Answer what an undo or a redo is about in the end: a command that is neither."""
    if step.command not in {UNDO, REDO}:
        return step.command
    told = step.detail.get("of")
    return str(told) if told else root_command(step.undoes) if step.undoes else ""


def words_of(step: Step, quote: str = A_QUOTE) -> str:
    """Answer what a step did, to be read after a name; `quote` is put where its quote is named."""
    words = _filled(DONE.get(root_command(step), "changed {quote}"), step.detail, quote)
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


def _filled(words: str, detail: dict[str, Any], quote: str) -> str:
    count = int(detail.get("count") or 0)
    quotes = f"{count} quotes" if count != 1 else "1 quote"
    name, into = (f"“{detail.get(each) or '…'}”" for each in ("name", "into_name"))
    return words.format(quote=quote, count=quotes, name=name, into=into)
