"""Forms of regular Spanish verbs; all others are listed."""

from __future__ import annotations

_ENDINGS = {
    "ar": ("a", "an", "ó", "aron", "aba", "aban", "ado", "ando", "ará", "aría"),
    "er": ("e", "en", "ió", "ieron", "ía", "ían", "ido", "iendo", "erá", "ería"),
    "ir": ("e", "en", "ió", "ieron", "ía", "ían", "ido", "iendo", "irá", "iría"),
}


def inflect(base: str) -> tuple[str, ...]:
    """Return the forms of a verb that tell who spoke: "afirmar" has afirma, afirmó, afirmado."""
    return tuple(base[:-2] + ending for ending in _ENDINGS[base[-2:]])
