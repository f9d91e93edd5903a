"""The dumps there are, as their manifests tell of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import orjson
from django.conf import settings

if TYPE_CHECKING:
    from pathlib import Path

NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z", re.ASCII)
"""What a dump is called: when it was begun, UTC."""
NAME_OF = "%Y-%m-%dT%H%M%SZ"
GZIP, PARQUET = "application/gzip", "application/vnd.apache.parquet"
MANIFEST = "manifest.json"
MAKING = ".making-"
"""So the folder's name begins while a dump is made."""


class NoSuchDump(LookupError):
    """A dump or a file of one that is not there."""


def dump_names(folder: Path | None = None) -> list[str]:
    """Answer the names of the dumps there are, newest first."""
    where: Path = folder or settings.EXPORTS
    if not where.is_dir():
        return []
    names = (path.name for path in where.iterdir() if path.is_dir())
    return sorted((name for name in names if NAME.fullmatch(name)), reverse=True)


def dumps() -> list[dict[str, Any]]:
    """Answer the manifest of each dump, newest first."""
    found = []
    for name in dump_names():
        try:
            found.append(manifest_of(name))
        except NoSuchDump:  # it was forgotten a moment ago
            continue
    return found


def manifest_of(name: str) -> dict[str, Any]:
    """Answer the manifest of a dump. Raises NoSuchDump, whatever the name may be."""
    if not NAME.fullmatch(name):
        raise NoSuchDump(name)
    try:
        text = (settings.EXPORTS / name / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise NoSuchDump(name) from missing
    manifest: dict[str, Any] = orjson.loads(text)
    return manifest


def file_of(name: str, file: str) -> tuple[dict[str, Any], Path]:
    """Answer what the manifest tells of a file, and where it is. Raises NoSuchDump."""
    for told in manifest_of(name)["files"]:
        if told["name"] == file:
            return told, settings.EXPORTS / name / file
    raise NoSuchDump(file)
