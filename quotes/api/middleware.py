"""Sees to it that nothing under /api/ answers a page, whoever refused: Django, a middleware, us."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import is_valid_path
from django.utils import translation

from quotes.api.problems import MEDIA_TYPE, Fault, Problem

API = "/api/"
ENGLISH = "en-gb"
SENTENCES = {
    400: "The request cannot be understood.",
    404: "There is nothing at this address.",
    413: "The body is too long.",
    500: "Something is wrong here, not with your request. It is written down.",
}


def api_problems(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer problem JSON wherever an answer under /api/ is an error in another shape."""

    def middleware(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if not path.startswith(API):
            return get_response(request)
        if not path.endswith("/") and is_valid_path(f"{path}/"):
            return _with_slash(request)
        if request.headers.get("Transfer-Encoding"):
            return _without_length(request)
        response = get_response(request)
        is_error = response.status_code >= HTTPStatus.BAD_REQUEST
        if not is_error or response.headers.get("Content-Type") == MEDIA_TYPE:
            return response
        return _problem(request, response.status_code)

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


def _with_slash(request: HttpRequest) -> HttpResponse:
    """Send on to the address with the last slash; unlike 301, 308 keeps method and body."""
    parameters = request.META.get("QUERY_STRING", "")
    to = f"{request.path}/{'?' if parameters else ''}{parameters}"
    answer = HttpResponse(status=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": to})
    del answer.headers["Content-Type"]
    return answer


def _without_length(request: HttpRequest) -> HttpResponse:
    """Refuse a body sent in chunks: Django takes it for none at all, and nothing would be kept."""
    message = "Send the whole body at once, with Content-Length; chunks are not read here."
    fault = Fault(header="Transfer-Encoding", code="length_required", detail=message)
    return Problem(411, "length_required", message, faults=[fault]).answer(instance=request.path)


def _problem(request: HttpRequest, status: int) -> HttpResponse:
    known = HTTPStatus(status)
    detail = SENTENCES.get(status, known.phrase)
    return Problem(status, known.name.lower(), detail).answer(instance=request.path)
