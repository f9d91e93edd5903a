"""Offsets as a client counts them: in code points, as they are stored, or in UTF-16 units.

What has `start` and `end`, wherever it stands in what is sent or answered, is a part of a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from quotes.api.described.shapes import UTF16
from quotes.api.protocol.problems import Fault, wrong_body
from quotes.queries.astral import PLAIN, Astral, InsideCharacter, astral_in_printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quotes.queries.astral import Printed

Body = dict[str, Any]
PRINTED = ("article", "text_version")
"""The members that tell in which text a quote stands."""


def quotes_in_utf16(quotes: Iterable[str]) -> list[str]:
    """Answer the JSON of quotes with every offset in UTF-16 units, at the cost of one query.

    They have to have the members in `PRINTED`.
    """
    return _converted([orjson.loads(quote) for quote in quotes], _printed_quote, _count_parts)


def articles_in_utf16(articles: Iterable[str]) -> list[str]:
    """Answer the JSON of articles with the lengths of their texts in UTF-16 units, likewise."""
    return _converted([orjson.loads(article) for article in articles], _printed_text, count_text)


def count_text(article: Body, astral: Astral) -> None:
    """Write the length of an article's text, and its blocks where it has them, in UTF-16 units."""
    article["text_version"]["length"] = astral.utf16(article["text_version"]["length"])
    _count_parts(article, astral)


def in_codepoints(body: Any, astral: Astral) -> Any:
    """Answer what a client sent with offsets in UTF-16 units as what we take.

    `astral` is of the text version that the offsets count in. Raises the problem of every offset
    that stands inside a character.
    """
    faults: list[Fault] = []
    read = _read(body, astral, "", faults)
    if faults:
        raise wrong_body(faults)
    return read


def _converted(
    bodies: list[Body],
    printed: Callable[[Body], Printed],
    count: Callable[[Body, Astral], None],
) -> list[str]:
    texts = astral_in_printed({printed(body) for body in bodies})
    for body in bodies:
        if astral := texts.get(printed(body)):
            count(body, astral)
        if "offset_unit" in body:
            body["offset_unit"] = UTF16
    return [orjson.dumps(body).decode() for body in bodies]


def _printed_quote(quote: Body) -> Printed:
    return quote["article"], quote["text_version"]


def _printed_text(article: Body) -> Printed:
    return article["id"], article["text_version"]["number"]


def _count_parts(body: Body, astral: Astral) -> None:
    for part in _parts(body):
        part["start"], part["end"] = astral.utf16(part["start"]), astral.utf16(part["end"])


def _parts(node: Any) -> Iterator[Body]:
    if isinstance(node, dict):
        if "start" in node and "end" in node:
            yield node
        node = node.values()
    elif not isinstance(node, list):
        return
    for each in node:
        yield from _parts(each)


def _read(node: Any, astral: Astral, pointer: str, faults: list[Fault]) -> Any:
    if isinstance(node, list):
        return [_read(each, astral, f"{pointer}/{n}", faults) for n, each in enumerate(node)]
    if not isinstance(node, dict):
        return node
    read = {key: _read(value, astral, f"{pointer}/{key}", faults) for key, value in node.items()}
    if "start" in node and "end" in node and astral is not PLAIN:
        for key in ("start", "end"):
            try:
                read[key] = astral.codepoint(node[key])
            except InsideCharacter:
                detail = f"{node[key]} stands between the two UTF-16 units of one character"
                at = f"{pointer}/{key}"
                faults.append(Fault(pointer=at, value=node[key], code="offset", detail=detail))
    return read
