"""Idempotency-Key: a request that is sent again is answered again, and not done again."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpResponse

from accounts.commands import InFlight, Kept, OtherRequest, claim_key, keep_answer
from quotes.api.protocol.answers import writer_of
from quotes.api.protocol.bodies import raw_body
from quotes.api.protocol.problems import Fault, Problem, wrong_header
from quotes.commands.explain import explained

if TYPE_CHECKING:
    from collections.abc import Callable

    from rest_framework.request import Request

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST = 255
STRING = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"')  # RFC 8941, 3.3.3
BARE = re.compile(r"[\x20\x21\x23-\x7e][\x20-\x7e]*")
REFUSED = 400


def answer_once(
    handler: Callable[..., HttpResponse], request: Request, *args: Any, **kwargs: Any
) -> HttpResponse:
    """Answer by the handler, or as it did before under the same key of the same person.

    Effect and answer are stored by one transaction; of a request that is refused nothing stays.
    """
    key, by = read_key(request), writer_of(request)
    fingerprint = _fingerprint(request)
    with explained(), transaction.atomic():
        try:
            kept = claim_key(key, fingerprint=fingerprint, by=by)
        except InFlight as error:
            raise _in_flight(key) from error
        except OtherRequest as error:
            raise _other_request(key) from error
        if kept:
            return _again(kept)
        answer = handler(request, *args, **kwargs)
        if answer.status_code >= REFUSED:
            transaction.set_rollback(True)
        else:
            keep_answer(key, _as_kept(answer), fingerprint=fingerprint, by=by)
    return answer


def read_key(request: Request) -> str:
    """Answer the key that was sent, with or without the quotation marks that the draft wants."""
    sent = request.headers[HEADER].strip()
    quoted = STRING.fullmatch(sent)
    key = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else sent
    if not (quoted or BARE.fullmatch(sent)) or not 1 <= len(key) <= LONGEST:
        message = f"A key has 1 to {LONGEST} printable ASCII characters; a UUID will do."
        raise wrong_header(400, "invalid_header", message, name=HEADER, value=sent)
    return key


def _fingerprint(request: Request) -> str:
    asked = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(asked + raw_body(request)).hexdigest()


def _as_kept(answer: HttpResponse) -> Kept:
    return Kept(answer.status_code, dict(answer.headers), answer.content)


def _again(kept: Kept) -> HttpResponse:
    answer = HttpResponse(kept.body, status=kept.status)
    del answer.headers["Content-Type"]  # the kept one follows, if there was one
    for name, value in {**kept.headers, REPLAYED: "true"}.items():
        answer.headers[name] = value
    return answer


def _in_flight(key: str) -> Problem:
    message = "A request with this key is being answered at this moment; ask again in a second."
    fault = Fault(header=HEADER, value=key, code="in_flight", detail=message)
    return Problem(409, "in_flight", message, faults=[fault], headers={"Retry-After": "1"})


def _other_request(key: str) -> Problem:
    message = "This key stands for another request: take a new one for each thing to be done."
    return wrong_header(422, "key_used_before", message, name=HEADER, value=key)
