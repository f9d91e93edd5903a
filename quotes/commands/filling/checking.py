"""Whether what was stored without its triggers is what they would have let in and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

EVERY = 25
"""One article in so many has the words of its quotes held to its text; of few, all."""
FEW = 20_000

SLICES = """
    select count(slices_match(v.id, v.text, q.content, q.content_words, 'content')),
        count(slices_match(v.id, v.text, q.cue, q.cue_words, 'cue')),
        count(slices_match(v.id, v.text, a.mention, a.mention_words, 'mention')),
        count(slices_match(v.id, v.text, a.descriptor, a.descriptor_words, 'descriptor')),
        count(slices_match(v.id, v.text, a.condition, a.condition_words, 'condition')),
        count(slices_match(v.id, v.text, r.span, r.span_words, 'relay'))
    from articles_textversion v join quotes_quote q on q.text_version_id = v.id
    left join quotes_attribution a on a.quote_id = q.id
    left join quotes_relay r on r.quote_id = q.id
    where q.id > %(taken)s and v.id %% %(every)s = 0
"""
NONE = {
    "the columns quotes repeat of their articles": """
        select from quotes_quote q
        join articles_textversion v on v.id = q.text_version_id
        join articles_article a on a.id = v.article_id
        where q.id > %(taken)s and (q.article_id, q.outlet_id, q.language, q.published_at,
            q.sort_at, q.dated_on) is distinct from (a.id, a.outlet_id, a.language, a.published_at,
            a.sort_at, coalesce(q.said_on, a.published_at::date))
    """,
    "the columns attributions repeat of their quotes": """
        select from quotes_attribution x join quotes_quote q on q.id = x.quote_id
        where q.id > %(taken)s and ((x.status, x.sort_at, x.dated_on)
            is distinct from (q.status, q.sort_at, q.dated_on)
            or x.position = 0 and x.speaker_id is distinct from q.speaker_id)
    """,
    "the columns stances repeat of their quotes": """
        select from quotes_stance x join quotes_quote q on q.id = x.quote_id
        where q.id > %(taken)s and (x.status, x.sort_at, x.dated_on)
            is distinct from (q.status, q.sort_at, q.dated_on)
    """,
    "unnamed sources, which stay in their article": """
        select from quotes_attribution a join quotes_speaker s on s.id = a.speaker_id
        join quotes_quote q on q.id = a.quote_id
        where q.id > %(taken)s and s.article_id <> q.article_id
    """,
}
"""Rows of which there may be none, by what they would break."""


class Broken(Exception):
    """What was stored breaks a promise of the database; nothing of it stays."""


def check_filled(cursor: CursorWrapper, *, quotes: int, taken: int) -> None:
    """Look whether the promises that triggers keep hold. Raises Broken, or what SQL raises."""
    every = EVERY if quotes > FEW else 1
    cursor.execute(SLICES, {"taken": taken, "every": every})
    for what, query in NONE.items():
        cursor.execute(f"select exists ({query})", {"taken": taken})
        if cursor.fetchone()[0]:
            message = f"{what}: not as the triggers keep them."
            raise Broken(message)
