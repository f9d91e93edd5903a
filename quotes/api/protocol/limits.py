"""How many requests a minute: counted for each token, and for each address without one."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, cast

from django.conf import settings

from accounts.commands import Quota, Spent, spend
from accounts.models import Token
from quotes.api.protocol.problems import Problem

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

COUNTED = "verbatim.counted"
HOUSEHOLD = 64  # bits of an IPv6 address that are one's own: who has one has them all


def count(request: HttpRequest, token: object = None) -> None:
    """Count a request, once, for its token, else for its address.

    Raises Problem, 429, where it is one too many.
    """
    request.META[COUNTED] = None
    if isinstance(token, Token):
        whose, quota = f"token {token.pk}", Quota("token", settings.API_RATE)
    else:
        whose, quota = f"from {address_of(request)}", Quota("address", settings.API_RATE_ANONYMOUS)
    spent = request.META[COUNTED] = spend(whose, quota) if quota.rate else None
    if spent and spent.is_over:
        raise _too_many(spent)


def is_counted(request: HttpRequest) -> bool:
    """Tell whether the request was counted, or need not be."""
    return COUNTED in request.META


def tell(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Put on an answer what the limit is, and what is left of it."""
    spent = cast("Spent | None", request.META.get(COUNTED))
    if spent:
        name, rate = spent.quota.name, spent.quota.rate
        answer.headers["RateLimit-Policy"] = f'"{name}";q={rate};w=60'
        answer.headers["RateLimit"] = f'"{name}";r={spent.left};t={spent.whole_in}'


def address_of(request: HttpRequest) -> str:
    """Answer where a request comes from: with HTTPS on, what the proxy in front of us says.

    The last address of X-Forwarded-For is the proxy's word; those before are anybody's.
    """
    seen: str = request.META.get("REMOTE_ADDR", "")
    if settings.HTTPS:
        seen = request.headers.get("X-Forwarded-For", seen).rpartition(",")[2].strip()
    try:
        address = ip_address(seen)
    except ValueError:
        return "nowhere"
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if isinstance(address, IPv6Address):
        return str(ip_network((address, HOUSEHOLD), strict=False))
    return str(address)


def _too_many(spent: Spent) -> Problem:
    rate, wait = spent.quota.rate, spent.next_in
    seconds = "a second" if wait == 1 else f"{wait} seconds"
    message = f"More than {rate} requests a minute; ask again in {seconds}."
    return Problem(429, "too_many_requests", message, headers={"Retry-After": str(wait)})
