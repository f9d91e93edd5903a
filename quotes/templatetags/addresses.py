"""Addresses of the same view, a little different: as a file, about one target, without some."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.datastructures import MultiValueDict

    Query = MultiValueDict[str, str]

register = template.Library()

LEAVE_OUTS = (
    ("sourcing:unnamed", gettext_lazy("unnamed sources")),
    ("relayed:yes", gettext_lazy("relayed words")),
    ("decided:batch", gettext_lazy("accepted in a batch")),
)
COUNTING = {
    "printings": gettext_lazy("printings"),
    "statements": gettext_lazy("statements"),
    "outlets": gettext_lazy("independent outlets"),
}
NOT_FED = ("after", "as", "counting", "sort")
IN_THE_FORM = ("said_from", "said_to", "counting", "after", "as")


@register.filter
def as_file(query: Query, name: str) -> str:
    """Answer the address of a figure of this view as a file."""
    left = _without(query, "after", "as", "changes")
    left["as"] = name
    return f"?{urlencode(_pairs(left))}"


@register.filter
def as_feed(address: str) -> str:
    """Answer the address of the feed of those quotes that a list shows."""
    asked = parse_qsl(urlsplit(address).query)
    left = [(name, value) for name, value in asked if name not in NOT_FED]
    feed = reverse("quote-feed")
    return f"{feed}?{urlencode(left)}" if left else feed


@register.filter
def with_all_changes(query: Query) -> str:
    """Answer the address of this view with every change of position."""
    left = _without(query, "after", "as")
    left["changes"] = "all"
    return f"?{urlencode(_pairs(left))}#changes"


@register.filter
def about(address: str, target: int) -> str:
    """Answer the address of those quotes of a list that are about a target."""
    return f"{address}&target={target}"


@register.filter
def others(query: Query) -> list[tuple[str, str]]:
    """Answer the parameters that the form of leave-outs, days and counting keeps as they are."""
    offered = {value for value, _ in LEAVE_OUTS}
    return [
        (name, value)
        for name, value in _pairs(_without(query, *IN_THE_FORM))
        if name != "not" or value not in offered
    ]


@register.filter
def without_on(query: Query) -> list[tuple[str, str]]:
    """Answer the parameters that choosing a target for the chart keeps as they are."""
    return _pairs(_without(query, "on", "after", "as"))


@register.filter
def without_by(query: Query) -> list[tuple[str, str]]:
    """Answer the parameters that choosing what voices are told apart by keeps as they are."""
    return _pairs(_without(query, "by", "after", "as"))


@register.simple_tag
def leave_outs() -> tuple[tuple[str, object], ...]:
    """Answer what any figure can be drawn without, each with its words."""
    return LEAVE_OUTS


@register.filter
def counting_in_words(counting: str) -> str:
    """Say what a figure counts."""
    return str(COUNTING[counting])


def _without(query: Query, *names: str) -> Query:
    left = query.copy()
    for name in names:
        left.pop(name, None)
    return left


def _pairs(query: Query) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in query.lists() for value in values]
