"""Forms of French verbs of the first group; all others are listed."""

from __future__ import annotations


def inflect(base: str) -> tuple[str, ...]:
    """Return the forms of a verb in -er that tell who spoke: affirme, affirmait, affirmé."""
    stem = base.removesuffix("er")
    before_a = {"c": f"{stem[:-1]}ç", "g": f"{stem}e"}.get(stem[-1], stem)
    present = _opened(stem)
    future = present if present != stem else stem
    return (
        f"{present}e",
        f"{present}ent",
        f"{before_a}ait",
        f"{before_a}aient",
        f"{stem}é",
        f"{before_a}a",
        f"{stem}èrent",
        f"{future}era",
        f"{before_a}ant",
    )


def _opened(stem: str) -> str:
    """Return the stem before a silent e: "répét" becomes "répèt"."""
    for at in (-2, -3):
        if stem[at:][:1] == "é" and not any(letter in "aeiouéè" for letter in stem[at + 1 :]):
            return f"{stem[:at]}è{stem[at + 1 :]}"
    return stem
