"""What the pages of lists answer, as JSON Schema, and objects of which some members are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.api.described.shapes import FLAG, LINK, OFFSET_UNIT, listed, named, or_null, record
from quotes.api.protocol.offers import NOTHING_ELSE, Offer

if TYPE_CHECKING:
    from quotes.api.described.shapes import Schema

COUNTED = record(
    {
        "value": {"type": "integer", "minimum": 0, "description": "How many were counted."},
        "exact": {**FLAG, "description": "False: there are more than these."},
    },
    "How many there are in all.",
)
INCLUDED = record(
    {
        "articles": listed(named("Article")),
        "speakers": listed(named("KnownSpeaker"), "Who speaks, is spoken for, or passed it on."),
        "targets": listed(named("Target"), "What the stances are on."),
    },
    "What `include` asked for, each once, as its own address answers it.",
    required=[],
)


def page_of(component: str, offer: Offer = NOTHING_ELSE) -> Schema:
    """Answer the schema of one page of a list, with what can be asked of it beside its filters."""
    page: dict[str, Schema] = {
        "results": listed(some_of(component) if offer.members else named(component)),
        "next": or_null({**LINK, "description": "The page after this one; null on the last."}),
    }
    also: dict[str, Schema] = {"included": named("Included")} if offer.include else {}
    if offer.has_offsets:
        page["offset_unit"] = OFFSET_UNIT
    if offer.is_list:
        also["count"] = named("Count")
    return record({**page, **also}, required=[*page])


def some_of(component: str) -> Schema:
    """Answer the schema of an object that is whole, or has the members that `fields` chose."""
    return {"anyOf": [named(component), named(f"{component}Selection")]}
