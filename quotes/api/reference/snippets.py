"""How to ask for one operation from a shell and from Python."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from pprint import pformat
from typing import Any
from urllib.parse import urlencode

JSON = "application/json"


@dataclass(frozen=True)
class Call:
    """One request: its method, address, parameters, headers beside the token's, and body."""

    method: str
    url: str
    asked: dict[str, str]
    headers: dict[str, str]
    body: Any = None

    def in_a_shell(self) -> str:
        """Answer it as a command of curl; the token is `$TOKEN`."""
        address = f"{self.url}?{urlencode(self.asked)}" if self.asked else self.url
        flags = [] if self.method == "GET" else [f"-X {self.method}"]
        flags += ['-H "Authorization: Bearer $TOKEN"']
        flags += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in self.headers.items()]
        if self.body is not None:
            sent = json.dumps(self.body, ensure_ascii=False)
            flags += [f'-H "Content-Type: {JSON}"', f"-d {shlex.quote(sent)}"]
        return " \\\n  ".join(["curl", *flags, shlex.quote(address)])

    def in_python(self) -> str:
        """Answer it as a call of requests; the token is `token`."""
        told = [f'"{name}": {value!r}' for name, value in self.headers.items()]
        headers = ", ".join(['"Authorization": f"Bearer {token}"', *told])
        lines = [
            f'    "{self.url}",',
            f"    headers={{{headers}}},",
            *([f"    params={self.asked!r},"] if self.asked else []),
            *([f"    json={_indented(self.body)},"] if self.body is not None else []),
        ]
        return "\n".join([f"answer = requests.{self.method.lower()}(", *lines, ")"])


def _indented(body: Any) -> str:
    return pformat(body, width=76, sort_dicts=False).replace("\n", "\n         ")
