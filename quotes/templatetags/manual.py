"""Prose of the API's description, with `code` between backticks."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def with_code(told: str) -> SafeString:
    """Answer prose in which what stands between backticks is code."""
    parts = enumerate(str(told).split("`"))
    drawn = (format_html("<code>{}</code>" if at % 2 else "{}", part) for at, part in parts)
    return format_html_join("", "{}", ((each,) for each in drawn))
