"""Cells of a matrix: in Python, for a page can have nine hundred."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotes.nets import Positions, strength
from quotes.templatetags.look import ICONS

if TYPE_CHECKING:
    from quotes.queries.figures.matrix import Cell
    from quotes.views.matrix_shown import CellShown

register = template.Library()

MINUS = "−"
LINE, EDGE = 96, 2
"""The line from -1 to +1 is so long, and begins so far from the edge, in a picture of 100."""


@register.filter
def net(value: float | None) -> str:
    """Write a net with its sign: "+0.81", "−0.08", "0.00"; "–" where there is none."""
    if value is None:
        return "–"
    size = f"{abs(value):.2f}"
    if size == "0.00":
        return size
    return f"{MINUS if value < 0 else '+'}{size}"


@register.filter
def taken(positions: Positions, position: str) -> int:
    """Answer how many take a position."""
    return int(getattr(positions, position))


@register.filter
def stands(value: float | None) -> str:
    """Answer the position a net is drawn as: "support", "oppose" or, between them, "neutral"."""
    level = strength(value or 0.0)
    return "support" if level > 0 else "oppose" if level < 0 else "neutral"


@register.filter
def shade(positions: Positions) -> str:
    """Answer the class that colours a cell: p1 to p3, m1 to m3, few, or nothing for between."""
    if positions.net is None or positions.is_few:
        return "few"
    level = strength(positions.net)
    return f"{'p' if level > 0 else 'm'}{abs(level)}" if level else ""


@register.simple_tag
def matrix_cell(shown: CellShown) -> SafeString:
    """Draw a cell: sign and shape, net, how many quotes, and the line from before to now."""
    cell = shown.cell
    if not cell.now.quotes:
        return mark_safe(f'<td class="no">{_nothing_now(shown)}</td>')  # noqa: S308  escaped there
    now = cell.now.net
    drawn = "" if now is None else _icon(stands(now))
    other = cell.difference
    differs = f'<i class="d">{net(other)}</i>' if other is not None and abs(other) >= 0.005 else ""  # noqa: PLR2004
    return mark_safe(  # noqa: S308  names are escaped in _told, addresses by urlencode and here
        f'<td class="{shade(cell.now)} num"><a href="{escape(shown.href)}">{drawn}<b>{net(now)}</b>'
        f'<span class="c">{cell.now.quotes:,}<span class="vh"> {_told(shown)}</span>{differs}'
        f"</span>{_line(cell)}</a></td>"
    )


def _icon(name: str) -> str:
    return (
        '<svg class="g" viewBox="0 0 10 10" aria-hidden="true">'
        f'<path fill-rule="evenodd" d="{ICONS[name]}"/></svg>'
    )


def _nothing_now(shown: CellShown) -> str:
    before = shown.cell.before
    if not before.quotes:
        return f'<span class="vh">{_("No quotes")}</span>'
    told = _("No quotes now; net was %(net)s") % {"net": net(before.net)}
    return f'<span class="vh">{told}</span>'


def _told(shown: CellShown) -> str:
    """Tell a cell in words, for who does not see it."""
    cell, now = shown.cell, shown.cell.now
    told = ngettext("quote", "quotes", now.quotes)
    told += _(": %(row)s on %(column)s, %(support)s support, %(between)s between,") % {
        "row": shown.row.name,
        "column": shown.column.name,
        "support": now.support,
        "between": now.between,
    }
    told += _(" %(oppose)s oppose") % {"oppose": now.oppose}
    if cell.before.net is not None:
        told += _("; net was %(net)s") % {"net": net(cell.before.net)}
    if cell.whole is not None and cell.difference:
        told += _("; with nothing left out %(net)s") % {"net": net(cell.whole.net)}
    return escape(told)


def _line(cell: Cell) -> str:
    """Draw before and now on a line from -1 to +1."""
    if cell.now.net is None:
        return ""
    now = _at(cell.now.net)
    was = "" if cell.before.net is None else _at(cell.before.net)
    move = f'<line class="go" x1="{was}" x2="{now}" y1="5" y2="5"/>' if was else ""
    dot = f'<circle class="was" cx="{was}" cy="5" r="3"/>' if was else ""
    return (
        '<svg class="m" viewBox="0 0 100 10" aria-hidden="true">'
        '<line x1="2" x2="98" y1="5" y2="5"/><line x1="50" x2="50" y1="1" y2="9"/>'
        f'{move}{dot}<circle cx="{now}" cy="5" r="3.6"/></svg>'
    )


def _at(value: float) -> str:
    return f"{EDGE + (value + 1) / 2 * LINE:.1f}"
