"""What a merge would do, told before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from quotes.models import Speaker

# From the side that has fewer quotes: merging a name somebody mistyped into one quoted 100,000
# times looks at the few.
_TWICE = """
select own.id, other.id
from quotes_quote own
join quotes_quote other on other.text_version_id = own.text_version_id
    and other.content = own.content and other.id <> own.id
    and other.speaker_id = any(%(others)s) and other.status <> 'rejected'
where own.speaker_id = any(%(own)s) and own.status <> 'rejected'
limit %(limit)s
"""


def marked_for_both(speaker: Speaker, into: Speaker, *, limit: int) -> list[tuple[int, int]]:
    """Answer pairs of quotes, one of each speaker, of the same words in one text."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TWICE,
            {"own": everybody_who_is(speaker), "others": everybody_who_is(into), "limit": limit},
        )
        return cursor.fetchall()


def everybody_who_is(speaker: Speaker) -> list[int]:
    """Answer the ids of a speaker and of those merged into them."""
    return [speaker.pk, *speaker.merged.values_list("pk", flat=True)]
