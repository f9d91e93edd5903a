"""Annotations as records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from quotes.interchange.files import check_file
from quotes.interchange.json_text import read_json
from quotes.interchange.records import Reading
from quotes.interchange.records.refused import ItemRefused
from quotes.interchange.records.schema import VERSION
from quotes.interchange.refusals import FileRefused
from quotes.interchange.w3c.foreign import Foreign
from quotes.interchange.w3c.selecting import read_targets
from quotes.interchange.w3c.writing import NAME

if TYPE_CHECKING:
    from pathlib import Path

    from quotes.commands.loading import Given


def read(path: Path) -> Given:
    """Read a collection, a page, a list of annotations or one, and change nothing.

    An annotation that is not ours is of an article that is here, by the address of its target.
    Raises FileRefused.
    """
    check_file(path)
    try:
        found = read_json(path.read_bytes())
    except ValueError as error:
        raise FileRefused(_("%(path)s: %(why)s") % {"path": path, "why": error}) from error
    reading, foreign = Reading(NAME), Foreign()
    _check_version(found, path)
    records = found.get("records", []) if isinstance(found, dict) else []
    for number, record in enumerate(records if isinstance(records, list) else []):
        reading.add(record, f"/records/{number}")
    for place, item in _items(found, path):
        try:
            record = _record(item, foreign)
        except ItemRefused as refused:
            reading.refuse(place, refused.message)
        else:
            reading.add(record, place)
    for place, record in foreign.records():
        reading.add(record, place)
    return reading.given()


def _check_version(found: Any, path: Path) -> None:
    version = found.get("schemaVersion", VERSION) if isinstance(found, dict) else VERSION
    if not isinstance(version, int) or not 1 <= version <= VERSION:
        message = _("%(path)s is of version %(schema)s; what is read here is %(version)s.")
        raise FileRefused(message % {"path": path, "schema": version, "version": VERSION})


def _items(found: Any, path: Path) -> list[tuple[str, Any]]:
    """Answer the annotations with their places."""
    where, page = "", found
    if isinstance(page, dict) and isinstance(page.get("first"), dict):
        where, page = "/first", page["first"]
    if isinstance(page, dict) and isinstance(page.get("items"), list):
        where, page = f"{where}/items", page["items"]
    if isinstance(page, dict) and "Annotation" in _listed(page.get("type")):
        return [("/", page)]
    if not isinstance(page, list):
        raise FileRefused(_("%(path)s holds no annotations.") % {"path": path})
    items = [(f"{where}/{number}", item) for number, item in enumerate(page)]
    total = found.get("total") if isinstance(found, dict) else None
    if total is not None and total != len(items):
        message = _("%(path)s holds %(count)s annotations and not %(total)s, as it says.")
        raise FileRefused(message % {"path": path, "count": len(items), "total": total})
    return items


def _record(item: Any, foreign: Foreign) -> dict[str, Any]:
    if not isinstance(item, dict) or "Annotation" not in _listed(item.get("type")):
        raise ItemRefused(_("is no Annotation"), "/type")
    content, source = read_targets(item.get("target"))
    quote = item.get("quote")
    if isinstance(quote, dict):
        return {**quote, "type": "quote", "content": content}
    return foreign.record(item, content, source)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
