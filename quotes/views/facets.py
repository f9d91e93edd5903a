"""The filters beside a list of quotes, one after the other, as the page draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.queries.choices import OFFERED

if TYPE_CHECKING:
    from django.http import QueryDict

    from quotes.queries.choices import Choice, Choices
    from quotes.queries.filters import QuoteFilters
    from quotes.queries.search import Facets

OPENED = ("target", "stance", "speaker", "organisation", "kind", "sourcing", "act", "outlet")
MORE = (
    *("language", "role", "attribute", "cue", "cue_class", "relay", "relayed", "descriptor"),
    *("block", "decided", "unsure"),
)
FOLDED = ("outlet",)
"""Of those outside "More", what is folded until something of it is chosen."""
LEGENDS = {
    "target": gettext_lazy("Target"),
    "stance": gettext_lazy("Stance"),
    "speaker": gettext_lazy("Speaker"),
    "organisation": gettext_lazy("Organisation"),
    "kind": gettext_lazy("Kind"),
    "sourcing": gettext_lazy("Sourcing"),
    "act": gettext_lazy("Act"),
    "status": gettext_lazy("Status"),
    "outlet": gettext_lazy("Outlet"),
    "language": gettext_lazy("Language"),
    "role": gettext_lazy("Role at the time"),
    "attribute": gettext_lazy("Attribute"),
    "cue": gettext_lazy("Cue"),
    "cue_class": gettext_lazy("Class of the cue"),
    "relay": gettext_lazy("Relay"),
    "relayed": gettext_lazy("Relayed"),
    "descriptor": gettext_lazy("Described as"),
    "block": gettext_lazy("Printed in"),
    "decided": gettext_lazy("Decided"),
    "unsure": gettext_lazy("Second look"),
}
FINDS = {
    "target": ("target-options", gettext_lazy("Find a target"), gettext_lazy("Targets found")),
    "speaker": ("speaker-options", gettext_lazy("Find a speaker"), gettext_lazy("Speakers found")),
    "organisation": (
        "speaker-options",
        gettext_lazy("Find an organisation"),
        gettext_lazy("Organisations found"),
    ),
}
"""The typeahead of a filter: its address by name, and what it is called."""
TYPED = {
    "role": gettext_lazy("Add a role"),
    "attribute": gettext_lazy("Add one: party:Green"),
    "cue": gettext_lazy("Add a cue"),
    "relay": gettext_lazy("Add a relay"),
    "descriptor": gettext_lazy("Add a description"),
    "language": gettext_lazy("Add a language: fr"),
}
"""The filters to which one adds what one types."""
LONG = ("target", "speaker", "organisation", "outlet", "cue", "relay", "descriptor", "language")
"""The filters with a page of all their values."""
HIDDEN = ("article", "waits", "family", "statement")
PARTED = {
    "target": gettext_lazy("with all that is part of it"),
    "organisation": gettext_lazy("with all that is part of it"),
}


@dataclass(frozen=True)
class Facet:
    """One filter: its choices, how many are on, and how one adds to them.

    `rest`: how many more values there are on the page of all. `parts`: None where it has none, else
    whether they are taken in. `options`: where a typeahead asks; `typed`: what to type.
    """

    field: str
    legend: str
    choices: list[Choice]
    opened: bool
    on: int
    rest: int = 0
    options: str = ""
    find: str = ""
    found: str = ""
    typed: str = ""
    is_long: bool = False
    parts: bool | None = None


def facets(
    filters: QuoteFilters, offered: Choices, counts: Facets, *, works_here: bool
) -> tuple[list[Facet], list[Facet]]:
    """Answer the filters that stand on the page, and those under "More"."""
    first = (*OPENED, "status") if works_here else OPENED
    return (
        [_facet(field, filters, offered[field], counts) for field in first],
        [_facet(field, filters, offered[field], counts) for field in MORE],
    )


def kept(filters: QuoteFilters, query: QueryDict) -> list[tuple[str, str]]:
    """Answer what of an address no filter on the page shows: the form sends it along."""
    fields = tuple(f"{name}:" for name in HIDDEN)
    values = [(name, value) for name in HIDDEN for value in query.getlist(name)]
    values += [("not", each) for each in filters.not_ if each.startswith(fields)]
    return values


def _facet(field: str, filters: QuoteFilters, choices: list[Choice], counts: Facets) -> Facet:
    on = sum(each.chosen or each.left_out for each in choices)
    options, find, found = FINDS.get(field, ("", "", ""))
    has_parts = field in PARTED and bool(getattr(filters, field))
    return Facet(
        field=field,
        legend=_legend(field, filters),
        choices=choices,
        opened=bool(on) or (field in OPENED and field not in FOLDED),
        on=on,
        rest=max(len(counts.of(field)) - OFFERED, 0) if field in LONG else 0,
        options=options,
        find=str(find),
        found=str(found),
        typed=str(TYPED.get(field, "")),
        is_long=field in LONG,
        parts=field in filters.parts if has_parts else None,
    )


def _legend(field: str, filters: QuoteFilters) -> str:
    if field == "stance" and len(filters.target) == 1:
        return _("Stance on this target")
    return str(LEGENDS[field])
