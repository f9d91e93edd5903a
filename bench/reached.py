"""Counts what each operation answered while Schemathesis asks, for `bench.anything`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import schemathesis

if TYPE_CHECKING:
    from schemathesis import Case, HookContext, Response

ANSWERS: Counter[tuple[str, int]] = Counter()
"""How often each operation, "GET /api/v1/quotes/", was answered with each status."""


@schemathesis.hook
def after_call(context: HookContext, case: Case[Any], response: Response) -> None:
    """Note one answer."""
    del context
    ANSWERS[case.operation.label, response.status_code] += 1
