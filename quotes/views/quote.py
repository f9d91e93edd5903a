"""The page of one quote: its context, its printings, its history, and how to cite it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import annotating, reading
from quotes import citations, commands
from quotes.queries.filters import may_see_undecided
from quotes.queries.notes import notes_on
from quotes.queries.record import record_of
from quotes.views.marking import quote_or_404
from quotes.views.sharing import shared

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.access import SignedInRequest
    from quotes.models import Quote

_NUMBER = re.compile(r"(?:.*/quotes/)?#?(\d{1,18})/?(?:[?#].*)?", re.DOTALL)


@require_safe
@reading
def quote_detail(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Show one quote in its context, with its history; as if it were not there to who may not."""
    record = record_of(quote_id, user=request.user)
    if record is None:
        message = f"There is no quote {quote_id} to be seen here."
        raise Http404(message)
    address = request.build_absolute_uri(request.path)
    cited = record.cited(address)
    context = {
        "record": record,
        "card": record.card,
        "address": address,
        "quotation": citations.quotation(cited),
        "chicago": citations.chicago(cited),
        "apa": citations.apa(cited),
        "apa_in_text": citations.apa_in_text(cited),
        "bibtex": citations.bibtex(cited),
        "shared": shared(record, cited),
        "notes": notes_on(quote_id, user=request.user),
        "works_here": may_see_undecided(request.user),
    }
    return render(request, "quotes/quote_detail.html", context)


@require_POST
@annotating
def quote_family(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Put a quote into a family of printings, take it out, or leave that to the machine again."""
    quote = quote_or_404(quote_id)
    try:
        done = _placed(request, quote)
    except commands.Refused as refused:
        messages.error(request, f"{refused.message[:1].upper()}{refused.message[1:]}.")
    else:
        messages.success(request, done)
    return redirect("quote-detail", quote.pk)


def _placed(request: SignedInRequest, quote: Quote) -> str:
    """Do what the form asks for, and answer what was done. Raises Refused."""
    match request.POST.get("do"):
        case "out":
            commands.take_out_of_family(quote.pk, by=request.user)
            return _("This quote stands alone now.")
        case "machine":
            commands.leave_family_to_machine(quote.pk, by=request.user)
            return _("What belongs to this quote is told by its words again.")
        case _:
            typed = request.POST.get("beside", "").strip()
            found = _NUMBER.fullmatch(typed)
            if found is None:
                message = _("write the number of a quote, or the link to its page")
                raise commands.Invalid("beside", typed[:80], message)
            commands.put_into_family(quote.pk, int(found[1]), by=request.user)
            return _("This quote stands beside the other now.")
