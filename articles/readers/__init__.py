"""From bytes to drafts: one module per input format. Pure Python; nothing is stored here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from articles.drafts import Draft, DraftRefused
from articles.readers.html import read_html
from articles.readers.jsonl import read_jsonl
from articles.readers.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

Format = Literal["auto", "text", "html", "jsonl"]
FORMATS: tuple[Format, ...] = ("auto", "text", "html", "jsonl")
ENDINGS: dict[str, Format] = {
    "txt": "text",
    "text": "text",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
}
_MARKUP = (b"<!doctype html", b"<html")


def tell_format(data: bytes, filename: str) -> Format:
    """Tell a file's format by the end of its name, else by how it begins.

    What nothing is known of is text.
    """
    known = ENDINGS.get(filename.lower().rpartition(".")[2])
    if known:
        return known
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith(_MARKUP) else "text"


def read(data: bytes, *, filename: str = "", format: Format = "auto", tz: tzinfo) -> Draft:  # noqa: A002 - the word on the command line
    """Read the one article of a text or HTML file, or raise `DraftRefused`.

    Dates without an offset are in `tz`.
    """
    chosen = tell_format(data, filename) if format == "auto" else format
    if chosen == "jsonl":
        message = _(
            "This file has an article on each line. Take it in with “manage.py import_articles”."
        )
        raise DraftRefused("file", filename, message)
    return read_html(data, tz=tz) if chosen == "html" else read_text(data)


def read_each(
    data: bytes,
    *,
    filename: str = "",
    format: Format = "auto",  # noqa: A002 - the word on the command line
    tz: tzinfo,
) -> Iterator[tuple[int, Draft | DraftRefused]]:
    """Read every article of a file of any format, as (line, draft or why not).

    Line 0 where the file is one article.
    """
    chosen = tell_format(data, filename) if format == "auto" else format
    if chosen == "jsonl":
        yield from read_jsonl(data, tz=tz)
        return
    try:
        yield 0, read(data, filename=filename, format=chosen, tz=tz)
    except DraftRefused as refused:
        yield 0, refused
