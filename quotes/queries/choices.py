"""What a person can choose from to narrow a list of quotes, and the names of what is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from articles.queries import outlets_by_name, visible_to
from quotes.models import Attribution, Quote, Speaker, Stance, Target
from quotes.queries.filters import QuoteFilters, find_quotes, may_see_undecided
from quotes.queries.names import speakers_of_late, targets_of_late, told_to_readers
from quotes.queries.waiting import QUEUES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

OFFERED = 6
OUTLETS = 40
MOST = 10_000
"""A longer list is counted as more than this: counting it whole would cost more than showing it."""


class Unknown(LookupError):
    """A filter that names what is not there, or what this person may not know of."""

    def __init__(self, field: str, value: int) -> None:
        super().__init__(field)
        self.field, self.value = field, str(value)
        self.message = _("There is no %(field)s %(value)s.") % {"field": field, "value": value}


@dataclass(frozen=True)
class Choice:
    """One thing to choose, and whether it is chosen."""

    value: int | str
    name: str
    chosen: bool


Choices = dict[str, list[Choice]]


def choices(filters: QuoteFilters, *, user: User | AnonymousUser) -> Choices:
    """Answer what each filter offers: all that is chosen, then the most quoted of late.

    Raises Unknown for an id that stands for nothing this person may see.
    """
    outlets = {each.pk: each.name for each in outlets_by_name()[:OUTLETS]}
    chosen = _chosen(Speaker, {*filters.speaker, *filters.organisation}, user)
    return {
        "speaker": _choices("speaker", filters.speaker, chosen, speakers_of_late(OFFERED)),
        "organisation": _choices("organisation", filters.organisation, chosen, {}),
        "target": _choices(
            "target",
            filters.target,
            _chosen(Target, filters.target, user),
            targets_of_late(OFFERED),
        ),
        "outlet": _choices("outlet", filters.outlet, _chosen_outlets(filters.outlet), outlets),
        "article": _choices(
            "article", filters.article, _chosen_articles(filters.article, user), {}
        ),
        "stance": _of_values(Stance.Position.choices, filters.stance),
        "kind": _of_values(Quote.Kind.choices, filters.kind),
        "act": _of_values(Quote.Act.choices, filters.act),
        "sourcing": _of_values(Attribution.Sourcing.choices, filters.sourcing),
        "status": _of_values(Quote.Status.choices, filters.status),
        "waits": _of_values(QUEUES.items(), filters.waits),
    }


def count_quotes(filters: QuoteFilters, *, user: User | AnonymousUser) -> int:
    """Answer how many quotes there are, at most one more than `MOST`."""
    return find_quotes(filters, user=user).order_by()[: MOST + 1].count()


def count_without_each(filters: QuoteFilters, *, user: User | AnonymousUser) -> dict[str, int]:
    """Answer how many quotes there would be with one of the filters taken away, by its name."""
    empty = QuoteFilters()
    return {
        name: count_quotes(replace(filters, **{name: getattr(empty, name)}), user=user)
        for name in filters.given()
    }


def _chosen(
    model: type[Speaker | Target], ids: Iterable[int], user: User | AnonymousUser
) -> dict[int, str]:
    """Answer the names of speakers or targets, those merged by the name of what they became.

    Who may not see undecided quotes gets those that an accepted quote names.
    """
    found = model._default_manager.filter(pk__in=ids).select_related("merged_into")
    became = {each.pk: each.merged_into or each for each in found}
    if not may_see_undecided(user):
        wholes = model._default_manager.filter(pk__in=[each.pk for each in became.values()])
        told = set(told_to_readers(wholes).values_list("pk", flat=True))
        became = {pk: each for pk, each in became.items() if each.pk in told}
    return {pk: each.name for pk, each in became.items()}


def _chosen_outlets(ids: Iterable[int]) -> dict[int, str]:
    return {each.pk: each.name for each in outlets_by_name().filter(pk__in=ids)}


def _chosen_articles(ids: Iterable[int], user: User | AnonymousUser) -> dict[int, str]:
    return {each.pk: str(each) for each in visible_to(user).filter(pk__in=ids)}


def _choices(
    field: str, ids: tuple[int, ...], chosen: dict[int, str], offered: dict[int, str]
) -> list[Choice]:
    for each in ids:
        if each not in chosen:
            raise Unknown(field, each)
    own = [Choice(each, chosen[each], chosen=True) for each in ids]
    return own + [Choice(pk, name, chosen=False) for pk, name in offered.items() if pk not in ids]


def _of_values(values: Iterable[tuple[Any, Any]], chosen: tuple[str, ...]) -> list[Choice]:
    return [Choice(value, str(word), chosen=value in chosen) for value, word in values]
