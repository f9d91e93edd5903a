"""Files in one zip: the same files give the same bytes."""

from __future__ import annotations

import zipfile


def add_to_zip(file: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a file, of 1980 whenever it is written."""
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(member, data)
