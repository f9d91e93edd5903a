"""Which words of which article an annotation is about."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from quotes.interchange.records.refused import ItemRefused


def read_targets(targets: Any) -> tuple[list[dict[str, Any]], str]:
    """Answer the parts of a text, and the address of what it is the text of. Raises ItemRefused."""
    listed = targets if isinstance(targets, list) else [targets]
    parts, sources = list[dict[str, Any]](), dict[str, None]()
    for number, target in enumerate(listed):
        at = f"/target/{number}"
        if not isinstance(target, dict):
            raise ItemRefused(_("has no selector: it is about no words"), at)
        source = target.get("source")
        source = source.get("id") if isinstance(source, dict) else source
        if not isinstance(source, str):
            raise ItemRefused(_("has no source"), at)
        sources[source] = None
        parts.append(_part(target.get("selector"), at))
    if len(sources) != 1:
        raise ItemRefused(_("is about more than one article, or about none"), "/target")
    return parts, next(iter(sources))


def _part(selectors: Any, at: str) -> dict[str, Any]:
    """Answer one part by the positions and the words that selectors tell."""
    found: dict[str, Any] = {}
    for each in selectors if isinstance(selectors, list) else [selectors]:
        kind = each.get("type") if isinstance(each, dict) else None
        if kind == "TextPositionSelector":
            found |= {name: each[name] for name in ("start", "end") if name in each}
        elif kind == "TextQuoteSelector":
            names = ("exact", "prefix", "suffix")
            found |= {name: each[name] for name in names if name in each}
    if not found:
        message = _("has neither a TextPositionSelector nor a TextQuoteSelector")
        raise ItemRefused(message, f"{at}/selector")
    return found
