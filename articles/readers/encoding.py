"""From bytes to characters, without a guess: what is not what it says it is, is refused."""

from __future__ import annotations

import codecs

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.drafts import DraftRefused

# A longer mark before the shorter one it begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", gettext_lazy("a zip file (a Word document is one, too)")),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("an old Word document")),
    (b"{\\rtf", gettext_lazy("a rich text document")),
    (b"\x1f\x8b", gettext_lazy("a gzip file")),
    (b"\x89PNG", gettext_lazy("a PNG picture")),
    (b"\xff\xd8\xff", gettext_lazy("a JPEG picture")),
    (b"GIF8", gettext_lazy("a GIF picture")),
)
_ADVICE = gettext_lazy("Save the article as plain text in UTF-8 and send it again.")


def refuse_binary(data: bytes) -> None:
    """Refuse, by name, files that people take for articles."""
    for start, kind in _KINDS:
        if data.startswith(start):
            raise DraftRefused(
                "file",
                str(kind),
                _("This file is %(kind)s. %(advice)s") % {"kind": kind, "advice": _ADVICE},
            )


def decode(data: bytes, *, declared: str = "") -> str:
    """Decode by the byte order mark, else by the encoding the file declares, else UTF-8."""
    refuse_binary(data)
    mark, encoding = next(
        ((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", declared or "utf-8")
    )
    body = data[len(mark) :]
    if encoding == "utf-8" and (place := body.find(b"\0")) >= 0:
        place += len(mark)
        raise DraftRefused(
            "file",
            f"NUL at byte {place}",
            _("Byte %(place)s is NUL: this is a binary file. %(advice)s")
            % {"place": place, "advice": _ADVICE},
        )
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        place = len(mark) + error.start
        found, line = f"0x{data[place]:02X}", data.count(b"\n", 0, place) + 1
        message = _(
            "Byte %(place)s (line %(line)s) is %(found)s, which is not %(encoding)s. %(advice)s"
        ) % {
            "place": place,
            "line": line,
            "found": found,
            "encoding": encoding.upper(),
            "advice": _ADVICE,
        }
        raise DraftRefused("file", f"{found} at byte {place}", message) from error
