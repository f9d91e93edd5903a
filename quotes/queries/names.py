"""Who and what is meant by a few letters: speakers and targets by name, typos forgiven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.lookups import TrigramWordSimilar  # noqa: F401  registers its lookup
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from quotes.models import Attribution, Quote, Speaker, SpeakerName, Stance, Target
from quotes.models.speakers import Fold
from quotes.queries.filters import may_see_undecided

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

OPTIONS = 10
OF_LATE = 5_000
"""So many of the newest quotes tell who is quoted most: a bound, whatever the archive holds."""


@dataclass(frozen=True)
class Named:
    """A speaker or target to choose; `also` is the other name by which it was found."""

    id: int
    name: str
    kind: str
    quotes: int
    unnamed: bool = False
    also: str = ""

    @property
    def initials(self) -> str:
        """First letters of the first and last word of the name, for the round mark on pages."""
        words = self.name.split()
        return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper()


def find_speakers(
    q: str, *, user: User | AnonymousUser, article_id: int | None = None, limit: int = OPTIONS
) -> list[Named]:
    """Answer speakers by any name they go by, the best match first, then the most quoted.

    The article's own unnamed sources are among them. Without letters: the most quoted of late.
    """
    known = with_quotes(visible_speakers(user, article_id=article_id))
    if not q.strip():
        return _filled_up(_quoted_of_late(known, limit), known, limit)
    names = matching(SpeakerName.objects.filter(speaker=OuterRef("pk")), q).order_by("match", "id")
    found = known.annotate(
        match=Subquery(names.values("match")[:1]), found_as=Subquery(names.values("name")[:1])
    ).filter(match__isnull=False)
    return [_named(each) for each in found.order_by("match", "-quotes", "name", "id")[:limit]]


def find_targets(q: str, *, user: User | AnonymousUser, limit: int = OPTIONS) -> list[Named]:
    """Answer targets by name, the best match first, then those that most quotes are about."""
    known = with_quotes(visible_targets(user))
    if not q.strip():
        return _filled_up(_quoted_of_late(known, limit), known, limit)
    found = matching(known, q).order_by("match", "-quotes", "name", "id")
    return [_named(each) for each in found[:limit]]


def most_quoted_speakers(*, user: User | AnonymousUser, limit: int) -> list[Named]:
    """Answer who is quoted most of late."""
    return _quoted_of_late(with_quotes(visible_speakers(user)), limit)


def most_quoted_targets(*, user: User | AnonymousUser, limit: int) -> list[Named]:
    """Answer what most quotes of late are about."""
    return _quoted_of_late(with_quotes(visible_targets(user)), limit)


def visible_speakers(
    user: User | AnonymousUser, *, article_id: int | None = None
) -> QuerySet[Speaker]:
    """Answer the speakers this person may be shown: readers those of accepted quotes only.

    Unnamed sources are left out, but for those of the article given.
    """
    known = Speaker.objects.known_in(article_id)
    return known if may_see_undecided(user) else known.filter(Exists(_said_by_outer()))


def visible_targets(user: User | AnonymousUser) -> QuerySet[Target]:
    """Answer the targets this person may be shown: readers those of accepted quotes only."""
    known = Target.objects.filter(merged_into=None)
    return known if may_see_undecided(user) else known.filter(Exists(_about_outer()))


def with_quotes(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add `quotes`: how many accepted quotes each speaker said, or are about each target."""
    of_each = _said_by_outer() if rows.model is Speaker else _about_outer()
    counted = of_each.order_by().values(all=Value(1)).annotate(n=Count("quote", distinct=True))
    counting: QuerySet[Any] = rows.annotate(quotes=Coalesce(Subquery(counted.values("n")), 0))
    return counting


def matching(rows: QuerySet[Any], q: str) -> QuerySet[Any]:
    """Keep rows whose name holds or resembles these letters; adds `match`, best is 0."""
    asked = Fold(Value(" ".join(q.split())))
    found = rows.alias(folded=Fold("name")).filter(
        Q(folded__contains=asked) | Q(folded__trigram_word_similar=asked)
    )
    whole, beginning = When(folded=asked, then=0), When(folded__startswith=asked, then=1)
    within = When(folded__contains=asked, then=2)
    ranked: QuerySet[Any] = found.annotate(match=Case(whole, beginning, within, default=3))
    return ranked


def _said_by_outer() -> QuerySet[Attribution]:
    one = Speaker.objects.filter(_is_or_became(OuterRef(OuterRef("pk"))))
    rows = Attribution.objects.filter(speaker__in=one, status=Quote.Status.ACCEPTED)
    return rows.exclude(quote__kind=Quote.Kind.TERM)


def _about_outer() -> QuerySet[Stance]:
    one = Target.objects.filter(_is_or_became(OuterRef(OuterRef("pk"))))
    rows = Stance.objects.filter(target__in=one, status=Quote.Status.ACCEPTED)
    return rows.exclude(quote__kind=Quote.Kind.TERM)


def _is_or_became(one: OuterRef) -> Q:
    return Q(pk=one) | Q(merged_into=one)


def _quoted_of_late(known: QuerySet[Any], limit: int) -> list[Named]:
    accepted = Quote.objects.filter(status=Quote.Status.ACCEPTED)
    newest = accepted.order_by("-sort_at", "-id").values("id")[:OF_LATE]
    beside: QuerySet[Any] = (
        Attribution.objects.filter(quote__in=newest).values("speaker")
        if known.model is Speaker
        else Stance.objects.filter(quote__in=newest).values("target")
    )
    quoted = known.filter(pk__in=beside).order_by("-quotes", "name", "id")
    return [_named(each) for each in quoted[:limit]]


def _filled_up(quoted: list[Named], known: QuerySet[Any], limit: int) -> list[Named]:
    """Where few are quoted, let those added last follow: they are about to be."""
    others = known.exclude(pk__in=[each.id for each in quoted]).order_by("-id")
    return [*quoted, *(_named(each) for each in others[: limit - len(quoted)])]


def _named(row: Any) -> Named:
    found_as = getattr(row, "found_as", row.name)
    unnamed = getattr(row, "article_id", None) is not None
    also = found_as if found_as != row.name else ""
    return Named(row.pk, row.name, row.kind, row.quotes, unnamed, also)
