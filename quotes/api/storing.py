"""Quotes as programs send them: marked, changed, or found again by what their sender calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from django.db import transaction

from quotes import commands
from quotes.api.described.shapes import UTF16
from quotes.api.inputs import read_changes
from quotes.api.one_quote import body_of
from quotes.api.protocol.answers import writer_of
from quotes.api.protocol.preconditions import demanded_version, entity_tag, refuse_seen, wants_new
from quotes.api.protocol.problems import Fault, Problem
from quotes.api.protocol.units import in_codepoints
from quotes.commands import DuplicateExternalId, DuplicateQuote, Refused
from quotes.commands.refusals import Overtaken
from quotes.models import Quote
from quotes.queries.astral import PLAIN, astral_in_texts
from quotes.queries.writers import last_writer

if TYPE_CHECKING:
    from rest_framework.request import Request

    from quotes.api.senders import Sender

Body = dict[str, Any]

ALWAYS_NEW = ("version", "updated_at", "decided")
"""What of a quote differs after a change that changed nothing else."""


class Stored(NamedTuple):
    """The quote that a body became, and whether it is a new one."""

    quote_id: int
    is_new: bool


class _Standing(NamedTuple):
    """A quote that is to be changed: where it stands, and at which version it is."""

    quote_id: int
    version: int
    article: int
    text_version: int
    number: int


def mark(sender: Sender, body: Body) -> Stored:
    """Mark a quote, or make the one of this `external_id` what the body says."""
    external_id = body.get("external_id")
    if external_id is not None:
        return put(sender, external_id, body)
    wants_new(sender.request)  # which this is
    refuse_seen(sender.request)
    return Stored(_mark(sender, body), is_new=True)


def put(sender: Sender, external_id: str, body: Body) -> Stored:
    """Mark a quote under this name, or change the one that has it to what the body says.

    What would change nothing leaves its version, whoever changed it last. What would is 412 where
    another person has changed it since this one wrote it, unless If-Match says that this was seen.
    """
    only_new, found = wants_new(sender.request), sender.called(external_id)
    if found is None:
        refuse_seen(sender.request)
        try:
            return Stored(_mark(sender, {**body, "external_id": external_id}), is_new=True)
        except (DuplicateExternalId, DuplicateQuote):
            sender.forget()
            sender.forget_names()
            found = sender.called(external_id)  # at this very moment, by another request
            if found is None:
                raise
    if only_new:
        raise _known(sender.request, found)
    _renew(sender, found, body)
    return Stored(found, is_new=False)


def change(request: Request, quote_id: int, body: Body, *, version: int, unit: str) -> None:
    """Change what of a quote the body gives, if it is at this version."""
    changes = read_changes(in_unit_of(quote_id, body, unit=unit))
    alone: Body = {**changes} if len(changes) == 1 else {}
    by = writer_of(request)
    match alone:  # by the command that says most exactly what is done, as a page would
        case {"status": "accepted"}:
            commands.accept_quote(quote_id, version=version, by=by)
        case {"status": "rejected"}:
            commands.reject_quote(quote_id, version=version, by=by)
        case {"content": content}:
            commands.set_content(quote_id, version=version, by=by, content=content)
        case _:
            commands.change_quote(quote_id, version=version, by=by, changes=changes)


def overtaken(
    request: Request, quote_id: int, current: int, fault: Fault, *, body: bytes | None = None
) -> Problem:
    """Answer the problem of a version that is not the current one; it carries the quote."""
    body = body or body_of(request, quote_id)
    return Problem(
        412,
        "stale_version",
        fault.detail,
        faults=[fault],
        headers={"ETag": entity_tag(current, body)},
        more={"current": orjson.Fragment(body)},
    )


def in_unit_of(quote_id: int, body: Body, *, unit: str) -> Body:
    """Answer a body about a quote whose offsets count in this unit with them in code points."""
    if unit != UTF16:
        return body
    texts = Quote.objects.filter(pk=quote_id).values_list("text_version_id", flat=True)
    return _in_unit(body, texts.first() or 0, unit=unit)


def _in_unit(body: Body, text_version: int, *, unit: str) -> Body:
    if unit != UTF16:
        return body
    read: Body = in_codepoints(body, astral_in_texts([text_version]).get(text_version, PLAIN))
    return read


def _mark(sender: Sender, body: Body) -> int:
    text = sender.text_version(body)
    changes = read_changes(_in_unit(body, text, unit=sender.unit))
    by = writer_of(sender.request)
    return commands.mark_quote(text, by=by, changes=changes, known=sender.known).pk


def _known(request: Request, quote_id: int) -> Problem:
    """Answer the problem of who wants a new quote or none, where this one has the name."""
    body = body_of(request, quote_id)
    message = f"Quote {quote_id} has this name already; If-None-Match says *."
    fault = Fault(header="If-None-Match", value="*", code="stale_version", detail=message)
    return overtaken(request, quote_id, orjson.loads(body)["version"], fault, body=body)


def _renew(sender: Sender, quote_id: int, body: Body) -> None:
    request = sender.request
    with transaction.atomic():
        standing = _locked(quote_id)
        _refuse_elsewhere(standing, body)
        was = body_of(request, quote_id)
        unseen = _unseen(request, standing, was)
        given = {key: body[key] for key in body if key not in {"article", "text_version"}}
        try:
            change(request, quote_id, given, version=standing.version, unit=sender.unit)
        except Refused as error:
            raise unseen or error from error
        before, after = orjson.loads(was), orjson.loads(body_of(request, quote_id))
        if all(before[key] == after[key] for key in after if key not in ALWAYS_NEW):
            transaction.set_rollback(True)  # nothing happened, so there is no step to undo
        elif unseen:
            raise unseen


_LOCKED = """
select q.id, q.version, q.article_id, v.id, v.number
from quotes_quote q join articles_textversion v on v.id = q.text_version_id
where q.id = %s for update of q
"""


def _locked(quote_id: int) -> _Standing:
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(_LOCKED, [quote_id])
        row = cursor.fetchone()
    if row is None:  # gone since its name was looked up
        raise Overtaken
    return _Standing(*row)


def _refuse_elsewhere(standing: _Standing, body: Body) -> None:
    """Refuse a body about another text: its offsets would mean other words."""
    for field, stored in (("article", standing.article), ("text_version", standing.number)):
        if body.get(field, stored) != stored:
            detail = f"quote {standing.quote_id} stands in {field.replace('_', ' ')} {stored} now"
            fault = Fault(pointer=f"/{field}", value=body[field], code="moved", detail=detail)
            more = {"existing": standing.quote_id}
            raise Problem(409, "stands_elsewhere", detail, faults=[fault], more=more)


def _unseen(request: Request, standing: _Standing, body: bytes) -> Problem | None:
    """Answer the problem of changing what another person has written and this one has not seen."""
    sent = request.headers.get("If-Match")
    if not sent:
        if last_writer(standing.quote_id) == writer_of(request).pk:
            return None
        message = "Somebody else has changed the quote since: read it, and send its ETag."
    else:
        if demanded_version(request, standing.version) == standing.version:
            return None
        message = f"The quote is at version {standing.version} now; If-Match says {sent}."
    fault = Fault(header="If-Match", value=sent, code="stale_version", detail=message)
    return overtaken(request, standing.quote_id, standing.version, fault, body=body)
