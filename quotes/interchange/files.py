"""Files that somebody names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes.interchange.refusals import FileRefused

if TYPE_CHECKING:
    from pathlib import Path


def check_file(path: Path) -> None:
    """Raise FileRefused where there is no file, or nothing in it."""
    told = {"path": path}
    if not path.exists():
        raise FileRefused(_("There is no file %(path)s.") % told)
    if not path.is_file():
        raise FileRefused(_("%(path)s is no file.") % told)
    if not path.stat().st_size:
        raise FileRefused(_("%(path)s is empty: it has no bytes. Copy it again.") % told)
