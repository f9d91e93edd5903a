"""What is answered beside quotes where `include` asks for it, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from quotes.api.described.shapes import UTF16
from quotes.api.protocol.answers import base_of
from quotes.api.protocol.units import articles_in_utf16
from quotes.queries.filters import may_see_undecided
from quotes.queries.included import included

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rest_framework.request import Request

    from quotes.api.protocol.asked_for import Asked

INCLUDES = {
    "article": "articles",
    "speaker": "speakers",
    "target": "targets",
    "stances": "targets",
}
"""What `include` names, and where it is told; the targets are those of the stances."""


def included_with(request: Request, ids: Sequence[int], asked: Asked) -> dict[str, object]:
    """Answer what is asked for beside quotes, as members of what holds them; perhaps nothing."""
    wanted = sorted({INCLUDES[each] for each in asked.include})
    if not wanted:
        return {}
    works_here = may_see_undecided(request.user)
    around: dict[str, object] = {}
    for what in wanted:
        bodies = included(
            what,
            ids,
            base=base_of(request),
            people=request.user.is_authenticated,
            undecided=works_here,
        )
        if what == "articles" and asked.unit == UTF16:
            bodies = articles_in_utf16(bodies)
        around[what] = [orjson.Fragment(body) for body in bodies]
    return {"included": around}
