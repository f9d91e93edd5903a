"""Sees to it that nothing under /api/ answers a page, whoever refused: Django, a middleware, us."""

from collections.abc import Callable
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import is_valid_path
from django.utils import translation

from quotes.api.protocol import limits
from quotes.api.protocol.on_the_wire import finish, refuse_broken_query
from quotes.api.protocol.problems import MEDIA_TYPE, Fault, Problem
from quotes.api.protocol.unreachable import of_the_database

API = "/api/"
ENGLISH = "en-gb"
SENTENCES = {
    400: "The request cannot be understood.",
    403: "This is refused.",
    404: "There is nothing at this address.",
    405: "This address does not know the method.",
    413: "The body is too long.",
    500: "Something is wrong here, not with your request. It is written down.",
}
STAYING = ("Allow", "Retry-After", "WWW-Authenticate")
"""Headers that say something beside the page that a problem takes the place of."""


def api_problems(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer problem JSON wherever an answer under /api/ is an error in another shape."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not f"{request.path_info}/".startswith(API):
            return get_response(request)
        answer = _answer(request, get_response)
        is_error = answer.status_code >= HTTPStatus.BAD_REQUEST
        if is_error and answer.headers.get("Content-Type") != MEDIA_TYPE:
            answer = _problem(request, answer)
        limits.tell(request, answer)
        finish(request, answer)
        return answer

    return middleware


def api_in_english(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Keep what programs read the same in every newsroom, whatever language the pages are in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(API):
            return get_response(request)
        with translation.override(ENGLISH):
            return get_response(request)

    return middleware


def _answer(
    request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    """Answer by the endpoint, or as one; what no endpoint counted is counted for its address."""
    path = request.path_info
    try:
        if not path.endswith("/") and is_valid_path(f"{path}/"):
            answer = _with_slash(request)
        elif request.headers.get("Transfer-Encoding"):
            answer = _without_length(request)
        else:
            answer = _with_wrong_query(request) or get_response(request)
        # Where the database is away, nobody waits for it twice.
        is_ours = answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        if not is_ours and not limits.is_counted(request):
            limits.count(request)
    except Problem as problem:
        return problem.answer(instance=request.path)
    except (OperationalError, InterfaceError) as error:
        return of_the_database(error).answer(instance=request.path)
    return answer


def _with_slash(request: HttpRequest) -> HttpResponse:
    """Send on to the address with the last slash; unlike 301, 308 keeps method and body."""
    parameters = request.META.get("QUERY_STRING", "")
    to = f"{request.path}/{'?' if parameters else ''}{parameters}"
    answer = HttpResponse(status=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": to})
    del answer.headers["Content-Type"]
    return answer


def _with_wrong_query(request: HttpRequest) -> HttpResponse | None:
    try:
        refuse_broken_query(request.META.get("QUERY_STRING", ""))
    except Problem as problem:
        return problem.answer(instance=request.path)
    return None


def _without_length(request: HttpRequest) -> HttpResponse:
    """Refuse a body sent in chunks: Django takes it for none at all, and nothing would be kept."""
    message = "Send the whole body at once, with Content-Length; chunks are not read here."
    fault = Fault(header="Transfer-Encoding", code="length_required", detail=message)
    return Problem(411, "length_required", message, faults=[fault]).answer(instance=request.path)


def _problem(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    known = HTTPStatus(answer.status_code)
    detail = SENTENCES.get(known, known.phrase)
    headers = {name: answer.headers[name] for name in STAYING if name in answer.headers}
    problem = Problem(known, known.name.lower(), detail, headers=headers)
    return problem.answer(instance=request.path)
