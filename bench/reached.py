"""What `bench.anything` does beside each request that Schemathesis sends."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import schemathesis

if TYPE_CHECKING:
    from schemathesis import Case, HookContext, Response

ANSWERS: Counter[tuple[str, int]] = Counter()
"""How often each operation, "GET /api/v1/quotes/", was answered with each status."""

KEY, EXAMPLE = "Idempotency-Key", "8a1f7c9e-2b47-4c0f-9d51-0c5b7e1d4a62"


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
    """Give each request a key of its own, where it has the one of the example."""
    del context, kwargs
    if KEY in (case.headers or {}) and case.headers[KEY] == EXAMPLE:
        case.headers[KEY] = str(uuid4())


@schemathesis.hook
def after_call(context: HookContext, case: Case[Any], response: Response) -> None:
    """Note one answer."""
    del context
    ANSWERS[case.operation.label, response.status_code] += 1
