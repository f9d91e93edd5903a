"""Targets a quote may be about, and what is known of each: its names, and what was said of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Collection

    from quotes import hints
    from quotes.queries.annotation.sheet import Placed, Sheet

EACH = 100
"""So many targets at most are weighed for each word, whatever the archive holds."""
OF_ARTICLE = 60
"""So many words of the article, the commonest, are looked for beside those of the sentence."""
EARLIER, LONGEST = 6, 400
"""So many quotes at most tell what is said of a target, the newest, and so much of each."""
BEFORE, AFTER = 20, 5
"""Quotes dated next to the article, whose targets are thought of though nothing names them."""

# Word by word, so that each is found by the index of names (quotes.models.targets.NAME_WORDS).
# A target goes by the names of those merged into it, too, and by those of the speaker it is.
_NAMED = """
select coalesce(whole.id, hit.id), coalesce(whole.name, hit.name), hit.called,
    null::bigint, null, null, null::boolean
from unnest(%(stems)s::text[]) stem cross join lateral (
    select id, name, merged_into_id, name as called from quotes_target
    where to_tsvector('simple'::regconfig, coalesce(fold(name), ''))
        @@ (quote_literal(stem) || ':*')::tsquery
    limit %(each)s) hit
left join quotes_target whole on whole.id = hit.merged_into_id
union
select coalesce(whole.id, target.id), coalesce(whole.name, target.name), known.name,
    null, null, null, null::boolean
from unnest(%(names)s::text[]) word cross join lateral (
    select speaker_id, name from quotes_speakername
    where words @@ quote_literal(word)::tsquery limit %(each)s) known
join quotes_target target on target.speaker_id = known.speaker_id
left join quotes_target whole on whole.id = target.merged_into_id
union
select coalesce(whole.id, target.id), coalesce(whole.name, target.name), null,
    stance.quote_id, coalesce(speaker.name, ''), stance.position, stance.conditional
from quotes_quote quote join quotes_stance stance on stance.quote_id = quote.id
join quotes_target target on target.id = stance.target_id
left join quotes_target whole on whole.id = target.merged_into_id
left join quotes_speaker speaker on speaker.id = quote.speaker_id
where quote.text_version_id = %(text)s
"""
_KNOWN = """
with near as (
    (select id from quotes_quote where status = 'accepted' and sort_at <= %(at)s
    order by sort_at desc, id desc limit %(before)s)
    union all
    (select id from quotes_quote where status = 'accepted' and sort_at > %(at)s
    order by sort_at, id limit %(after)s)
), candidate as (
    select unnest(%(ids)s::bigint[]) as id
    union
    select stance.target_id from quotes_stance stance join near on near.id = stance.quote_id
)
select target.id, target.name, target.kind = 'speaker',
    array(select name from quotes_speakername where speaker_id = target.speaker_id limit %(each)s)
        || array(select name from quotes_target merged where merged.merged_into_id = target.id
            limit %(each)s),
    array(select left(array_to_string(quote.content_words, ' '), %(longest)s) from quotes_stance
        stance join quotes_quote quote on quote.id = stance.quote_id
        where stance.target_id = target.id and stance.status = 'accepted'
            and stance.quote_id <> %(quote)s
        order by stance.sort_at desc, stance.quote_id desc limit %(earlier)s)
from candidate join quotes_target target using (id) where target.merged_into_id is null
"""


class Used(NamedTuple):
    """One stance of some quote of the text."""

    target: int
    name: str
    quote: int
    speaker: str
    position: str | None
    conditional: bool


class Known(NamedTuple):
    """What is known of a target: its other names, and words of accepted quotes about it."""

    name: str
    is_person: bool
    aliases: list[str]
    earlier: list[str]


def named_in(sheet: Sheet, words: hints.Words) -> tuple[dict[int, list[str]], list[Used]]:
    """Answer the targets whose names have words of the text, and what its quotes are about.

    Each comes with its name first, then with the others that have words of the text.
    """
    common = Counter(words.article).most_common(OF_ARTICLE)
    stems = [*words.content, *words.sentence, *(stem for stem, _ in common)]
    unlike = [*dict.fromkeys(stems)]
    asked: dict[str, Any] = {
        "stems": unlike, "names": [*words.names], "each": EACH, "text": sheet.text_version.pk,
    }  # fmt: skip
    names: dict[int, list[str]] = {}
    used: list[Used] = []
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, asked)
        for pk, name, called, quote, speaker, position, conditional in cursor.fetchall():
            all_names = names.setdefault(pk, [name])
            if quote is not None:
                used.append(Used(pk, name, quote, speaker, position, conditional))
            elif called not in all_names:
                all_names.append(called)
    return names, used


def known_of(sheet: Sheet, placed: Placed, likely: Collection[int]) -> dict[int, Known]:
    """Answer what is known of likely targets and of those that quotes dated near are about.

    What the quote itself is stored to be about is not read: it would say of itself what it is.
    """
    asked: dict[str, Any] = {
        "ids": list(likely), "quote": placed.pk, "at": sheet.article.sort_at, "each": EACH,
        "before": BEFORE, "after": AFTER, "earlier": EARLIER, "longest": LONGEST,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, asked)
        return {pk: Known(*facts) for pk, *facts in cursor.fetchall()}
