"""What a redaction would cover, before anybody does what cannot be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from articles.models import TextVersion
from quotes.blotting import can_be_sought, find_places, joined, uncovered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.blotting import Span

_QUOTES = """
select count(*) from quotes_quote q where q.text_version_id = %s and (
    q.content && %s::int4multirange or q.cue && %s::int4multirange
    or q.addressee_span && %s::int4multirange
    or exists (select from quotes_attribution a where a.quote_id = q.id and (
        a.mention && %s::int4multirange or a.descriptor && %s::int4multirange
        or a.condition && %s::int4multirange))
    or exists (select from quotes_relay r where r.quote_id = q.id
        and r.span && %s::int4multirange))
"""


class NothingToCover(ValueError):
    """The words asked for cannot be taken out; `field` is which of them, never the words."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


@dataclass(frozen=True, kw_only=True)
class ToCover:
    """What somebody wants covered: `parts` of the text version of that number, else of the newest.

    The same words go wherever the article has them, and `words` too, unless `only_here`. With
    `names` also from names of speakers and targets and from saved views, of whatever article.
    """

    text_version: int | None = None
    parts: Sequence[Span] = ()
    words: Sequence[str] = ()
    only_here: bool = False
    names: bool = False


class Covered(NamedTuple):
    """What would be covered: `places` by the id of each text version, in code points of it.

    `words` are those that would be looked for elsewhere; they leave this process in no other way.
    """

    places: dict[int, list[Span]]
    words: list[str]

    @property
    def how_many(self) -> int:
        """At how many places."""
        return sum(map(len, self.places.values()))

    @property
    def code_points(self) -> int:
        """How many code points stand there."""
        return sum(end - start for spans in self.places.values() for start, end in spans)


def find_covered(article_id: int, asked: ToCover) -> Covered:
    """Find where all that stands that somebody wants covered. Raises NothingToCover."""
    texts = {each.number: each for each in TextVersion.objects.filter(article=article_id)}
    here = texts.get(asked.text_version or max(texts, default=0))
    if here is None:
        raise NothingToCover("text_version", _("there is no such text"))
    if any(not 0 <= start < end <= here.length for start, end in asked.parts):
        raise NothingToCover("parts", _("a part lies outside of the text"))
    if not all(map(can_be_sought, asked.words)):
        raise NothingToCover("parts", _("there is neither a letter nor a digit in these words"))
    at_parts = [] if asked.only_here else [here.text[start:end] for start, end in asked.parts]
    sought = [*dict.fromkeys((*asked.words, *filter(can_be_sought, at_parts)))]
    places = {}
    for version in [here] if asked.only_here else texts.values():
        its = asked.parts if version is here else ()
        spans = joined([*find_places(version.text, sought), *its])
        if spans := uncovered(version.text, spans):
            places[version.pk] = spans
    if not places and not sought:
        raise NothingToCover("parts", _("say which words: there is nothing to cover"))
    return Covered(places, [] if asked.only_here else sought)


def count_quotes(covered: Covered) -> int:
    """Count the quotes that would have other words."""
    found = 0
    with connection.cursor() as cursor:
        for version, spans in covered.places.items():
            multirange = "{" + ",".join(f"[{start},{end})" for start, end in spans) + "}"
            cursor.execute(_QUOTES, [version, *[multirange] * 7])
            found += cursor.fetchone()[0]
    return found
