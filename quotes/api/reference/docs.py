"""The page that tells how to use the API: drawn here, from the document that programs get."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from accounts.access import reading
from quotes.api.described.describe import OF_QUOTES
from quotes.api.described.document import document
from quotes.api.protocol.problem_codes import CODES, anchor_of
from quotes.api.reference.guide import GUIDE
from quotes.api.reference.manual import Member, components_of, kind_of, parts_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString


@require_safe
@reading
def api_docs(request: HttpRequest) -> HttpResponse:
    """Show how to use the API."""
    base = f"{request.scheme}://{request.get_host()}"
    return render(request, "quotes/api_docs.html", {"manual": _manual(base)})


@lru_cache(maxsize=8)
def _manual(base: str) -> SafeString:
    """Draw all that is the same for everybody, once for each process and host."""
    filters = [
        Member(each.name, kind_of(_schema_of(each)), str(each.description)) for each in OF_QUOTES
    ]
    drawn = render_to_string(
        "quotes/_api_manual.html",
        {
            "base": base,
            "guide": [(each, each.code.replace("{base}", base)) for each in GUIDE],
            "filters": filters,
            "parts": parts_of(document(), base),
            "components": components_of(document()),
            "codes": {anchor_of(code): (code, told) for code, told in CODES.items()},
        },
    )
    return mark_safe(drawn)  # noqa: S308  a template of ours escaped it


def _schema_of(parameter: Any) -> dict[str, Any]:
    schema: dict[str, Any] = parameter.type
    return schema
