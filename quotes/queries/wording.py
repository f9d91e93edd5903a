"""What a step did, in a few words: for lists of steps, notes above an article and refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotes.queries.people import NOBODY

if TYPE_CHECKING:
    from datetime import datetime

    from quotes.models import Step

A_QUOTE = gettext_lazy("a quote")
UNDO, REDO = "undo", "redo"
LOOKED = gettext_lazy("went over the stances of {quote}")

DONE = {
    "accept_quote": gettext_lazy("accepted {quote}"),
    "accept_sure": gettext_lazy("accepted {count} that were sure, in one step"),
    "accept_checked": gettext_lazy("accepted {count} that were at least fairly sure, in one step"),
    "add_attribution": gettext_lazy("added a source to {quote}"),
    "add_note": gettext_lazy("wrote a note on {quote}"),
    "add_role": gettext_lazy("added a role of {name}"),
    "add_speaker_name": gettext_lazy("added a name of {name}"),
    "add_target": gettext_lazy("named a target of {quote}"),
    "apply_speaker_to_chain": gettext_lazy("gave {count} the same speaker, in one step"),
    "change_article": gettext_lazy("changed {what} of the article"),
    "change_attribution": gettext_lazy("changed {what} of {quote}"),
    "change_note": gettext_lazy("changed a note on {quote}"),
    "change_quote": gettext_lazy("changed {what} of {quote}"),
    "change_role": gettext_lazy("changed a role of {name}"),
    "change_speaker": gettext_lazy("changed the speaker {name}"),
    "change_target": gettext_lazy("changed the target {name}"),
    "change_view": gettext_lazy("changed a saved view"),
    "correct_article": gettext_lazy("placed {count} in a new text of the article"),
    "delete_note": gettext_lazy("took a note on {quote} away"),
    "delete_quote": gettext_lazy("deleted {quote}"),
    "delete_view": gettext_lazy("took a saved view away"),
    "leave_family_to_machine": gettext_lazy("left to the words what belongs to {quote}"),
    "leave_quote": gettext_lazy("left {quote} in the text before"),
    "mark_quote": gettext_lazy("marked {quote}"),
    "merge_speakers": gettext_lazy("merged {name} into {into}"),
    "merge_targets": gettext_lazy("merged {name} into {into}"),
    "move_mention": gettext_lazy("moved the mention of {quote} to another source"),
    "place_quote": gettext_lazy("placed {quote} in a new text of the article"),
    "put_into_family": gettext_lazy("put {quote} beside another printing of it"),
    "reject_quote": gettext_lazy("rejected {quote}"),
    "remove_attribution": gettext_lazy("took a source of {quote} away"),
    "remove_role": gettext_lazy("took a role of {name} away"),
    "remove_speaker_name": gettext_lazy("took a name of {name} away"),
    "remove_stance": gettext_lazy("took a stance of {quote} away"),
    "save_view": gettext_lazy("saved a view"),
    "set_content": gettext_lazy("changed the content of {quote}"),
    "set_speaker": gettext_lazy("set the speaker of {quote}"),
    "set_stance": gettext_lazy("set a stance of {quote}"),
    "take_out_of_family": gettext_lazy("took {quote} out of its family"),
    "tell_apart": gettext_lazy("said that {name} is somebody else than those of like names"),
    "unmerge_speaker": gettext_lazy("took the merge of {name} into {into} back"),
    "unmerge_target": gettext_lazy("took the merge of {name} into {into} back"),
}
"""What a command did, to be read after a name; one that is not listed "changed" what it is of."""
WHAT = {
    "byline": gettext_lazy("the byline"),
    "language": gettext_lazy("the language"),
    "outlet": gettext_lazy("the outlet"),
    "published_at": gettext_lazy("when it was published"),
    "title": gettext_lazy("the title"),
    "url": gettext_lazy("the address"),
    "act": gettext_lazy("the act"),
    "content": gettext_lazy("the content"),
    "cue": gettext_lazy("the cue"),
    "kind": gettext_lazy("the kind"),
    "speaker": gettext_lazy("the speaker"),
    "addressee": gettext_lazy("the addressee"),
    "attributions": gettext_lazy("the sources"),
    "condition": gettext_lazy("the condition"),
    "external_id": gettext_lazy("the external id"),
    "descriptor": gettext_lazy("the descriptor"),
    "mention": gettext_lazy("the words that name the source"),
    "organisation": gettext_lazy("the organisation"),
    "parent": gettext_lazy("the quote around it"),
    "relays": gettext_lazy("the relays"),
    "sourcing": gettext_lazy("the sourcing"),
    "stances": gettext_lazy("the stances"),
    "stances_done": gettext_lazy("whether all stances were looked at"),
    "status": gettext_lazy("the decision"),
    "unsure": gettext_lazy("the doubt"),
    **dict.fromkeys(
        ("said_on", "said_on_precision", "earlier", "place", "channel", "said_in"),
        gettext_lazy("the occasion"),
    ),
}
"""What a step changed of its quote or article; what is not listed is called as its field is."""


def root_command(step: Step) -> str:
    """Answer what an undo or a redo is about in the end: a command that is neither."""
    if step.command not in {UNDO, REDO}:
        return step.command
    told = step.detail.get("of")
    return str(told) if told else root_command(step.undoes) if step.undoes else ""


def words_of(step: Step, quote: str = "") -> str:
    """Answer what a step did, to be read after a name; `quote` is put where its quote is named."""
    words = deed_of(step, quote)
    if step.command == UNDO:
        return _("undid: %(what)s") % {"what": words}
    return _("did again: %(what)s") % {"what": words} if step.command == REDO else words


def deed_of(step: Step, quote: str = "") -> str:
    """Answer what a step did, or what it undid or did again, without saying so."""
    looked = step.detail.get("changed") == ["stances_done"]
    words = LOOKED if looked else DONE.get(root_command(step)) or _unlisted(step)
    return _filled(str(words), step.detail, quote or str(A_QUOTE))


def who_did_what(step: Step) -> str:
    """Answer a whole sentence: who did what, and when."""
    who = step.by.shown_name if step.by else NOBODY
    told = {"who": who, "what": words_of(step), "when": when(step.at)}
    return _("%(who)s %(what)s, %(when)s") % told


def when(at: datetime) -> str:
    """Answer the time of today, else the day and the time."""
    local = timezone.localtime(at)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "H:i" if is_today else "j M Y, H:i")


def _unlisted(step: Step) -> str:
    if "count" in step.detail:
        return _("changed {count}, in one step")
    is_of_name = step.quote_id is None and "name" in step.detail
    return _("changed {name}") if is_of_name else _("changed {quote}")


def _filled(words: str, detail: dict[str, Any], quote: str) -> str:
    count = int(detail.get("count") or 0)
    quotes = ngettext("%(count)s quote", "%(count)s quotes", count) % {"count": count}
    name, into = (f"“{detail.get(each) or '…'}”" for each in ("name", "into_name"))
    return words.format(quote=quote, count=quotes, name=name, into=into, what=_what(detail))


def _what(detail: dict[str, Any]) -> str:
    """Answer what was changed: "the cue and the kind"."""
    fields = detail.get("changed", ())
    changed = dict.fromkeys(
        str(WHAT.get(each) or _("the %(what)s") % {"what": each}) for each in fields
    )
    *others, last = changed or [_("something")]
    return (
        _("%(these)s and %(that)s") % {"these": ", ".join(others), "that": last} if others else last
    )
