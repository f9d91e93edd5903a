"""How sure the machine is of a suggestion, in three words. Pure Python, knows no Django."""

from typing import Literal

Sureness = Literal["sure", "check", "guess"]

AT_LEAST = {"sure": 0.9, "check": 0.6}
"""The confidence from which on a suggestion is called so; below that it is a guess."""


def sureness(confidence: float | None) -> Sureness:
    """Answer how sure the machine is; what it did not measure counts as sure."""
    if confidence is None or confidence >= AT_LEAST["sure"]:
        return "sure"
    return "check" if confidence >= AT_LEAST["check"] else "guess"
