"""Why a file cannot be read: nothing of it was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 20
"""Problems of one file that are told one by one."""


class FileRefused(Exception):
    """A file that is not what it should be: what is wrong, where, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def refuse_for(problems: Sequence[str]) -> None:
    """Raise FileRefused that tells all these problems, if there are any."""
    if problems:
        told = [*problems[:SHOWN]]
        if len(problems) > SHOWN:
            told.append(_("… and %(count)s more") % {"count": len(problems) - SHOWN})
        raise FileRefused("\n".join(told))
