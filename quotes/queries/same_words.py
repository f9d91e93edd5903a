"""Which quotes of a text have which words, by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.models import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotes.models import Spans


def quotes_of_words(texts: Iterable[int]) -> dict[tuple[int, Spans, int | None], int]:
    """Answer the quotes of these texts that are not rejected, by text, content and speaker."""
    there = Quote.objects.filter(text_version__in=texts).exclude(status=Quote.Status.REJECTED)
    return {
        (text, content, speaker): pk
        for text, content, speaker, pk in there.values_list(
            "text_version", "content", "speaker", "pk"
        )
    }
