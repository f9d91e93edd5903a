"""Pairs of .txt and .ann files, in a folder or a zip."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes.interchange.brat.writing import BESIDE
from quotes.interchange.files import check_file
from quotes.interchange.refusals import FileRefused

if TYPE_CHECKING:
    from pathlib import Path

ENDS = (".txt", ".ann")
LARGEST = 100_000_000
"""Bytes of one file of a zip, unpacked."""


def read_files(path: Path) -> dict[str, bytes]:
    """Answer the files there are by their paths, in order. Raises FileRefused."""
    if path.is_dir():
        return {
            str(each.relative_to(path)): each.read_bytes()
            for each in sorted(path.rglob("*"))
            if each.is_file() and _is_ours(each.name)
        }
    check_file(path)
    try:
        with zipfile.ZipFile(path) as file:
            members = [one for one in file.infolist() if _is_ours(one.filename.split("/")[-1])]
            for one in members:
                if one.file_size > LARGEST:
                    message = _("%(path)s: %(name)s is too large.")
                    raise FileRefused(message % {"path": path, "name": one.filename})
            return {one.filename: file.read(one) for one in members}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        message = _("%(path)s is neither a folder nor a zip that can be read: %(why)s.")
        raise FileRefused(message % {"path": path, "why": error}) from error


def _is_ours(name: str) -> bool:
    return name == BESIDE or (name.endswith(ENDS) and not name.startswith("."))
