"""What a person can choose from to narrow a list of quotes, and the names of what is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.queries import outlets_by_name, visible_to
from quotes.models import Attribution, Quote, Speaker, Stance, Target
from quotes.queries.filters import NOBODY, QuoteFilters, may_see_undecided
from quotes.queries.hits import fold
from quotes.queries.names import find_speakers, find_targets
from quotes.queries.search import MOST as MOST
from quotes.queries.search import Facets, count, find_page
from quotes.queries.waiting import QUEUES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

OFFERED = 6
"""So many values of a filter are shown beside the list; all stand on a page of their own."""
COUNTED = 3_000
"""So many values are gone through for those that have some letters in their name."""


class Unknown(LookupError):
    """A filter that names what is not there, or what this person may not know of."""

    def __init__(self, field: str, value: int) -> None:
        super().__init__(field)
        self.field, self.value = field, str(value)
        self.message = _("There is no %(field)s %(value)s.") % {"field": field, "value": value}


@dataclass(frozen=True)
class Choice:
    """One thing to choose: whether it is chosen or left out, and how many quotes it would leave."""

    value: int | str
    name: str
    chosen: bool = False
    left_out: bool = False
    count: int | None = None


Choices = dict[str, list[Choice]]

CLOSED: dict[str, list[tuple[str, Any]]] = {
    "stance": [*Stance.Position.choices, ("none", pgettext_lazy("position", "not judged"))],
    "kind": Quote.Kind.choices,
    "act": Quote.Act.choices,
    "sourcing": Attribution.Sourcing.choices,
    "status": Quote.Status.choices,
    "waits": [*QUEUES.items()],
    "cue_class": [
        ("neutral", pgettext_lazy("cue class", "neutral")),
        ("endorsing", pgettext_lazy("cue class", "endorsing")),
        ("distancing", pgettext_lazy("cue class", "distancing")),
    ],
    "block": [
        ("headline", pgettext_lazy("block", "headline")),
        ("standfirst", pgettext_lazy("block", "standfirst")),
        ("body", pgettext_lazy("block", "body")),
        ("caption", pgettext_lazy("block", "caption")),
    ],
    "decided": [
        ("single", pgettext_lazy("decided", "one by one")),
        ("batch", pgettext_lazy("decided", "in a batch")),
    ],
    "unsure": [("yes", pgettext_lazy("flag", "unsure"))],
    "relayed": [("yes", pgettext_lazy("flag", "came through somebody"))],
}
"""The filters with few values, and what these are called."""
NONE = "none"
LACKING = {
    "speaker": gettext_lazy("nobody named"),
    "organisation": gettext_lazy("no organisation given"),
    "target": gettext_lazy("no target"),
}
"""What quotes are called that have none."""
NAMED = ("speaker", "organisation", "target", "outlet", "article")
"""The filters whose values are ids of what has a name."""
OPEN = ("language", "role", "attribute", "cue", "relay", "descriptor")
"""The filters whose values are words."""


def choices(
    filters: QuoteFilters, *, user: User | AnonymousUser, counts: Facets, most: int = OFFERED
) -> Choices:
    """Answer what each filter offers: what is chosen or left out, and what most quotes have.

    Raises Unknown for an id that stands for nothing this person may see.
    """
    return {
        field: [
            *choices_of(field, filters, counts, user=user, most=most),
            *_lacking(field, filters),
        ]
        for field in (*CLOSED, *OPEN, *NAMED)
    }


def choices_of(
    field: str,
    filters: QuoteFilters,
    counts: Facets,
    *,
    user: User | AnonymousUser,
    most: int,
    find: str = "",
) -> list[Choice]:
    """Answer what one filter offers; with `find`, only what has these letters in its name.

    Raises Unknown.
    """
    if field in CLOSED:
        return _of_values(field, filters, counts)
    room = COUNTED if find else most
    if field in OPEN:
        offered = _of_words(field, filters, counts, room)
    else:
        offered = _of_names(field, filters, counts, room, user=user)
    if not find:
        return offered
    letters = fold(find)
    found = [each for each in offered if letters in fold(each.name)][:most]
    return found or _known_by(field, find, user=user)


def count_without_each(filters: QuoteFilters, *, user: User | AnonymousUser) -> dict[str, int]:
    """Answer how many quotes there would be with one of the filters taken away, by its name.

    What is left out counts by itself: "not_:kind:indirect".
    """
    empty = QuoteFilters()
    without = {
        name: replace(filters, **{name: getattr(empty, name)})
        for name in filters.given()
        if name not in {"parts", "not_"}
    }
    for each in filters.not_:
        kept = tuple(other for other in filters.not_ if other != each)
        without[f"not_:{each}"] = replace(filters, not_=kept)
    return {name: count(left, user=user) for name, left in without.items()}


def _of_values(field: str, filters: QuoteFilters, counts: Facets) -> list[Choice]:
    chosen, but, found = getattr(filters, field), _left_out(field, filters), counts.of(field)
    none = 0 if field in counts.by_filter else None  # what is not counted has no number
    return [
        Choice(value, str(word), value in chosen, value in but, found.get(value, none))
        for value, word in CLOSED[field]
    ]


def _of_words(field: str, filters: QuoteFilters, counts: Facets, most: int) -> list[Choice]:
    chosen, but, found = getattr(filters, field), _left_out(field, filters), counts.of(field)
    own = dict.fromkeys((*chosen, *but))
    shown = [value for value in found if value != NONE][:most]
    values = dict.fromkeys([*shown, *own])
    return [
        Choice(
            value,
            value.replace(":", ": ", 1) if field == "attribute" else value,
            value in chosen,
            value in but,
            found.get(value),
        )
        for value in values
    ]


def _of_names(
    field: str, filters: QuoteFilters, counts: Facets, most: int, *, user: User | AnonymousUser
) -> list[Choice]:
    chosen, but = getattr(filters, field), _left_out(field, filters)
    own = dict.fromkeys(each for each in (*chosen, *but) if each != NOBODY)
    found = {int(value): n for value, n in counts.of(field).items() if value.isdigit()}
    offered = [*found][: most * 3]
    names = _names(field, {*offered, *own}, user)
    hidden = {each for each in own if each not in found and not _is_told(field, each, user)}
    for each in own:
        if each not in names or each in hidden:
            raise Unknown(field, each)
    unnamed = _unnamed(field, names)
    shown = [each for each in found if each in names and each not in unnamed]
    values = dict.fromkeys([*shown[:most], *own])
    return [
        Choice(each, names[each], each in chosen, each in but, found.get(each)) for each in values
    ]


def _lacking(field: str, filters: QuoteFilters) -> list[Choice]:
    """Offer the quotes that have none of it. They are not counted: no facet tells them."""
    chosen, but = getattr(filters, field), _left_out(field, filters)
    words = [LACKING[field]] if field in LACKING else []
    return [Choice(NONE, str(word), NOBODY in chosen, NOBODY in but) for word in words]


def _unnamed(field: str, ids: Iterable[int]) -> set[int]:
    """Answer the sources among these that belong to one article: they are offered nowhere else."""
    if field != "speaker":
        return set()
    unnamed = Speaker.objects.filter(pk__in=ids, article__isnull=False)
    return set(unnamed.values_list("pk", flat=True))


def _known_by(field: str, find: str, *, user: User | AnonymousUser) -> list[Choice]:
    """Answer whom these letters mean, also where few quotes are theirs: those are not counted."""
    if field == "target":
        return [Choice(each.id or 0, each.name) for each in find_targets(find, user=user)]
    if field in {"speaker", "organisation"}:
        return [Choice(each.id or 0, each.name) for each in find_speakers(find, user=user)]
    return []


def _left_out(field: str, filters: QuoteFilters) -> tuple[Any, ...]:
    return filters.left_out().get(field, ())


def _names(field: str, ids: set[int], user: User | AnonymousUser) -> dict[int, str]:
    if field == "outlet":
        return {each.pk: each.name for each in outlets_by_name().filter(pk__in=ids)}
    if field == "article":
        return {each.pk: str(each) for each in visible_to(user).filter(pk__in=ids)}
    model: type[Speaker | Target] = Target if field == "target" else Speaker
    known = model._default_manager.filter(pk__in=ids).select_related("merged_into")
    return {each.pk: (each.merged_into or each).name for each in known}


def _is_told(field: str, value: int, user: User | AnonymousUser) -> bool:
    """Tell whether this person may know of a speaker or target: readers of those quoted alone."""
    if field not in {"speaker", "organisation", "target"} or may_see_undecided(user):
        return True
    one: dict[str, Any] = {field: (value,)}
    asked = QuoteFilters(**one)
    return bool(find_page(asked, user=user, cursor=None, limit=1).rows)
