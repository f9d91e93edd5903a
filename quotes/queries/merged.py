"""Who and what was merged, and is one now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.models import Speaker, Target


def all_who_are(one: Speaker | Target) -> list[int]:
    """Answer the ids of a speaker or a target and of those merged into it."""
    return [one.pk, *one.merged.values_list("pk", flat=True)]
