"""What each answer tells the browser not to do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{name} {value}" for name, value in SOURCES.items())

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
INSIDE_A_PAGE = ("text/css", "text/javascript", "font/")
"""Kinds of files that are only ever part of a page, whose headers speak for them."""
OF_A_PART = ("Cross-Origin-Resource-Policy", "X-Content-Type-Options")


class SecurityHeadersMiddleware:
    """Puts the headers on every answer, error pages included; on style, script and font just two.

    The others would be half a kilobyte, on each file of a first visit.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_part = response.headers.get("Content-Type", "").startswith(INSIDE_A_PAGE)
        for name in OF_A_PART if is_part else HEADERS:
            response.headers.setdefault(name, HEADERS[name])
        return response
