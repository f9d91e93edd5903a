"""Who is quoted, in words: what a group of voices is called, and shares as percentages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from quotes.queries.figures.audit import Group

register = template.Library()

NONE = {
    "organisation": gettext_lazy("for nobody given"),
    "role": gettext_lazy("no role known"),
    "outlet": gettext_lazy("outlet not known"),
    "speaker": gettext_lazy("nobody told apart"),
    "prominence": gettext_lazy("captions"),
}
FIFTHS = {
    "0": gettext_lazy("headline and first fifth"),
    "1": gettext_lazy("second fifth"),
    "2": gettext_lazy("third fifth"),
    "3": gettext_lazy("fourth fifth"),
    "4": gettext_lazy("last fifth"),
}


@register.filter
def group_name(group: Group, by: str) -> str:
    """Answer what a group of voices is called."""
    if group.key is None:
        return str(NONE.get(by, gettext_lazy("not given")))
    return str(FIFTHS[group.key]) if by == "prominence" else group.name


@register.filter
def percent(share: float | None) -> str:
    """Write a share of 1 as a percentage, one decimal."""
    if share is None:
        return "–"
    return _("%(number)s %%") % {"number": number_format(round(share * 100, 1), 1)}


@register.filter
def difference(group: Group) -> str:
    """Write by how many points a share differs from that of all quotes."""
    points = (group.share - (group.share_with or 0)) * 100
    return f"{'−' if points < 0 else '+'}{number_format(round(abs(points), 1), 1)}"
