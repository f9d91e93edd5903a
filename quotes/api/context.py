"""The words that our Web Annotations use beside those of the W3C."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from quotes.interchange import w3c

if TYPE_CHECKING:
    from django.http import HttpRequest

DAY = 86_400


@csrf_exempt  # so that another method is told what there is, as everywhere else
@require_safe
def context(_request: HttpRequest) -> HttpResponse:
    """Answer the JSON-LD context to everybody: a file that names it can be read anywhere."""
    return HttpResponse(
        w3c.CONTEXT.read_bytes(),
        content_type="application/ld+json",
        headers={
            "Access-Control-Allow-Origin": "*",
            "Cache-Control": f"public, max-age={DAY}",
        },
    )
