"""What templates cannot say in a few words: icons, marked paragraphs, initials, how sure."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.template.base import Node
from django.template.defaultfilters import floatformat, truncatechars
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quotes.models import Stance
from quotes.positions import Hint
from quotes.queries.annotation.rows import StanceRow
from quotes.queries.labels import worded
from quotes.queries.reasons import reason_in_words
from quotes.segments import Mark, Paragraph, Segment
from quotes.sureness import sureness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.template.base import Parser, Token
    from django.template.context import Context

register = template.Library()

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"}
)
RING = "m0 2.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6Z"
FULL, HOLE = "M5 0a5 5 0 1 1 0 10A5 5 0 0 1 5 0Z", "m0 1.3a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4Z"

LONGEST_LEFT_OUT = 200
# Each drawn in a square of 10; stances have a shape of their own, not only a colour.
ICONS = {
    "support": "M5 1 9.6 9H.4z",
    "oppose": "M5 9 .4 1h9.2z",
    "neutral": "M0 3.6h10v2.8H0z",
    "mixed": "M5 .2 9.8 5 5 9.8.2 5z",
    "unclear": f"M5 .5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z{RING}",
    "sure": FULL,
    "check": f"{FULL}m0 1.3v7.4a3.7 3.7 0 0 0 0-7.4Z",
    "guess": FULL + HOLE,
    "yes": "M.6 5.2 2 3.8l1.9 1.9L8 1.6 9.4 3 3.9 8.5z",
    "no": "M1.5.4 5 3.9 8.5.4l1.1 1.1L6.1 5l3.5 3.5-1.1 1.1L5 6.1 1.5 9.6.4 8.5 3.9 5 .4 1.5z",
    "down": "M0 2.5h10L5 8.5z",
    "then": "M1 4.3h5.5L4.2 2l1-1L9.5 5 5.2 9l-1-1 2.3-2.3H1z",
    "turning": "M5 0a5 5 0 1 0 5 5H8.6A3.6 3.6 0 1 1 5 1.4z",
}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw an icon; whatever it means has to be said in words beside it."""
    return format_html(
        '<svg viewBox="0 0 10 10" aria-hidden="true"><path fill-rule="evenodd" d="{}"/></svg>',
        ICONS[name],
    )


@register.filter
def left_out_in_words(words: str) -> str:
    """Say which printed words stand between two parts of a quote."""
    return _("left out: %(words)s") % {"words": truncatechars(words, LONGEST_LEFT_OUT)}


register.filter("reason_in_words", reason_in_words)
register.filter("worded", worded)


@register.filter
def confidence_in_words(confidence: float) -> str:
    """Say how sure the machine is, as a number."""
    return _("confidence %(number)s") % {"number": floatformat(confidence, 2)}


register.filter("sureness", sureness)  # three words, which are also names of icons


@register.filter
def initials(name: str) -> str:
    """Shorten a name to the first letters of its first and last word."""
    words = str(name).split()
    return (
        "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper() if words else "?"
    )


@register.filter
def is_rtl(language: str) -> bool:
    """Tell whether a language tag is of one that is written from right to left."""
    return language.partition("-")[0].lower() in RIGHT_TO_LEFT


@register.simple_tag
def sends(to: str) -> SafeString:
    """Draw the attributes of a form that changes something, which works without a script, too.

    In Python, for the article page has dozens. hx-sync stands on each form: one taken from the page
    while it waits would not find an inherited one.
    """
    to = escape(to)
    return mark_safe(  # noqa: S308  escaped above
        f'method="post" action="{to}" hx-post="{to}" hx-target="#panel" hx-sync="#panel:queue all"'
        ' hx-indicator="#state" hx-include="#was, #shown"'
    )


class _Seen(Node):
    def render(self, context: Context) -> str:
        """Draw both fields as Django would: of a panel they are a tenth."""
        active = context.get("active")
        version = active.quote.version if active else ""
        return (
            f'<input type="hidden" name="csrfmiddlewaretoken" value="{context["csrf_token"]}">'
            f'<input type="hidden" name="version" value="{version}">'
        )


@register.tag
def seen(_parser: Parser, _token: Token) -> Node:
    """Draw what a form about the quote in hand sends along: where it came from, what one saw."""
    return _Seen()


class _Said(TranslateNode):
    plain: str | None = None

    def render(self, context: Context) -> str:
        """Look words up, but where one language is offered alone once and for all."""
        if settings.USE_I18N:
            return super().render(context)
        if self.plain is None:
            self.plain = super().render(context)
        return self.plain


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Say something in the language of the page, as Django's own tag does."""
    node = do_translate(parser, token)
    asked = node.filter_expression
    is_plain = getattr(asked.var, "literal", None) is not None and not asked.filters
    if node.asvar or node.message_context or not is_plain:
        return node
    return _Said(asked, node.noop)


@register.simple_tag
def choices(offered: Iterable[tuple[str, str]], now: str, name: str, form: str) -> SafeString:
    """Draw the choices of a chip, values with their words, which digits choose while it is open."""
    return format_html_join(
        "",
        '<button form="{}" name="{}" value="{}" data-key="{}" aria-pressed="{}">'
        '<b class="num" aria-hidden="true">{}</b> {}</button>',
        (
            (form, name, value, key, "true" if value == now else "false", key, word)
            for key, (value, word) in enumerate(offered, 1)
        ),
    )


@register.simple_tag
def five(row: StanceRow) -> SafeString:
    """Draw the positions a speaker can take towards the target of a row; digits choose them."""
    target, now = row.target.pk, row.position
    hinted = row.hint.position if row.hint else None
    condition = " if" if row.hint and row.hint.conditional else ""
    drawn = [
        f'<button id="stance-{target}-{value}" name="position" data-lit-key="{key}"'
        + (
            f' value="{value}{condition}" class="hinted" aria-describedby="stance-{target}-why"'
            if value == hinted
            else f' value="{value}"'
        )
        + f' aria-pressed="{"true" if value == now else "false"}">{inside}</button>'
        for key, (value, inside) in enumerate(_positions(get_language()), 1)
    ]
    return mark_safe("".join(drawn))  # noqa: S308  our own words


@register.simple_tag
def reads_as(hint: Hint) -> str:
    """Say which position the words seem to take: the editor decides."""
    position = worded(hint.position, "position")
    if hint.conditional:
        return _("Reads as %(position)s, if…:") % {"position": position}
    return _("Reads as %(position)s:") % {"position": position}


@cache
def _positions(_language: str | None) -> list[tuple[str, str]]:
    """Answer each position with what its button shows: of eight rows all are alike."""
    return [
        (
            value,
            format_html(
                '{}<b class="num" aria-hidden="true">{}</b><span class="w">{}</span>',
                icon(value),
                key,
                capfirst(label),
            ),
        )
        for key, (value, label) in enumerate(Stance.Position.choices, 1)
    ]


@register.simple_tag
def paragraph(drawn: Paragraph) -> SafeString:
    """Draw a paragraph with its marks: in Python, for an article can have three thousand segments.

    No character is added to the text and none left out: `static/js/offsets.js` counts on it.
    """
    inside = "".join([_segment(segment) for segment in drawn.segments])
    start = drawn.start
    return mark_safe(f'<p id="p{start}" data-o="{start}" dir="auto">{inside}</p>')  # noqa: S308  escaped below


def _segment(segment: Segment) -> str:
    begins = "".join([_number(mark) for mark in segment.begins])
    text = escape(segment.text)
    if not segment.quotes:
        return begins + text
    quotes = " ".join(map(str, segment.quotes))
    chain = f' data-chain="{segment.chain}"' if segment.chain else ""
    return f'{begins}<span class="{segment.classes}" data-q="{quotes}"{chain}>{text}</span>'


def _number(mark: Mark) -> str:
    """Draw the link before a quote: CSS shows its number, so that no character joins the text."""
    active = " on" if mark.active else ""
    shown = str(mark.number) if mark.number else "→"  # one that went on to another text
    name = mark.label
    if mark.number:
        name = _("Quote %(number)s: %(label)s") % {"number": mark.number, "label": name}
    return (
        f'<a class="qa{active}" id="q{mark.quote}" href="?quote={mark.quote}"'
        f' data-n="{shown}" aria-label="{escape(name)}"></a>'
    )
