"""From bytes to characters, without a guess: what is not what it says it is, is refused."""

from __future__ import annotations

import codecs

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
    (b"PK\x03\x04", "a zip file (a Word document is one, too)"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
)
_ADVICE = "Save the article as plain text in UTF-8 and send it again."


def refuse_binary(data: bytes) -> None:
    """Refuse, by name, files that people take for articles."""
    for start, kind in _KINDS:
        if data.startswith(start):
            raise DraftRefused("file", kind, f"This file is {kind}. {_ADVICE}")


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
            "file", f"NUL at byte {place}", f"Byte {place} is NUL: this is a binary file. {_ADVICE}"
        )
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        place = len(mark) + error.start
        found, line = f"0x{data[place]:02X}", data.count(b"\n", 0, place) + 1
        message = (
            f"Byte {place} (line {line}) is {found}, which is not {encoding.upper()}. {_ADVICE}"
        )
        raise DraftRefused("file", f"{found} at byte {place}", message) from error
