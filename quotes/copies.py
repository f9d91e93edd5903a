"""Copies of one text: cut at the end, with another headline, some paragraphs changed.

After A. Broder, "On the resemblance and containment of documents" (1997). Which texts may be copies
is told by a sketch: the smallest hashes of all stretches of 32 letters and digits. Agencies are cut
from the end, so the beginning has a sketch of its own. Whether they are is told by containment: how
much of the shorter stands in the longer, by one hash in eight. What stands in quotation marks is
left out of that: two reports of one speech are no copies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

STRETCH: Final = 32
"""Letters and digits hashed together."""
ONE_IN: Final = 8
"""Of a long text one in so many hashes is compared."""
BEGINNING: Final = 1500
OF_BEGINNING, OF_ALL = 4, 6
"""How many hashes the sketch of each has."""
LONGEST: Final = 200_000
"""Letters and digits that are looked at."""
ENOUGH: Final = 0.5
ENOUGH_OF_SHORT: Final = 0.85
SHORT: Final = 300
"""A text of so few letters and digits is a copy where nearly all of it stands in the other."""

_KEPT = b"0123456789abcdefghijklmnopqrstuvwxyz"
_LOWER = bytes(range(65)) + bytes(range(97, 123)) + bytes(range(91, 256))
_DROPPED = bytes(set(range(256)) - set(_KEPT) - set(range(65, 91)))
_EIGHT, _SIXTEEN = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_MIX, _HALF = np.uint64(0xBF58476D1CE4E5B9), np.uint64(32)
_QUOTED = re.compile(r"“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|\"[^\"\n]*\"")


def sketch(text: str) -> list[int]:
    """Return the marks of a text, as signed 64-bit numbers: at most ten, none of a very short one.

    Two texts of which one is most of the other have at least two of them in common, but for about
    one in a hundred.
    """
    hashes = _hashes(_folded(text))
    if not hashes.size:
        return []
    first, all_of_it = _least(hashes[:BEGINNING], OF_BEGINNING), _least(hashes, OF_ALL)
    return sorted({*first.view(np.int64).tolist(), *all_of_it.view(np.int64).tolist()})


def is_copy(one: str, other: str) -> bool:
    """Tell whether one of two texts is a copy of the other, whole or in part."""
    bare, whole = _QUOTED.sub(" ", one), _QUOTED.sub(" ", other)
    narrated = min(len(bare), len(whole)) > SHORT
    folded = [_folded(text) for text in ((bare, whole) if narrated else (one, other))]
    shorter, longer = sorted(map(_hashes, folded), key=len)
    if not shorter.size:
        return False
    long = shorter.size > BEGINNING
    found = np.isin(_some(shorter, long=long), _some(longer, long=long))
    return bool(found.mean() >= (ENOUGH if narrated else ENOUGH_OF_SHORT))


def _folded(text: str) -> bytes:
    """Return the letters and digits, without case, accented ones left out; of any script."""
    folded = text.encode(errors="replace").translate(_LOWER, _DROPPED)
    if 2 * len(folded) < len(text):  # no Latin script
        folded = "".join(re.findall(r"\w+", text.casefold())).encode(errors="replace")
    return folded[:LONGEST]


def _hashes(folded: bytes) -> Hashes:
    """Return the hash of each stretch, in order: eight bytes are a number, four numbers a hash."""
    count = len(folded) - 7
    if count < STRETCH:
        return np.empty(0, np.uint64)
    eight = np.ndarray((count,), "<u8", folded, strides=(1,)).astype(np.uint64)
    sixteen = eight[:-8] * _EIGHT
    sixteen += eight[8:]
    found = sixteen[:-16] * _SIXTEEN
    found += sixteen[16:]
    found ^= found >> _HALF
    found *= _MIX
    found ^= found >> _HALF
    return found


def _least(hashes: Hashes, count: int) -> Hashes:
    return np.partition(hashes, count - 1)[:count] if hashes.size > count else hashes


def _some(hashes: Hashes, *, long: bool) -> Hashes:
    """Return those hashes that are compared, the same ones of both texts."""
    return np.unique(hashes[hashes % np.uint64(ONE_IN) == 0] if long else hashes)
