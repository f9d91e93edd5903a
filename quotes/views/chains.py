"""Many quotes at once on the article page: what is sure is accepted, a chain gets its speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import annotating
from quotes import commands
from quotes.queries import annotation
from quotes.queries.chains import chains_of
from quotes.queries.mentions import mention_of
from quotes.views.annotate import Outcome, answer, sheet_or_404
from quotes.views.marking import change_in_hand, quote_or_404, refuse
from quotes.views.sent import number_in, text_version_in, version_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.access import SignedInRequest
    from quotes.models import Quote


@require_POST
@annotating
def article_accept(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Accept every suggestion of the text in view that is sure enough, in one step."""
    was = number_in(request, "was")
    try:
        text_version = text_version_in(request, article_id)
        before = chains_of(text_version)
        batch = commands.accept_sure(
            text_version,
            by=request.user,
            at_least=request.POST.get("at_least", ""),
            count=number_in(request, "count") or None,
        )
    except commands.Refused as refused:
        return refuse(request, article_id, was, refused)
    sheet = sheet_or_404(request, article_id, quote_id=was, text=number_in(request, "shown"))
    following = annotation.next_undecided(sheet, was) or was
    changed = frozenset(batch.accepted)
    outcome = Outcome(changed=changed, whole=True, toast=_told(batch), chains=before)
    return answer(request, sheet, following, outcome)


@require_POST
@annotating
def quote_chain(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Give the speaker of a quote to all quotes of its chain of mentions."""

    def change(quote: Quote) -> Outcome:
        before = chains_of(quote.text_version_id)
        found = commands.apply_speaker_to_chain(
            quote.pk, version=version_in(request), by=request.user
        )
        toast = ngettext(
            "%(count)d quote more has this speaker", "%(count)d quotes more have this speaker",
            len(found),
        ) % {"count": len(found)}  # fmt: skip
        return Outcome(changed=frozenset(found), chains=before, toast=toast)

    return change_in_hand(request, quote_or_404(quote_id), change, done="")


@require_POST
@annotating
def quote_chain_move(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Move the mention of a quote to another chain: its source is the one of that."""

    def change(quote: Quote) -> Outcome:
        before = mention_of(quote.pk)
        commands.move_mention(
            quote.pk,
            like=number_in(request, "like"),
            version=version_in(request),
            by=request.user,
        )
        return Outcome(mention=before)

    return change_in_hand(request, quote_or_404(quote_id), change, done=_("has another source"))


def _told(batch: commands.Batch) -> str:
    count, left = len(batch.accepted), len(batch.left)
    done = ngettext("%(count)d quote accepted", "%(count)d quotes accepted, in one step", count)
    if not left:
        return done % {"count": count}
    waits = ngettext(
        "%(count)d quote waits: several speakers go by the name of its source",
        "%(count)d quotes wait: several speakers go by the names of their sources",
        left,
    )
    return f"{done % {'count': count}}. {waits % {'count': left}}"
