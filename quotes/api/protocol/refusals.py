"""Turns what queries, commands and the framework refuse into problems."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, UnreadablePostError
from rest_framework.exceptions import (
    APIException,
    MethodNotAllowed,
    NotAcceptable,
    NotAuthenticated,
    UnsupportedMediaType,
)

from articles.drafts import DraftRefused
from articles.paging import BadCursor
from quotes.api.protocol.bodies import pointer_to
from quotes.api.protocol.problems import Fault, Problem, wrong_body, wrong_parameter
from quotes.api.protocol.unreachable import is_away, of_the_database
from quotes.commands import (
    AlreadyKnown,
    Ambiguous,
    Conflict,
    DuplicateExternalId,
    DuplicateQuote,
    Missing,
    Refused,
    TooFewPlaced,
)
from quotes.forms import FilterRefused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpResponse
    from rest_framework.request import Request


ANSWERED_AS = "This is answered as JSON, or as the description of this address says."
NAMES_NOTHING: Mapping[str, Any] = MappingProxyType({})


def answer_refusal(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Answer an exception as problem JSON; None, which means a fault of ours, where none fits."""
    request: Request = context["request"]
    match error:
        case Refused():
            problem = problem_of(error, body=request.data, named=context["kwargs"])
        case DraftRefused():
            problem = wrong_body([_fault(error, request.data, "invalid")])
        case FilterRefused() | BadCursor():
            problem = wrong_parameter(error.field, error.value, error.message)
        case Problem():
            problem = error
        case APIException() | Http404() | PermissionDenied() | UnreadablePostError():
            problem = _of_the_framework(error)
        case _ if is_away(error):
            problem = of_the_database(error)
        case _:
            return None
    return problem.answer(instance=request.path)


def problem_of(
    error: Refused, *, body: object, named: Mapping[str, Any] = NAMES_NOTHING
) -> Problem:
    """Answer what a command refused, pointing into the body that it was given.

    What the address itself names, `{"quote_id": 7}`, is 404.
    """
    match error:
        case Missing() if named.get(f"{error.field}_id") == error.value:
            return Problem(404, "not_found", error.message)
        case Missing():
            return wrong_body([_fault(error, body, "missing")])
        case Conflict():
            return _of_a_conflict(error, body)
        case _:
            spans = getattr(error, "candidates", ())
            places = [{"start": start, "end": end} for start, end in spans]
            return wrong_body([_fault(error, body, "invalid", places)])


def _of_a_conflict(error: Conflict, body: object) -> Problem:
    match error:
        case DuplicateQuote():
            fault = Fault(pointer="/content", code="duplicate_quote", detail=error.message)
            return _conflict(fault, existing=error.existing)
        case DuplicateExternalId():
            fault = _fault(error, body, "duplicate_external_id")
            return _conflict(fault, existing=error.existing)
        case Ambiguous() | AlreadyKnown():
            several = [{"id": pk, "name": name} for pk, name in error.candidates]
            code = "ambiguous" if isinstance(error, Ambiguous) else "already_known"
            return _conflict(_fault(error, body, code, several))
        case TooFewPlaced():
            fault = Fault(pointer="/text", code="too_few_placed", detail=error.message)
            anchored = error.anchored.by_outcome()
            return _conflict(fault, article=error.article.pk, anchored=anchored)
        case _ if error.field in _members(body):
            return _conflict(_fault(error, body, "conflict"))
        case _:
            return Problem(409, "conflict", error.message)


def _members(body: object) -> set[str]:
    return {*body} if isinstance(body, dict) else set()


def _conflict(fault: Fault, **more: object) -> Problem:
    return Problem(409, fault.code, fault.detail, faults=[fault], more=more)


def _of_the_framework(
    error: APIException | Http404 | PermissionDenied | UnreadablePostError,
) -> Problem:
    if isinstance(error, UnreadablePostError):
        return Problem(400, "body_broke_off", "The body ended before it was all there.")
    if isinstance(error, Http404):
        return Problem(404, "not_found", "There is nothing at this address.")
    if isinstance(error, PermissionDenied):
        return Problem(403, "permission_denied", str(error) or "You may not do this.")
    authenticate = getattr(error, "auth_header", None)
    headers = {"WWW-Authenticate": authenticate} if authenticate else {}
    code = getattr(error.detail, "code", None) or error.default_code
    return Problem(error.status_code, str(code), _what_to_do(error), headers=headers)


def _what_to_do(error: APIException) -> str:
    """Answer what the framework says of a request, and what to send instead."""
    match error:
        case NotAuthenticated():
            return "This needs a token: send it as “Authorization: Bearer TOKEN”."
        case NotAcceptable():
            return f"{ANSWERED_AS} The header Accept takes none of it."
        case UnsupportedMediaType():
            return f"{error.detail} Send JSON, with “Content-Type: application/json”."
        case MethodNotAllowed():
            return f"{error.detail} The header Allow lists those that are."
        case _:
            return str(error.detail)


def _fault(
    error: DraftRefused | Refused,
    body: object,
    code: str,
    candidates: Sequence[dict[str, Any]] = (),
) -> Fault:
    at = pointer_to(body, error.field, error.value)
    sent = error.value if isinstance(error.value, dict) else {}
    words_alone = "exact" in sent and "start" not in sent
    return Fault(
        pointer=f"{at}/exact" if words_alone and not candidates else at,
        value=error.value,
        code=code,
        detail=error.message,
        candidates=candidates,
    )
