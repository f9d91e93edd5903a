"""Files as they are written: counted, summed and on the disk before anybody hears of them."""

from __future__ import annotations

import hashlib
import os
import zlib
from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class Output:
    """A file that knows how long it is and its SHA-256; what pyarrow writes to is like this."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._sum = hashlib.sha256()
        self.name, self.bytes = path.name, 0

    def write(self, data: bytes) -> int:
        """Write all of it."""
        piece = memoryview(data)
        self._sum.update(piece)
        self.bytes += piece.nbytes
        return self._file.write(piece)

    def tell(self) -> int:
        """Answer how much was written."""
        return self.bytes

    def flush(self) -> None:
        """Hand it to the system."""
        self._file.flush()

    def close(self) -> None:
        """Close it once it is on the disk; again, nothing happens."""
        if self._file.closed:
            return
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        finally:
            self._file.close()

    @property
    def closed(self) -> bool:
        """Tell whether nothing more can be written."""
        return self._file.closed

    def told(self, media_type: str, rows: int) -> dict[str, Any]:
        """Answer what a manifest says of it."""
        return {
            "name": self.name,
            "media_type": media_type,
            "rows": rows,
            "bytes": self.bytes,
            "sha256": self._sum.hexdigest(),
        }


class Squeezed:
    """A file as gzip, quick rather than small."""

    def __init__(self, path: Path) -> None:
        self.output = Output(path)
        self._gzip = zlib.compressobj(level=1, wbits=31)

    def write(self, data: bytes) -> None:
        """Write all of it."""
        self.output.write(self._gzip.compress(data))

    def close(self) -> None:
        """Write the end, once; it is on the disk then."""
        with closing(self.output):
            self.output.write(self._gzip.flush())
