"""What may be asked of quotes: the same filters for the page, the API and every figure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Role
from articles.queries import withdrawn_articles
from quotes.models import Attribution, Quote, Speaker, Stance, Target
from quotes.queries.waiting import waits_in

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


CUE_CLASSES = ("neutral", "endorsing", "distancing")
"""What a cue verb says of what it reports: "said", "pointed out", "claimed"."""
WITH_PARTS = ("target", "organisation")
"""The filters that may take in all that is part of what they name."""
_IDS = {"article", "speaker", "organisation", "target", "outlet", "family", "statement"}


@dataclass(frozen=True, kw_only=True)
class QuoteFilters:
    """What a list of quotes is narrowed to; a tuple means any of these, empty means all.

    `target` and `stance` together mean one and the same stance. Dates are inclusive, in the
    newsroom's time zone. Without `status` quotes are the accepted ones; `waits` names queues of the
    desk, which may hold quotes of any status. `role` is one held at the time, `attribute` is
    "party:Green", `family` is of articles and `statement` of quotes; `parts` names the filters that
    take in what is part of theirs. `not_` has "field:value": none of these; `left_out` reads it.
    """

    q: str = ""
    article: tuple[int, ...] = ()
    speaker: tuple[int, ...] = ()
    organisation: tuple[int, ...] = ()
    target: tuple[int, ...] = ()
    stance: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    sourcing: tuple[str, ...] = ()
    outlet: tuple[int, ...] = ()
    language: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    said_from: date | None = None
    said_to: date | None = None
    waits: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    descriptor: tuple[str, ...] = ()
    cue: tuple[str, ...] = ()
    cue_class: tuple[str, ...] = ()
    relay: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    relayed: tuple[str, ...] = ()
    family: tuple[int, ...] = ()
    statement: tuple[int, ...] = ()
    attribute: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()

    def left_out(self) -> dict[str, tuple[Any, ...]]:
        """Answer the values that `not_` leaves out, by filter; ids are numbers."""
        found: dict[str, tuple[Any, ...]] = {}
        for each in self.not_:
            field, _, value = each.partition(":")
            found[field] = (*found.get(field, ()), int(value) if field in _IDS else value)
        return found

    def given(self) -> dict[str, object]:
        """Answer the filters that narrow anything, by name."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}


def find_quotes(filters: QuoteFilters, *, user: User | AnonymousUser) -> QuerySet[Quote]:
    """Answer the quotes asked for that this person may see, newest first."""
    found = _visible_to(user, filters.status or _statuses_of(filters.waits))
    if not filters.kind:
        found = found.exclude(
            kind=Quote.Kind.TERM
        )  # marked in the text, never counted unless asked for
    for condition in (
        *_of_the_queues(filters),
        *_of_the_quote(filters),
        *_of_its_attributions(filters),
        *_of_its_stances(filters),
    ):
        found = found.filter(condition)
    if filters.q:
        found = found.filter(
            search__words=SearchQuery(filters.q, config="verbatim", search_type="websearch")
        )
    return found.order_by("-sort_at", "-id")


def may_see_undecided(user: User | AnonymousUser) -> bool:
    """Tell whether suggestions and rejected quotes may be shown to this person."""
    return user.is_authenticated and user.is_at_least(Role.ANNOTATOR)


def counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Keep, of attributions or stances, those of quotes that figures count and readers see."""
    accepted = rows.filter(status=Quote.Status.ACCEPTED).exclude(quote__kind=Quote.Kind.TERM)
    return accepted.exclude(quote__article__in=withdrawn_articles().values("pk"))


def _statuses_of(queues: tuple[str, ...]) -> tuple[str, ...]:
    """Answer what a queue may hold that is not asked for by status; of none: the default."""
    return tuple(Quote.Status.values) if queues else ()


def _visible_to(user: User | AnonymousUser, status: tuple[str, ...]) -> QuerySet[Quote]:
    wanted = status or (Quote.Status.ACCEPTED,)
    allowed = (
        wanted
        if may_see_undecided(user)
        else [each for each in wanted if each == Quote.Status.ACCEPTED]
    )
    quotes = Quote.objects.filter(status__in=allowed)
    if may_see_undecided(user):
        return quotes
    return quotes.exclude(article__in=withdrawn_articles().values("pk"))


def _of_the_queues(filters: QuoteFilters) -> list[Q]:
    in_any = Q()
    for queue in filters.waits:
        in_any |= waits_in(queue)
    return [in_any] if filters.waits else []


def _of_the_quote(filters: QuoteFilters) -> list[Q]:
    wanted = {
        "article__in": filters.article,
        "kind__in": filters.kind,
        "act__in": filters.act,
        "outlet__in": filters.outlet,
        "language__in": filters.language,
        "dated_on__gte": filters.said_from,
        "dated_on__lte": filters.said_to,
        "published_at__gte": filters.published_from and _midnight(filters.published_from),
        "published_at__lt": filters.published_to
        and _midnight(filters.published_to + timedelta(days=1)),
    }
    return [Q((lookup, value)) for lookup, value in wanted.items() if value]


def _of_its_attributions(filters: QuoteFilters) -> list[Q]:
    rows = Attribution.objects.filter(quote=OuterRef("pk"))
    found = []
    if filters.speaker:
        found.append(rows.filter(speaker__in=_with_merged(Speaker, filters.speaker)))
    if filters.organisation:
        organisations = _with_merged(Speaker, filters.organisation)
        for_it, its_own = Q(organisation__in=organisations), Q(speaker__in=organisations)
        found.append(rows.filter(for_it | its_own))
    if filters.sourcing:
        found.append(rows.filter(sourcing__in=filters.sourcing))
    return [Q(Exists(each)) for each in found]


def _of_its_stances(filters: QuoteFilters) -> list[Q]:
    if not (filters.target or filters.stance):
        return []
    rows = Stance.objects.filter(quote=OuterRef("pk"))
    if filters.target:
        rows = rows.filter(target__in=_with_merged(Target, filters.target))
    if filters.stance:
        judged, unjudged = Q(position__in=filters.stance), Q(position=None)
        rows = rows.filter(judged | unjudged if "none" in filters.stance else judged)
    return [Q(Exists(rows))]


def _with_merged(model: type[Speaker | Target], ids: tuple[int, ...]) -> list[int]:
    """Answer the ids of these, of whom they became and of all merged into those.

    Plain ids, so that an index finds the rows.
    """
    known = model._default_manager.order_by()
    became = known.filter(pk__in=ids).values(one=Coalesce("merged_into", "pk"))
    same = known.filter(Q(pk__in=became) | Q(merged_into__in=became))
    return list(same.values_list("pk", flat=True))


def _midnight(day: date) -> datetime:
    """Answer the first moment of a day in the newsroom's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
