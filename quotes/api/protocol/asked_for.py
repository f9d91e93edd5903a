"""How a list or one object is asked for beside its filters: read strictly, in one place for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from articles.drafts import shown
from quotes.api.described.describe import CURSOR, query
from quotes.api.described.shapes import CODEPOINT, UNITS
from quotes.api.protocol.answers import LIMIT, MOST, given_again
from quotes.api.protocol.problems import wrong_parameter
from quotes.forms.values import either

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from drf_spectacular.utils import OpenApiParameter
    from rest_framework.request import Request

    from quotes.api.protocol.offers import Offer


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a client asked for; no `fields` are all of them."""

    cursor: str | None = None
    limit: int = LIMIT
    count: bool = False
    order: str = ""
    fields: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    unit: str = CODEPOINT

    def chosen(self, body: str) -> str:
        """Answer a JSON object with the members asked for, where not all are."""
        if not self.fields:
            return body
        members: dict[str, Any] = orjson.loads(body)
        kept = {name: value for name, value in members.items() if name in self.kept}
        return orjson.dumps(kept).decode()

    @property
    def kept(self) -> Collection[str]:
        """Answer the members asked for; the id is always one of them."""
        return {"id", *self.fields} if self.fields else ()


AS_IT_IS = Asked()
"""The first page of whole objects, offsets in code points."""


def asking(offer: Offer) -> list[OpenApiParameter]:
    """Describe the parameters of an offer."""
    return [_DESCRIBED[name](offer) for name in offer.names]


def read_asked(request: Request, offer: Offer) -> Asked:
    """Read what of an offer is asked for. Names that are no parameters the filters refuse."""
    given = {name: value for name in offer.names if (value := _single(request, name)) is not None}
    return Asked(
        cursor=given.get("cursor"),
        limit=_limit(given.get("limit", str(LIMIT))),
        count=_one_of("count", given.get("count", "false"), ("true", "false")) == "true",
        order=_one_of("order", given["order"], offer.orders)
        if "order" in given
        else next(iter(offer.orders), ""),
        fields=_several("fields", given.get("fields"), offer.members),
        include=_several("include", given.get("include"), offer.include),
        unit=_one_of("offset_unit", given.get("offset_unit", CODEPOINT), UNITS),
    )


def counted(found: int, *, most: int) -> dict[str, object]:
    """Answer how many there are, where no more than `most` were counted."""
    return {"value": min(found, most), "exact": found <= most}


def _single(request: Request, name: str) -> str | None:
    values = request.query_params.getlist(name)
    if len(values) > 1:
        raise given_again(name, values)
    if values == [""]:
        raise wrong_parameter(name, "", "is empty; leave it out, or give it a value")
    return values[0] if values else None


def _limit(value: str) -> int:
    digits = value.isascii() and value.isdigit() and len(value) <= len(str(MOST))
    if not digits or not 1 <= int(value) <= MOST:
        raise wrong_parameter("limit", shown(value), f"wants a whole number from 1 to {MOST}")
    return int(value)


def _one_of(name: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise wrong_parameter(name, shown(value), f"is {either(known)}")
    return value


def _several(name: str, value: str | None, known: Sequence[str]) -> tuple[str, ...]:
    asked = value.split(",") if value is not None else []
    for each in asked:
        if each not in known:
            told = f"has no “{shown(each)}”; write some of these with commas: {', '.join(known)}"
            raise wrong_parameter(name, shown(value), told)
    return tuple(dict.fromkeys(asked))


def _listed(known: Sequence[str]) -> dict[str, Any]:
    any_of = f"({'|'.join(known)})"
    return {"type": "string", "pattern": f"^{any_of}(,{any_of})*$"}


_DESCRIBED: dict[str, Callable[[Offer], OpenApiParameter]] = {
    "cursor": lambda _: query(
        "cursor",
        CURSOR,
        "Where the page begins: from `next`, never made up. It belongs to the filters and the"
        " order; `limit`, `fields`, `include` and `offset_unit` may change between pages.",
    ),
    "limit": lambda _: query(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT},
        "How many there are on a page.",
    ),
    "count": lambda _: query(
        "count",
        {"type": "boolean", "default": False},
        "Tell in `count` how many there are in all; `exact` is false where there are more than"
        " were counted.",
    ),
    "order": lambda offer: query(
        "order",
        {"type": "string", "enum": [*offer.orders], "default": offer.orders[0]},
        "What the list goes by.",
    ),
    "fields": lambda offer: query(
        "fields",
        {**_listed(offer.members), "example": f"id,{offer.members[-1]}"},
        "Only these members, with commas between them; `id` is always there.",
    ),
    "include": lambda offer: query(
        "include",
        _listed(offer.include),
        "Answer these, too, with commas between them: each once, in `included`, as its own address"
        " answers it; what you may not see is left out.",
    ),
    "offset_unit": lambda _: query(
        "offset_unit",
        {"type": "string", "enum": [*UNITS], "default": CODEPOINT},
        "What offsets and lengths count: Unicode code points, or the UTF-16 units of JavaScript,"
        " Java and .NET.",
    ),
}
