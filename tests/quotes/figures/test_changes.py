"""Changes of position: each clause of what counts as one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser

from quotes.models import Attribution, Speaker, Target
from quotes.queries.figures.changes import Change, find_changes
from quotes.queries.figures.taken import evidence_of, evidence_on
from quotes.queries.filters import QuoteFilters
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.quotes.figures.said import say

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def vell(db: None) -> Speaker:
    return make_speaker("Ona Vell")


@pytest.fixture
def rent(db: None) -> Target:
    return make_target("Pier rent")


def changes(*speakers: Speaker, **filters: Any) -> list[Change]:
    ids, asked = [each.pk for each in speakers], QuoteFilters(**filters)
    return find_changes(evidence_of(ids, actor="speaker", filters=asked, user=NOBODY))


def told(found: Sequence[Change]) -> list[str]:
    return [
        f"{each.before.position} {each.before.day} to {each.after.position} {each.after.day}"
        for each in found
    ]


def test_from_support_to_oppose_is_one_with_both_quotes(vell: Speaker, rent: Target) -> None:
    say("2031-01-05", vell, "support", rent)
    last = say("2031-03-14", vell, "support", rent)
    first = say("2031-08-26", vell, "oppose", rent)
    say("2031-09-01", vell, "oppose", rent)
    (change,) = changes(vell)
    assert told([change]) == ["support 2031-03-14 to oppose 2031-08-26"]
    assert (change.before.quote, change.after.quote) == (last.pk, first.pk)
    assert (change.actor, change.target, change.days_apart) == (vell.pk, rent.pk, 165)


@pytest.mark.parametrize(
    ("before", "after", "is_one"),
    [
        ("support", "oppose", True),
        ("oppose", "support", True),
        ("support", "mixed", True),
        ("mixed", "oppose", True),
        ("support", "support", False),
        ("support", "neutral", False),
        ("unclear", "oppose", False),
        ("neutral", "oppose", False),
        (None, "oppose", False),
    ],
)
def test_positions_that_make_one(
    vell: Speaker, rent: Target, before: str | None, after: str, *, is_one: bool
) -> None:
    say("2031-01-01", vell, before, rent)
    say("2031-01-02", vell, after, rent)
    assert bool(changes(vell)) is is_one


def test_neutral_words_between_do_not_stand_in_the_way(vell: Speaker, rent: Target) -> None:
    say("2031-01-01", vell, "support", rent)
    say("2031-02-01", vell, "neutral", rent)
    say("2031-03-01", vell, "oppose", rent)
    assert told(changes(vell)) == ["support 2031-01-01 to oppose 2031-03-01"]


def test_two_speakers_or_two_targets_make_none(vell: Speaker, rent: Target) -> None:
    say("2031-01-01", vell, "support", rent)
    say("2031-01-02", make_speaker(), "oppose", rent)
    say("2031-01-02", vell, "oppose", make_target())
    assert changes(vell) == []


@pytest.mark.parametrize("act", ["denied", "imagined", "announced", "declined"])
def test_only_what_was_said_counts(vell: Speaker, rent: Target, act: str) -> None:
    say("2031-01-01", vell, "support", rent)
    say("2031-01-02", vell, "oppose", rent, act=act)
    assert changes(vell) == []


def test_what_is_recalled_does_not_count(vell: Speaker, rent: Target) -> None:
    say("2031-01-01", vell, "support", rent)
    say("2031-01-02", vell, "oppose", rent, earlier=True)
    assert changes(vell) == []


def test_what_is_said_on_a_condition_does_not_count(vell: Speaker, rent: Target) -> None:
    say("2031-01-01", vell, "support", rent)
    say("2031-01-02", vell, "oppose", rent, conditional=True)
    assert changes(vell) == []


@pytest.mark.parametrize("status", ["suggested", "rejected"])
def test_only_what_is_accepted_counts(vell: Speaker, rent: Target, status: str) -> None:
    say("2031-01-01", vell, "support", rent)
    say("2031-01-02", vell, "oppose", rent, status=status)
    assert changes(vell) == []


def test_an_unnamed_source_is_never_evidence(vell: Speaker, rent: Target) -> None:
    say("2031-01-01", vell, "support", rent)
    say("2031-01-02", vell, "oppose", rent, sourcing="unnamed")
    article = make_article(published_at="2031-02-01T12:00Z")
    source = make_speaker("a harbour official", article=article)
    for day, words, position in ((3, "It always has.", "support"), (4, "a fine", "oppose")):
        told_on: dict[str, Any] = {"said_on": date(2031, 1, day), "said_on_precision": "day"}
        quote = make_quote(words, article=article, speaker=source, **told_on)
        make_stance(quote, rent, position)
    assert changes(vell) == []
    assert changes(source) == []


def test_both_on_one_day_is_mixed_that_day_and_no_change_by_itself(
    vell: Speaker, rent: Target
) -> None:
    say("2031-01-01", vell, "support", rent)
    say("2031-01-01", vell, "oppose", rent)
    assert changes(vell) == []


def test_a_day_of_both_is_shown_by_what_differs(vell: Speaker, rent: Target) -> None:
    before = say("2030-12-01", vell, "support", rent)
    say("2031-01-01", vell, "support", rent)
    differs = say("2031-01-01", vell, "oppose", rent)
    after = say("2031-02-01", vell, "oppose", rent)
    second, first = changes(vell)
    assert told([first, second]) == [
        "support 2030-12-01 to mixed 2031-01-01",
        "mixed 2031-01-01 to oppose 2031-02-01",
    ]
    assert (first.before.several, first.after.several) == (False, True)
    assert (first.before.quote, first.after.quote) == (before.pk, differs.pk)
    assert second.after.quote == after.pk


def test_one_statement_counts_once_on_its_first_day(vell: Speaker, rent: Target) -> None:
    words = "a pier for nobody is a pier too many"
    say("2031-01-01", vell, "support", rent, words=words)
    say("2031-01-05", vell, "oppose", rent)
    say("2031-01-09", vell, "support", rent, words=words)
    assert told(changes(vell)) == ["support 2031-01-01 to oppose 2031-01-05"]


def test_printings_judged_differently_are_no_change(vell: Speaker, rent: Target) -> None:
    words = "a pier for nobody is a pier too many"
    say("2031-01-01", vell, "support", rent, words=words)
    say("2031-01-09", vell, "oppose", rent, words=words)
    assert changes(vell) == []


def test_what_was_said_goes_by_the_day_it_was_said(vell: Speaker, rent: Target) -> None:
    say("2031-03-01", vell, "support", rent, said_on=date(2031, 2, 1), said_on_precision="day")
    say("2031-02-15", vell, "oppose", rent)
    assert told(changes(vell)) == ["support 2031-02-01 to oppose 2031-02-15"]


def test_a_month_or_a_year_counts_where_the_order_is_certain(vell: Speaker, rent: Target) -> None:
    say("2031-12-01", vell, "support", rent, said_on=date(2030, 1, 1), said_on_precision="year")
    say("2031-12-01", vell, "oppose", rent, said_on=date(2031, 5, 1), said_on_precision="month")
    (change,) = changes(vell)
    assert (change.before.unit, change.after.unit, change.days_apart) == ("year", "month", None)


@pytest.mark.parametrize("precision", ["month", "year"])
def test_a_month_or_a_year_does_not_count_where_it_is_not(
    vell: Speaker, rent: Target, precision: str
) -> None:
    say("2031-02-01", vell, "support", rent, said_on=date(2031, 1, 1), said_on_precision=precision)
    say("2031-01-20", vell, "oppose", rent)
    assert changes(vell) == []


def test_what_has_no_day_does_not_count(vell: Speaker, rent: Target) -> None:
    say(None, vell, "support", rent)
    say("2031-01-20", vell, "oppose", rent)
    assert changes(vell) == []


def test_who_and_what_was_merged_is_one(vell: Speaker, rent: Target) -> None:
    other = make_speaker("O. Vell", merged_into=vell)
    same = make_target("The pier's rent", merged_into=rent)
    say("2031-01-01", other, "support", rent)
    say("2031-01-02", vell, "oppose", same)
    (change,) = changes(vell, other)
    assert (change.actor, change.target) == (vell.pk, rent.pk)


def test_a_side_is_what_it_and_its_people_said(vell: Speaker, rent: Target) -> None:
    union = make_speaker("Ferry Union", kind="organisation")
    say("2031-01-01", union, "support", rent)
    say("2031-02-01", vell, "oppose", rent, organisation=union)
    ids = [union.pk]
    evidence = evidence_of(ids, actor="organisation", filters=QuoteFilters(), user=NOBODY)
    assert told(find_changes(evidence)) == ["support 2031-01-01 to oppose 2031-02-01"]
    assert changes(vell) == changes(union) == []


def test_filters_narrow_the_evidence_and_days_the_changes(vell: Speaker, rent: Target) -> None:
    say("2031-01-01", vell, "support", rent, outlet="The Aldmoor Courier")
    say("2031-01-05", vell, "oppose", rent, outlet="Corran Weekly")
    say("2031-02-05", vell, "support", rent, outlet="The Aldmoor Courier")
    say("2031-03-05", vell, "oppose", rent, outlet="The Aldmoor Courier")
    courier = make_article(outlet="The Aldmoor Courier").outlet_id or 0
    assert len(changes(vell)) == 3
    assert told(changes(vell, outlet=(courier,))) == ["support 2031-02-05 to oppose 2031-03-05"]
    evidence = evidence_of([vell.pk], actor="speaker", filters=QuoteFilters(), user=NOBODY)
    since = find_changes(evidence, since=date(2031, 2, 1), until=date(2031, 2, 28))
    assert told(since) == ["oppose 2031-01-05 to support 2031-02-05"]


def test_a_target_tells_who_of_all_changed(vell: Speaker, rent: Target) -> None:
    same = make_target("The pier's rent", merged_into=rent)
    reke, essery = make_speaker("Tomas Reke"), make_speaker("Bram Essery")
    for speaker, position, day in (
        (vell, "support", "2031-01-01"),
        (vell, "oppose", "2031-04-01"),
        (reke, "oppose", "2031-01-01"),
        (reke, "mixed", "2031-02-01"),
        (essery, "oppose", "2031-01-01"),
    ):
        say(day, speaker, position, rent if day < "2031-03" else same)
    ids = [rent.pk, same.pk]
    asked = {"actor": "speaker", "filters": QuoteFilters(), "user": NOBODY}
    found = find_changes(evidence_on(ids, **asked))  # type: ignore[arg-type]
    assert [each.actor for each in found] == [vell.pk, reke.pk]
    newest = find_changes(evidence_on(ids, newest=2, **asked))  # type: ignore[arg-type]
    assert newest == []


def test_two_to_whom_one_quote_is_attributed_are_each_heard(vell: Speaker, rent: Target) -> None:
    reke = make_speaker("Tomas Reke")
    say("2031-01-01", reke, "support", rent)
    quote = make_quote(article=make_article(published_at="2031-02-01T12:00Z"), speaker=vell)
    Attribution.objects.create(quote=quote, speaker=reke, position=1)
    make_stance(quote, rent, "oppose")
    assert told(changes(reke)) == ["support 2031-01-01 to oppose 2031-02-01"]
