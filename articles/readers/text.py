"""Plain text: kept letter by letter. A headline in it is text like the rest."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.drafts import TEXT_BYTES, Draft, DraftRefused
from articles.readers.encoding import decode, refuse_binary

# UTF-16 and UTF-32 take up to four times the bytes of UTF-8.
FILE_BYTES = 4 * TEXT_BYTES


def read_text(data: bytes) -> Draft:
    """Read a file of plain text in UTF-8, or in UTF-16 or UTF-32 with a byte order mark."""
    refuse_binary(data)
    if len(data) > FILE_BYTES:
        most = f"{TEXT_BYTES / 1e6:.0f} MB"
        message = _("This file is %(size)s MB; one article can have %(most)s of text.") % {
            "size": f"{len(data) / 1e6:.1f}",
            "most": most,
        }
        raise DraftRefused("file", f"{len(data)} bytes", message)
    return Draft(text=decode(data), source_format="text")
