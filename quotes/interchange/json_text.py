"""JSON that somebody else wrote."""

from __future__ import annotations

import json
from typing import Any


def read_json(text: str | bytes) -> Any:
    """Read JSON. Raises ValueError, which says why: also for what JSON only seems to allow.

    Names that are given twice, numbers that are none, characters that are half of one, and NUL,
    which no stored text can hold.
    """
    try:
        found = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
        written = json.dumps(found, ensure_ascii=False)
        written.encode()
    except UnicodeError as error:
        message = "has bytes or characters that are no Unicode text"
        raise ValueError(message) from error
    except json.JSONDecodeError as error:
        message = f"no JSON, at character {error.pos + 1}: {error.msg}"
        raise ValueError(message) from error
    except RecursionError as error:
        message = "nested too deeply"
        raise ValueError(message) from error
    if "\\u0000" in written:
        _refuse_nul(found)
    return found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = f'gives "{twice[:40]}" twice'
        raise ValueError(message)
    return found


def _no_number(text: str) -> None:
    message = f"{text} is no number in JSON"
    raise ValueError(message)


def _refuse_nul(value: Any) -> None:
    if isinstance(value, str) and "\x00" in value:
        message = "has a NUL character"
        raise ValueError(message)
    if isinstance(value, dict):
        for name, each in value.items():
            _refuse_nul(name)
            _refuse_nul(each)
    if isinstance(value, list):
        for each in value:
            _refuse_nul(each)
