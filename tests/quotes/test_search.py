"""Lists of quotes by any mix of filters are what the plain reading of the filters tells."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from quotes.models import Quote, Relay, Speaker, Target
from quotes.queries import search
from quotes.queries.filters import QuoteFilters
from quotes.queries.search import reach
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.quotes.search_naive import Plain

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db

WORDS = ("ferry", "pier", "harbour", "toll", "bridge", "tide")
TEXT = " ".join(f"{a} {b} said" for a in WORDS for b in WORDS)
PAIRS = [f"{a} {b}" for a in WORDS for b in WORDS]
WORDY = {"stance", "kind", "act", "sourcing", "language", "descriptor", "cue", "relay"}
WORDY |= {"block", "decided", "unsure", "relayed"}
DICE = random.Random(7)  # noqa: S311  the same newsroom in each run


def make_newsroom(count: int = 70) -> None:
    """Make quotes of all sorts over three years, some at the same moment."""
    speakers = [make_speaker(attributes={"party": each}) for each in ("Green", "Blue", "Green")]
    offices = [make_speaker(kind="organisation") for _ in range(2)]
    targets = [make_target() for _ in range(3)]
    make_merges(speakers, targets)
    at = datetime(2029, 1, 5, tzinfo=UTC)
    for number in range(count):
        article = make_article(
            text=TEXT,
            outlet=DICE.choice(("The Gull", "The Courier", None)),
            language=DICE.choice(("en", "de")),
            published_at=DICE.choice((at + timedelta(days=12 * (number // 2)), None)),
        )
        quote = make_quote(
            DICE.choice(PAIRS),
            article=article,
            speaker=DICE.choice((*speakers, offices[0])),
            cue="said" if number % 2 else None,
            kind=DICE.choice(("direct", "direct", "indirect", "term")),
            act=DICE.choice(("said", "said", "denied")),
            unsure=number % 7 == 0,
            **(long_apart(at, number) if number % 5 == 3 else {}),
            status="suggested" if number % 10 == 9 else "accepted",
        )
        quote.attributions.update(organisation=DICE.choice((*offices, None)))
        if number % 3 == 0:
            Relay.objects.create(quote=quote, name=DICE.choice(("State Media", "the wire")))
        for target in DICE.sample(targets, DICE.randint(0, 2)):
            make_stance(quote, target, DICE.choice(("support", "oppose", None)))


def long_apart(at: datetime, number: int) -> dict[str, Any]:
    """Let a quote be said long before it was printed, or be told of what is still to come."""
    days = DICE.choice((-900, -200, -44, -45, -46, 30, 45, 46, 400)) + 12 * (number // 2)
    return {"said_on": (at + timedelta(days=days)).date(), "said_on_precision": "day"}


def make_merges(speakers: list[Speaker], targets: list[Target]) -> None:
    speakers.append(make_speaker(merged_into=speakers[0]))
    targets.append(make_target(merged_into=targets[0]))


def any_filters() -> QuoteFilters:
    """Answer up to three filters, one of them perhaps negated."""
    offered: dict[str, list[Any]] = {
        "speaker": [*Speaker.objects.filter(kind="person").values_list("pk", flat=True)],
        "organisation": [*Speaker.objects.filter(kind="organisation").values_list("pk", flat=True)],
        "target": [*Target.objects.values_list("pk", flat=True)],
        "stance": ["support", "oppose", "none"],
        "kind": ["direct", "indirect", "term"],
        "act": ["said", "denied"],
        "language": ["en", "de"],
        "unsure": ["yes"],
        "relayed": ["yes"],
        "relay": ["state media", "the wire"],
        "cue": ["said"],
        "cue_class": ["neutral", "distancing"],
        "attribute": ["party:Green", "party:Blue"],
        "decided": ["single", "batch"],
    }
    names = DICE.sample(sorted(offered), DICE.randint(0, 3))
    chosen: dict[str, Any] = {name: (DICE.choice(offered[name]),) for name in names}
    filters = QuoteFilters(**chosen, q=DICE.choice(("", *WORDS)))
    if DICE.random() < 0.4:
        name = DICE.choice(sorted(offered.keys() - {"target", "stance"}))
        filters = replace(filters, not_=(f"{name}:{DICE.choice(offered[name])}",))
    days: dict[str, Any] = {"said_from": date(2029, 7, 1), "said_to": date(2030, 3, 1)}
    for name, day in days.items():
        if DICE.random() < 0.3:
            filters = replace(filters, **{name: day})
    if DICE.random() < 0.2:
        filters = replace(filters, published_from=date(2030, 6, 1))
    return filters


def listed(filters: QuoteFilters, user: User, *, order: str = "newest") -> list[int]:
    """Answer the ids of all pages, one after the other."""
    found: list[int] = []
    cursor: str | None = None
    while True:
        page = search.find_page(filters, user=user, cursor=cursor, limit=5, order=order)
        found += page.rows
        cursor = page.next
        if cursor is None:
            return found


@pytest.mark.parametrize("rows", [2_000, 4])
def test_pages_hold_what_the_filters_mean_and_no_row_twice(
    rows: int, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A look at four rows and at eight: then it is the index that finds the others.
    monkeypatch.setattr(reach, "WINDOW", rows)
    monkeypatch.setattr(reach, "REACH", 2 * rows)
    make_newsroom()
    plain = Plain()
    for _ in range(30):
        filters = any_filters()
        wanted = plain.chosen(filters)
        assert listed(filters, reader) == wanted, filters
        assert listed(filters, reader, order="oldest") == wanted[::-1], filters
        assert sorted(listed(filters, reader, order="best")) == sorted(wanted), filters


@pytest.mark.parametrize("rows", [2_000, 4])
def test_counts_are_what_each_choice_would_leave(
    rows: int, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "WINDOW", rows)
    make_newsroom()
    plain = Plain()
    for _ in range(30):
        filters = any_filters()
        if not filters.given():
            continue  # of everything there are tallies
        counted = search.facet_counts(filters, user=reader)
        assert counted.total == len(plain.chosen(filters)), filters
        assert search.count(filters, user=reader) == counted.total
        for name, values in counted.by_filter.items():
            for value, n in values.items():
                if value != "none":
                    asked: dict[str, Any] = {name: (value if name in WORDY else int(value),)}
                    chosen = plain.chosen(replace(filters, **asked))
                    assert n == len(chosen), (filters, asked)


def test_counts_of_what_has_one_value_add_up(reader: User) -> None:
    make_newsroom()
    for _ in range(20):
        filters = replace(any_filters(), kind=(), act=(), language=(), cue=(), decided=())
        counted = search.facet_counts(filters, user=reader)
        for name in ("kind", "act", "outlet", "language", "decided", "block", "cue"):
            assert sum(counted.of(name).values()) == counted.total, (filters, name)


def test_months_are_those_of_the_quotes_whatever_days_are_asked_for(reader: User) -> None:
    make_newsroom()
    plain, target = Plain(), Target.objects.filter(merged_into=None).values_list("pk", flat=True)[0]
    for _ in range(20):
        filters = replace(any_filters(), target=(), stance=())
        every = replace(filters, said_from=None, said_to=None)
        line = search.months(filters, user=reader)
        total = sum(n for month in line.months.values() for n in month.values())
        assert total == len(plain.chosen(every))
        about = search.months(replace(filters, target=(target,)), user=reader)
        for position in ("support", "oppose"):
            taken = plain.chosen(replace(every, target=(target,), stance=(position,)))
            assert sum(each.get(position, 0) for each in about.months.values()) == len(taken)


def test_what_fits_best_comes_first(reader: User) -> None:
    article = make_article(text="ferry ferry ferry. ferry pier.")
    once = make_quote("ferry pier", article=article)
    thrice = make_quote("ferry ferry ferry", article=article)
    assert listed(QuoteFilters(q="ferry"), reader, order="best") == [thrice.pk, once.pk]


def test_who_works_here_gets_what_is_suggested_by_the_same_filters(annotator: User) -> None:
    speaker, target = make_speaker(), make_target()
    quote = make_quote(speaker=speaker, status="suggested", kind="mixed")
    make_stance(quote, target, "oppose")
    make_quote(speaker=speaker)
    asked = QuoteFilters(status=("suggested",), speaker=(speaker.pk,), kind=("mixed",))
    assert listed(asked, annotator) == [quote.pk]
    about = replace(asked, target=(target.pk,), stance=("oppose",))
    assert listed(about, annotator) == [quote.pk]
    assert listed(replace(about, stance=("support",)), annotator) == []
    both = QuoteFilters(status=("suggested", "accepted"))
    assert listed(both, annotator) == [
        *Quote.objects.order_by("-sort_at", "-id").values_list("pk", flat=True)
    ]
