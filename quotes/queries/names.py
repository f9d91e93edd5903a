"""Who and what is meant by a few letters: speakers and targets by name, typos forgiven."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.lookups import TrigramWordSimilar  # noqa: F401  registers its lookup
from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from articles.queries import withdrawn_articles
from quotes.models import Attribution, PositionTaken, Quote, Speaker, Stance, Target
from quotes.models.speakers import Fold
from quotes.queries.counts import count_about, count_said
from quotes.queries.filters import counted, may_see_undecided
from quotes.queries.name_search import Found, search_names
from quotes.queries.roles import roles_now

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

OPTIONS = 10
OF_LATE = 2_000
"""So many of the newest quotes tell who is quoted most: a bound, whatever the archive holds."""
MOST = 1_000
"""Quotes of one speaker are counted up to one more than this."""
CANDIDATES = 200
"""So many that begin alike are put in order by how often they are quoted."""
FIRST: dict[Any, str] = {Attribution: "quote", PositionTaken: "quote", Speaker: "pk", Target: "pk"}
"""A column of each that is never null."""
SIMILAR = 3
"""The match of a name that only resembles what was typed."""


@dataclass(frozen=True)
class Named:
    """A speaker or target to choose; `also` is the other name by which it was found.

    `id` is None for one who is not there yet and is added by being chosen. `is_whole`: the letters
    asked for are all of a name it goes by; `is_alike`: they only resemble one. `about`: role and
    organisation of today.
    """

    id: int | None
    name: str
    kind: str
    quotes: int
    unnamed: bool = False
    also: str = ""
    is_whole: bool = False
    about: str = ""
    in_article: bool = False
    is_alike: bool = False


def find_speakers(
    q: str,
    *,
    user: User | AnonymousUser,
    article_id: int | None = None,
    limit: int = OPTIONS,
    cast: Collection[int] = (),
) -> list[Named]:
    """Answer speakers by any name they go by, the best match first, then the most quoted.

    The article's own unnamed sources are among them; who is of its `cast` comes before others.
    Without letters: the cast, then the most quoted of late.
    """
    if not q.strip():
        return _cast_and_others(user, article_id, cast, limit)
    readers_only = not may_see_undecided(user)
    found = search_names(q, article_id=article_id, first=cast, readers_only=readers_only)
    found.sort(key=lambda each: _place(each, cast))
    return _named_speakers(found[:limit], cast)


def find_targets(q: str, *, user: User | AnonymousUser, limit: int = OPTIONS) -> list[Named]:
    """Answer targets by name, the best match first, then those that most quotes are about."""
    known = visible_targets(user)
    if not q.strip():
        return _those_and_new_ones(targets_of_late(limit), known, limit)
    found = matching(known, q).order_by("match", "name", "id")[:CANDIDATES]
    return _named_targets([*found])[:limit]


def speakers_of_late(limit: int) -> dict[int, str]:
    """Answer the names of those who are quoted most of late, by their ids."""
    quoted = Attribution.objects.filter(quote__in=_newest(), speaker__article=None)
    return _most(quoted, "speaker", limit)


def targets_of_late(limit: int) -> dict[int, str]:
    """Answer the names of what most quotes of late are about, by their ids."""
    return _most(Stance.objects.filter(quote__in=_newest()), "target", limit)


def visible_speakers(
    user: User | AnonymousUser, *, article_id: int | None = None
) -> QuerySet[Speaker]:
    """Answer the speakers this person may be shown: readers those of accepted quotes only.

    Unnamed sources are left out, but for those of the article given.
    """
    known = Speaker.objects.known_in(article_id)
    return known if may_see_undecided(user) else told_to_readers(known)


def visible_targets(user: User | AnonymousUser) -> QuerySet[Target]:
    """Answer the targets this person may be shown: readers those of accepted quotes only."""
    known = Target.objects.filter(merged_into=None)
    return known if may_see_undecided(user) else told_to_readers(known)


def told_to_readers(known: QuerySet[Any]) -> QuerySet[Any]:
    """Keep the speakers or targets that an accepted quote names, of an article not withdrawn."""
    return _is_quoted(known) if known.model is Speaker else _is_about(known)


def matching(targets: QuerySet[Target], q: str) -> QuerySet[Any]:
    """Keep targets whose name holds or resembles these letters; adds `match`, best is 0."""
    asked = Fold(Value(" ".join(q.split())))
    found = targets.alias(plain=Fold("name")).filter(
        Q(plain__contains=asked) | Q(plain__trigram_word_similar=asked)
    )
    whole, beginning = When(plain=asked, then=0), When(plain__startswith=asked, then=1)
    within = When(plain__contains=asked, then=2)
    ranked: QuerySet[Any] = found.annotate(match=Case(whole, beginning, within, default=SIMILAR))
    return ranked


def _place(found: Found, cast: Collection[int]) -> tuple[object, ...]:
    """Answer what a list of names goes by; who only resembles comes after all who are called so."""
    return (
        found.match == SIMILAR,
        found.speaker not in cast,
        found.match,
        -found.likeness,
        -found.quoted,
        found.name,
        found.speaker,
    )


def _cast_and_others(
    user: User | AnonymousUser, article_id: int | None, cast: Collection[int], limit: int
) -> list[Named]:
    own = list(cast)[:limit]
    late = [each for each in speakers_of_late(limit) if each not in cast]
    room = limit - len(own)
    known = visible_speakers(user, article_id=article_id)
    newest = known.exclude(pk__in=[*own, *late]).order_by("-id")
    ids = [*own, *late[:room], *newest.values_list("pk", flat=True)[: max(room - len(late), 0)]]
    seen = set(known.filter(pk__in=ids).values_list("pk", flat=True))
    return _named_speakers([Found(each) for each in ids if each in seen], cast)


def _named_speakers(found: Sequence[Found], cast: Collection[int]) -> list[Named]:
    ids = [each.speaker for each in found]
    rows, about, quotes = Speaker.objects.in_bulk(ids), roles_now(ids), count_said(ids, most=MOST)
    return [
        Named(
            each.speaker,
            rows[each.speaker].name,
            rows[each.speaker].kind,
            quotes[each.speaker],
            unnamed=rows[each.speaker].article_id is not None,
            also="" if each.name == rows[each.speaker].name else each.name,
            is_whole=each.match == 0,
            about=about.get(each.speaker, ""),
            in_article=each.speaker in cast,
            is_alike=each.match == SIMILAR,
        )
        for each in found
    ]


def _is_quoted(known: QuerySet[Any]) -> QuerySet[Any]:
    """Keep speakers whose words readers see, or words said for them, or of who became them."""
    said = counted(Attribution.objects.filter(speaker=OuterRef("pk")))
    said_for = counted(Attribution.objects.filter(organisation=OuterRef("pk")))
    is_named = _is_there(said) | _is_there(said_for)
    were = Speaker.objects.filter(merged_into=OuterRef("pk"))
    return known.filter(is_named | _is_there(were.filter(is_named)))


def _is_about(known: QuerySet[Any]) -> QuerySet[Any]:
    """Keep targets on which a quote that readers see takes a position, or on what they were."""
    taken = _is_there(PositionTaken.objects.filter(target=OuterRef("pk")))
    were = Target.objects.filter(merged_into=OuterRef("pk"))
    return known.filter(taken | _is_there(were.filter(taken)))


def _is_there(rows: QuerySet[Any]) -> Q:
    """Tell whether there are such rows, asked of an index for one at a time.

    Of an `exists` PostgreSQL may make a table of all there are, before the first is answered.
    """
    return Q(IsNull(Subquery(rows.values(FIRST[rows.model])[:1]), rhs=False))


def _newest() -> QuerySet[Any, Any]:
    accepted = Quote.objects.filter(status=Quote.Status.ACCEPTED)
    accepted = accepted.exclude(article__in=withdrawn_articles().values("pk"))
    return accepted.order_by("-sort_at", "-id").values("id")[:OF_LATE]


def _most(rows: QuerySet[Any], of: str, limit: int) -> dict[int, str]:
    one, name = f"{of}__merged_into", f"{of}__merged_into__name"
    named = rows.filter(**{f"{of}__isnull": False}).values_list(
        Coalesce(one, of), Coalesce(name, f"{of}__name")
    )
    return {pk: name for pk, name, _ in named.annotate(n=Count("quote")).order_by("-n")[:limit]}


def _those_and_new_ones(quoted: dict[int, str], known: QuerySet[Any], limit: int) -> list[Named]:
    """Answer what is quoted; where these are few, let those added last follow."""
    found = _named_targets([*known.filter(pk__in=quoted)])
    others = known.exclude(pk__in=quoted).order_by("-id")[: limit - len(quoted)]
    return [*found, *_named_targets([*others])]


def _named_targets(rows: Sequence[Any]) -> list[Named]:
    """Answer targets, the best match first, then those that most quotes are about."""
    about = count_about([row.pk for row in rows])
    named = [
        (getattr(row, "match", 0), Named(row.pk, row.name, row.kind, about[row.pk])) for row in rows
    ]
    named.sort(key=lambda each: (each[0], -each[1].quotes, each[1].name, each[1].id))
    is_found = any(hasattr(row, "match") for row in rows)
    return [replace(one, is_whole=is_found and match == 0) for match, one in named]
