"""What the forms and addresses of the article page send, read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from articles.models import TextVersion
from quotes import commands, splitting
from quotes.queries.annotation import LEAST_SURE, READING_ORDER

if TYPE_CHECKING:
    from django.http import HttpRequest

    from quotes.commands.speakers import SpeakerRef
    from quotes.models import Quote

ORDER = "queue_order"
"""The cookie that remembers it."""


def number_in(request: HttpRequest, name: str) -> int:
    """Answer a number the address or the form names, 0 where it names none that can be one."""
    value = request.POST.get(name) or request.GET.get(name) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else 0  # noqa: PLR2004


def order_in(request: HttpRequest) -> str:
    """Answer the order of the queue: the one the address asks for, else the one chosen last."""
    asked = request.GET.get("order") or request.COOKIES.get(ORDER)
    return LEAST_SURE if asked == LEAST_SURE else READING_ORDER


def version_in(request: HttpRequest) -> commands.Seen:
    """Answer the version of the quote the form was made of; raises Invalid."""
    version = number_in(request, "version")
    if not version:
        sent = request.POST.get("version")
        raise commands.Invalid(
            "version", sent, _("the form names no version of the quote: reload the page")
        )
    return commands.Seen(version)


def text_version_in(request: HttpRequest, article_id: int) -> int:
    """Answer the text named, which has to be one of this article; raises Missing."""
    named = number_in(request, "text_version")
    if not TextVersion.objects.filter(pk=named, article=article_id).exists():
        message = _("there is no text version %(named)s of this article") % {"named": named}
        raise commands.Missing("text_version", named, message)
    return named


def content_in(request: HttpRequest) -> Any:
    """Answer the parts sent, unchecked; raises Invalid where they are no list."""
    return spans_in(request, "content")


def spans_in(request: HttpRequest, field: str = "spans") -> Any:
    """Answer the words sent, as parts and unchecked; raises Invalid where they are no list."""
    sent = request.POST.get(field, "")
    try:
        parts = json.loads(sent)
    except ValueError as error:
        raise commands.Invalid(field, sent, _("the parts sent are no JSON")) from error
    if not isinstance(parts, list):
        raise commands.Invalid(field, sent, _("the parts sent are no list"))
    return parts


def new_content_in(request: HttpRequest, quote: Quote) -> Any:
    """Answer the parts sent; or those of the quote as one, split at its marks or without one.

    Raises Invalid.
    """
    parts, cut = quote.content, request.POST.get("cut")
    if "join" in request.POST:
        blocks = quote.text_version.blocks
        return splitting.joined(parts, [(block["start"], block["end"]) for block in blocks])
    if "split" in request.POST:
        return splitting.inside_marks(quote.text_version.text, parts)
    if cut is not None:
        return tuple(part for part in parts if cut != f"{part[0]}-{part[1]}")
    return content_in(request)


def reference_in(request: HttpRequest, field: str) -> SpeakerRef:
    """Answer the id chosen in a typeahead, else the name typed."""
    return number_in(request, field) or request.POST.get("q", "")
