"""Short names made of what things say."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson


def fingerprint(*what: Any) -> str:
    """Answer a short name made of what something says."""
    return hashlib.sha256(orjson.dumps(what)).hexdigest()[:40]
