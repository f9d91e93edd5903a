"""Texts of articles, which never change: one that was read stays at hand in this process."""

from __future__ import annotations

from functools import lru_cache

from articles.models import TextVersion

AT_HAND = 16
"""So many texts; at half a megabyte each they take less than a page drawn of them."""


def with_text(version: TextVersion) -> TextVersion:
    """Fill in the text of a version that was read without it."""
    version.text = _text(version.pk, version.sha256)
    return version


@lru_cache(maxsize=AT_HAND)
def _text(pk: int, sha256: str) -> str:  # noqa: ARG001  of words taken out of a text the hash differs
    return TextVersion.objects.values_list("text", flat=True).get(pk=pk)
