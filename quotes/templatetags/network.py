"""What the page of a network says in words: its choices, what is left out, weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from quotes.networks.choices import DUPLICATES, MODES, NORMALISATIONS, QUALIFIERS
from quotes.queries.figures.counting import COUNTINGS
from quotes.queries.figures.network_rows import ATTRIBUTE, is_attribute
from quotes.queries.labels import worded
from quotes.views.network_page import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotes.networks.choices import Mode
    from quotes.queries.figures.network_nodes import Node
    from quotes.views.network_page import NetworkPage

register = template.Library()
register.filter("address", address_of)

WORDS = {
    "one": gettext_lazy("Tied by what they share"),
    "two": gettext_lazy("Tied to what they speak of"),
    "speaker": gettext_lazy("Speakers"),
    "organisation": gettext_lazy("Organisations"),
    "target": gettext_lazy("Targets by shared actors"),
    "subtract": gettext_lazy("Agreement less conflict"),
    "congruence": gettext_lazy("Agreement (congruence)"),
    "conflict": gettext_lazy("Conflict"),
    "ignore": gettext_lazy("Whatever is said"),
    "combine": gettext_lazy("Which positions occur"),
    "none": gettext_lazy("Nothing"),
    "average": gettext_lazy("Average activity"),
    "jaccard": gettext_lazy("Jaccard"),
    "cosine": gettext_lazy("Cosine, as in the program"),
    "activity": gettext_lazy("Activity of the row"),
    "prominence": gettext_lazy("Prominence of the column"),
    "all": gettext_lazy("All"),
    "article": gettext_lazy("Once per article"),
    "week": gettext_lazy("Once per week"),
    "month": gettext_lazy("Once per month"),
    "year": gettext_lazy("Once per year"),
    "ever": gettext_lazy("Once ever"),
    "printings": gettext_lazy("Printings"),
    "statements": gettext_lazy("Statements"),
    "outlets": gettext_lazy("Independent outlets"),
}

LEFT_OUT = {
    "rows_under_minimum": ngettext_lazy(
        "%(n)d node under the minimum", "%(n)d nodes under the minimum", "n"
    ),
    "rows_over_limit": ngettext_lazy("%(n)d less active node", "%(n)d less active nodes", "n"),
    "columns_over_limit": ngettext_lazy(
        "%(n)d less frequent column", "%(n)d less frequent columns", "n"
    ),
    "without_row": ngettext_lazy(
        "%(n)d statement without a named actor", "%(n)d statements without a named actor", "n"
    ),
    "without_column": ngettext_lazy(
        "%(n)d statement of a nameless column", "%(n)d statements of a nameless column", "n"
    ),
    "without_position": ngettext_lazy(
        "%(n)d statement that neither supports nor opposes",
        "%(n)d statements that neither support nor oppose",
        "n",
    ),
}
NOT_DRAWN = {
    "lines_left_out": ngettext_lazy("%(n)d weaker line", "%(n)d weaker lines", "n"),
    "labels_left_out": ngettext_lazy(
        "%(n)d name for want of room", "%(n)d names for want of room", "n"
    ),
}


@dataclass(frozen=True)
class Field:
    """One choice of the form."""

    name: str
    label: str
    value: str
    choices: list[tuple[str, str]]


@register.filter
def network_fields(page: NetworkPage) -> list[Field]:
    """Answer the choices of the form, with what is chosen."""
    choice = page.asked.choice
    keys = page.attribute_keys
    rows = ["speaker", "organisation", "target", *(f"{ATTRIBUTE}{key}" for key in keys)]
    colours = [
        ("", _("Coalition")),
        *((key, key) for key in dict.fromkeys([*keys, page.colour]) if key),
    ]
    return [
        Field(
            "rows", _("Actors"), page.asked.rows, _choices(dict.fromkeys([*rows, page.asked.rows]))
        ),
        Field("mode", _("Drawn"), choice.mode, _choices(MODES)),
        Field("qualifier", _("Lines show"), choice.qualifier, _qualifiers(choice.mode)),
        Field(
            "normalisation",
            _("Weighed by"),
            choice.normalisation,
            _choices(NORMALISATIONS[choice.mode]),
        ),
        Field("duplicates", _("Count"), choice.duplicates, _choices(DUPLICATES)),
        Field("counting", _("Counted are"), page.asked.counting, _choices(COUNTINGS)),
        Field("colour", _("Colour by"), page.colour, colours),
    ]


@register.filter
def weight(value: float) -> str:
    """Write a weight: whole, or with two digits."""
    return str(intcomma(int(value))) if value == int(value) else str(floatformat(value, 2))


@register.filter
def kind_in_words(node: Node) -> str:
    """Say what a node is."""
    if is_attribute(node.of):
        return node.of.removeprefix(ATTRIBUTE)
    return str(worded(node.kind, "target" if node.of == "target" else "speaker"))


@register.filter
def left_out_in_words(page: NetworkPage) -> str:
    """Say all that a network and its picture do not show; "" where that is nothing."""
    counts = {name: getattr(page.network.left_out, name) for name in LEFT_OUT}
    if page.network.nodes:
        counts |= {name: getattr(page.picture, name) for name in NOT_DRAWN}
    words = {**LEFT_OUT, **NOT_DRAWN}
    return ", ".join(words[name] % {"n": n} for name, n in counts.items() if n)


def _qualifiers(mode: Mode) -> list[tuple[str, str]]:
    first, *others = _choices(QUALIFIERS[mode])
    return [(first[0], _("Support less opposition")) if mode == "two" else first, *others]


def _choices(values: Iterable[str]) -> list[tuple[str, str]]:
    return [
        (value, value.removeprefix(ATTRIBUTE) if is_attribute(value) else str(WORDS[value]))
        for value in values
    ]
