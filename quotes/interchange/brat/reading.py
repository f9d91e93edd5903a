"""Files of brat as records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from quotes.interchange.brat.events import record_of
from quotes.interchange.brat.folders import read_files
from quotes.interchange.brat.standoff import Standoff
from quotes.interchange.brat.writing import BESIDE, NAME, file_name
from quotes.interchange.fingerprints import fingerprint
from quotes.interchange.records import Reading
from quotes.interchange.records.refused import ItemRefused
from quotes.interchange.refusals import FileRefused
from quotes.interchange.verbatim.reading import read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from quotes.commands.loading import Given

    Home = tuple[int | str, int, str]
    """An article, which of its texts, and that text."""


KINDS = "TEAM#"


def read(path: Path) -> Given:
    """Read a folder or a zip of such files, and change nothing. Raises FileRefused."""
    files, reading = read_files(path), Reading(NAME)
    for name in files:
        if PurePosixPath(name).name == BESIDE:
            read_lines(reading, files[name].splitlines(), name)
    homes = {
        file_name(key, text["number"]): (record["key"], text["number"], text["text"])
        for key, (_place, record) in reading.records["article"].items()
        for text in record["texts"]
    }
    remarks = 0
    for name in files:
        if name.endswith(".ann"):
            remarks += _read_pair(name, files, homes, reading)
    if not reading.records["article"]:
        raise FileRefused(_("%(path)s has no .txt and .ann of one name.") % {"path": path})
    message = _("%(count)s notes of brat were left out")
    told = (message % {"count": remarks},) if remarks else ()
    return replace(reading.given(), told=told)


def _read_pair(
    name: str, files: Mapping[str, bytes], homes: Mapping[str, Home], reading: Reading
) -> int:
    """Take in the text and the events of a pair; answer how many notes of it were left out."""
    stem = name.removesuffix(".ann")
    try:
        text = _decoded(files, f"{stem}.txt")
        article, number = _home(stem, text, homes, reading)
        standoff = Standoff(text)
        lines = _decoded(files, name).split("\n")
    except ItemRefused as refused:
        reading.refuse(name, refused.message)
        return 0
    # Spans before the events of them, whatever the order of the lines.
    for at, line in sorted(enumerate(lines, start=1), key=lambda one: KINDS.find(one[1][:1])):
        try:
            if line.strip():
                standoff.add(at, line.removesuffix("\r"))
        except ItemRefused as refused:
            reading.refuse(_place(name, at), refused.message)
    for pk, event in standoff.events.items():
        try:
            record = record_of(event, standoff)
        except ItemRefused as refused:
            reading.refuse(_place(name, event.line), refused.message)
        else:
            beside = {"key": f"{stem} {pk}", "article": article, "text": number}
            reading.add({**beside, **record, "type": "quote"}, _place(name, event.line))
    return standoff.remarks


def _home(
    stem: str, text: str, homes: Mapping[str, Home], reading: Reading
) -> tuple[int | str, int]:
    """Answer the article of a text, which may be one that only brat knows. Raises ItemRefused."""
    ours = homes.get(PurePosixPath(stem).name)
    if ours is None:
        meta: dict[str, Any] = {
            "type": "article",
            "key": stem,
            "title": PurePosixPath(stem).name[:200],
            "external_id": f"brat:{fingerprint(stem, text)}",
            "texts": [{"number": 1, "text": text}],
        }
        reading.add(meta, f"{stem}.txt")
        return stem, 1
    article, number, there = ours
    if text != there:
        message = _("its text is not the one in %(name)s, for which the offsets were counted")
        raise ItemRefused(message % {"name": BESIDE})
    return article, number


def _decoded(files: Mapping[str, bytes], name: str) -> str:
    if name not in files:
        raise ItemRefused(_("there is no %(name)s") % {"name": name})
    try:
        return files[name].decode()
    except UnicodeDecodeError as error:
        raise ItemRefused(_("%(name)s is not in UTF-8") % {"name": name}) from error


def _place(name: str, line: int) -> str:
    return _("%(name)s, line %(line)s") % {"name": name, "line": line}
