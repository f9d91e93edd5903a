"""JSON, one article a line: the same object that the API takes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles.drafts import Draft, DraftRefused, Metadata, read_dated, read_published_at, shown
from articles.printed import Printed, with_printed
from articles.readers.encoding import decode
from articles.readers.html import read_markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

LINES = ("title", "outlet", "byline", "url", "language", "external_id")
PRINTING = ("kind", "dated", "note")
BESIDE = ("headline", "standfirst", "captions")
KEYS = ("text", "html", *LINES, "published_at", *PRINTING, *BESIDE)


def read_jsonl(data: bytes, *, tz: tzinfo) -> Iterator[tuple[int, Draft | DraftRefused]]:
    """Read each line that is not blank, as (line from 1, draft or why not).

    One bad line never hides the others.
    """
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, read_object(_parse(line), tz=tz)
        except DraftRefused as refused:
            yield number, refused


def read_object(value: object, *, tz: tzinfo) -> Draft:
    """Read one article from parsed JSON.

    Keys nobody knows, values that are not text, and no text are refused.
    """
    if not isinstance(value, dict):
        raise DraftRefused("line", value, _("This is not a JSON object."))
    printed = _printed_beside(value)
    given = _strings({key: item for key, item in value.items() if key not in BESIDE})
    if bool(given.get("text")) == bool(given.get("html")):
        raise DraftRefused("text", "", _("Give the article as either “text” or “html”."))
    published_at = read_published_at(given.get("published_at", ""), tz=tz)
    lines = {key: given[key] for key in LINES if key in given}
    metadata = Metadata(published_at=published_at, **lines)
    if given.get("html"):
        draft = read_markup(given["html"], tz=tz, given=metadata)
    else:
        draft = Draft(text=given["text"], source_format="text", **metadata.known())
    draft = with_printed(draft, printed)
    of_the_text = {key: given[key] for key in PRINTING if key in given}
    return _printed(draft, **of_the_text) if of_the_text else draft


def _printed_beside(value: Mapping[str, object]) -> Printed:
    """Read headline and standfirst, which are text, and captions, a list of texts."""
    given = _strings({key: value[key] for key in ("headline", "standfirst") if key in value})
    captions = value.get("captions") or []
    if not isinstance(captions, list):
        raise DraftRefused("captions", captions, _("Captions are a list of texts."))
    texts = [text for each in captions for text in _strings({"captions": each}).values()]
    return Printed(captions=tuple(texts), **given)


def _printed(draft: Draft, *, kind: str = "", dated: str = "", note: str = "") -> Draft:
    return replace(draft, kind=kind or draft.kind, dated=read_dated(dated), note=note)


def _strings(value: Mapping[str, object]) -> dict[str, str]:
    """Keep what is given, which must be text under a known key; null is "unknown"."""
    strings = {}
    for key, item in value.items():
        if key not in KEYS:
            raise DraftRefused(
                shown(key),
                item,
                _("“%(key)s” is no field of an article. They are %(names)s.")
                % {"key": shown(key), "names": ", ".join(KEYS)},
            )
        if item is None:
            continue
        if not isinstance(item, str):
            raise DraftRefused(
                key,
                item,
                _("%(value)s is not text in quotation marks.") % {"value": shown(json.dumps(item))},
            )
        strings[key] = item
    return strings


def _parse(line: bytes) -> object:
    text = decode(line)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = _("This is not JSON: %(msg)s at character %(pos)s.") % {
            "msg": error.msg,
            "pos": error.pos,
        }
        raise DraftRefused("line", error.doc[error.pos : error.pos + 20], message) from error
    except ValueError as error:
        raise DraftRefused("line", "", _("A number in it is too long.")) from error
    except RecursionError as error:
        raise DraftRefused("line", "", _("This JSON is nested too deeply.")) from error
