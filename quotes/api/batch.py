"""Many quotes at once: each item as if it were sent alone, results in the order of the items."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from quotes.api import storing
from quotes.api.described import given, given_batch
from quotes.api.described.describe import WRITING, describe
from quotes.api.described.shapes import named
from quotes.api.endpoint import Endpoint
from quotes.api.one_quote import version_of
from quotes.api.protocol.answers import answer
from quotes.api.protocol.asked_for import asking, read_asked
from quotes.api.protocol.offers import Offer
from quotes.api.protocol.problems import Fault, Problem, wrong_body
from quotes.api.protocol.refusals import problem_of
from quotes.api.senders import Sender
from quotes.commands import Refused, StaleVersion
from quotes.commands.explain import check_now, explained
from quotes.forms import check_names
from quotes.models import Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

SENT = Offer(has_offsets=True)
NAMING = ("op", "id", "version")
"""What of an item says what to do, and to which quote."""


class QuoteBatch(Endpoint):
    """Quotes, many at once."""

    @describe(
        "store_quotes",
        "Mark and change many quotes in one request",
        {200: (named("Batch"), "What became of each item, in their order.")},
        problems=(*WRITING, 404, 409, 412, 428),
        body=given_batch.BATCH,
        parameters=asking(SENT),
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Store the items: all or none of them, unless `atomic` is false."""
        check_names(request.query_params, SENT.names)
        asked = read_asked(request, SENT)
        body = given_batch.BATCH.read(request.data)
        batch = _Batch(Sender(request, unit=asked.unit, is_batch=True))
        with transaction.atomic():
            batch.sender.look_up(_names_of(body["items"]))
            for item in body["items"]:
                batch.store(item)
            if batch.refused and body.get("atomic", True):
                raise batch.problem()
        return answer({"results": batch.results()})


@dataclass
class _Batch:
    """The items of a batch as they are stored, one after the other."""

    sender: Sender
    stored: list[storing.Stored | Problem] = field(default_factory=list)

    @property
    def refused(self) -> list[tuple[int, Problem]]:
        return [(n, each) for n, each in enumerate(self.stored) if isinstance(each, Problem)]

    def store(self, item: dict[str, Any]) -> None:
        """Store one item, or keep why not; what is refused leaves nothing behind."""
        try:
            with explained():
                stored = self._store({**item})
        except Problem as problem:
            self._refuse(problem)
        except Refused as error:
            self._refuse(problem_of(error, body=item))
        else:
            self.stored.append(stored)
            if item["op"] == "create" and item.get("external_id"):
                self.sender.has_named(item["external_id"], stored.quote_id)

    def _refuse(self, problem: Problem) -> None:
        self.stored.append(problem)
        self.sender.forget()  # what the item added is not there any more

    def problem(self) -> Problem:
        """Answer why none of the items is stored: all that is wrong with any of them."""
        refused = self.refused
        first = refused[0][1]
        faults = [fault for n, problem in refused for fault in _within(n, problem)]
        count = f"{len(refused)} of {len(self.stored)} items cannot be stored, so none is"
        detail = f"{count}: /items/{refused[0][0]}: {first.detail}"
        return Problem(first.status, first.code, detail, faults=faults)

    def results(self) -> list[dict[str, Any]]:
        """Answer what became of each item."""
        ids = [each.quote_id for each in self.stored if isinstance(each, storing.Stored)]
        rows = Quote.objects.filter(pk__in=ids).values_list("pk", "version", "external_id")
        told, request = {pk: (version, name) for pk, version, name in rows}, self.sender.request
        return [
            _refused(n, each, request) if isinstance(each, Problem) else _kept(n, each, told)
            for n, each in enumerate(self.stored)
        ]

    def _store(self, item: dict[str, Any]) -> storing.Stored:
        self._find_parent(item)
        body = {key: value for key, value in item.items() if key not in NAMING}
        is_new = item["op"] == "create"
        if is_new:
            given.NEW_QUOTE.read({key: item[key] for key in item if key != "op"})
            name = item.get("external_id")
            if name is None or self.sender.called(name) is None:
                return storing.mark(self.sender, body)  # which is checked, or rolled back, alone
        with transaction.atomic():
            stored = storing.mark(self.sender, body) if is_new else self._change(item, body)
            check_now()
        return stored

    def _change(self, item: dict[str, Any], body: dict[str, Any]) -> storing.Stored:
        named = given_batch.NAMED_ITEM.read(
            {key: item[key] for key in item if key in given_batch.NAMES}
        )
        if "version" not in named:
            message = "Say which version of the quote you have seen."
            fault = Fault(pointer="/version", code="precondition_required", detail=message)
            raise Problem(428, "precondition_required", message, faults=[fault])
        quote_id = named.get("id") or self._called(str(named["external_id"]), "/external_id")
        if "id" not in named:
            body.pop("external_id")
        self.sender.forget_names()  # it may change one
        request, unit = self.sender.request, self.sender.unit
        version_of(request, quote_id)  # 404 where it is not for this person
        given.QUOTE_CHANGES.read(body)
        try:
            storing.change(request, quote_id, body, version=named["version"], unit=unit)
        except StaleVersion as stale:
            message = f"The quote is at version {stale.current} now."
            fault = Fault(
                pointer="/version", value=named["version"], code="stale_version", detail=message
            )
            raise storing.overtaken(request, quote_id, stale.current, fault) from stale
        return storing.Stored(quote_id, is_new=False)

    def _find_parent(self, item: dict[str, Any]) -> None:
        """Put the id of the quote around it where the item names that otherwise."""
        match item.get("parent"):
            case {"item": int(n)} if 0 <= n < len(self.stored):
                stored = self.stored[n]
                if isinstance(stored, Problem):
                    raise _bad_parent(n, f"item {n} could not be stored")
                item["parent"] = stored.quote_id
            case {"item": n}:
                raise _bad_parent(n, "names no item before this one")
            case {"external_id": str(name)}:
                item["parent"] = self._called(name, "/parent/external_id")

    def _called(self, external_id: str, pointer: str) -> int:
        pk = self.sender.called(external_id)
        if pk is None:
            detail = f"there is no quote of the external_id “{external_id}” that you may see"
            fault = Fault(pointer=pointer, value=external_id, code="missing", detail=detail)
            raise wrong_body([fault]) if pointer != "/external_id" else _missing(fault)
        return pk


def _names_of(items: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what the items call quotes, as far as it can be a name."""
    for item in items:
        parent = item.get("parent")
        named = (item, parent) if isinstance(parent, dict) else (item,)
        for each in named:
            name = each.get("external_id")
            if isinstance(name, str) and "\x00" not in name:
                yield name


def _missing(fault: Fault) -> Problem:
    return Problem(404, "not_found", fault.detail, faults=[fault])


def _bad_parent(value: object, detail: str) -> Problem:
    fault = Fault(pointer="/parent/item", value=value, code="missing", detail=detail)
    return wrong_body([fault])


def _within(number: int, problem: Problem) -> list[Fault]:
    """Answer what is wrong with an item, each pointing into the batch."""
    at = f"/items/{number}"
    if not problem.faults:
        return [Fault(pointer=at, code=problem.code, detail=problem.detail)]
    return [
        replace(fault, pointer=at + (fault.pointer or ""), header=None) for fault in problem.faults
    ]


def _kept(
    number: int, stored: storing.Stored, told: dict[int, tuple[int, str | None]]
) -> dict[str, Any]:
    version, external_id = told[stored.quote_id]
    return {
        "index": number,
        "status": 201 if stored.is_new else 200,
        "id": stored.quote_id,
        "external_id": external_id,
        "version": version,
        "problem": None,
    }


def _refused(number: int, problem: Problem, request: Request) -> dict[str, Any]:
    within = Problem(
        problem.status,
        problem.code,
        problem.detail,
        faults=_within(number, problem),
        more=problem.more,
    )
    return {
        "index": number,
        "status": problem.status.value,
        "id": None,
        "external_id": None,
        "version": None,
        "problem": within.members(instance=request.path),
    }
