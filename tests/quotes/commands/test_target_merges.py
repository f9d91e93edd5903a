"""Two targets become one and two again; no position is lost unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quotes import commands
from quotes.models import Quote, Stance, Step, Target
from quotes.queries.filters import QuoteFilters
from quotes.queries.quote_json import quotes_as_objects
from quotes.queries.search import find_page
from tests.factories import make_quote, make_stance, make_target

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


def merge(target: Target, into: Target, *, by: User, keep: str | None = None) -> None:
    target.refresh_from_db()
    commands.merge_targets(target.pk, into.pk, version=target.version, by=by, keep=keep)


def stances(quote: Quote) -> list[tuple[str, str | None]]:
    (shown,) = quotes_as_objects([quote.pk], people=False)
    return [(each["target"]["name"], each["position"]) for each in shown["stances"]]


def about(target: Target, user: User) -> set[int]:
    filters = QuoteFilters(target=(target.pk,))
    return set(find_page(filters, user=user, cursor=None, limit=100).rows)


def test_stances_are_shown_on_the_other_and_come_back(annotator: User) -> None:
    act, bill = make_target("Ferry Tariff Act"), make_target("the ferry bill")
    one, other = make_quote(), make_quote()
    make_stance(one, bill, "oppose")
    make_stance(other, act)
    merge(bill, act, by=annotator)
    assert stances(one) == [("Ferry Tariff Act", "oppose")]
    assert about(act, annotator) == about(bill, annotator) == {one.pk, other.pk}
    commands.unmerge_target(bill.pk, by=annotator)
    assert stances(one) == [("the ferry bill", "oppose")]
    assert about(act, annotator) == {other.pk}


@pytest.mark.parametrize(
    ("keep", "stands"), [("newer", "support"), ("into", "oppose"), ("merged", "support")]
)
def test_two_positions_of_one_quote_are_told_and_one_stands(
    annotator: User, keep: str, stands: str
) -> None:
    act, bill, quote = make_target("the Act"), make_target("the bill"), make_quote()
    make_stance(quote, act, "oppose")
    make_stance(quote, bill, "support")
    with pytest.raises(commands.Conflict, match="different positions"):
        merge(bill, act, by=annotator)
    merge(bill, act, by=annotator, keep=keep)
    assert stances(quote) == [("the Act", stands)]
    version = Quote.objects.get().version
    assert version == quote.version + 1
    commands.unmerge_target(bill.pk, by=annotator)
    assert sorted(stances(quote)) == [("the Act", "oppose"), ("the bill", "support")]


def test_a_stance_that_nobody_judged_gives_way_to_one_that_somebody_did(annotator: User) -> None:
    act, bill, quote = make_target("the Act"), make_target("the bill"), make_quote()
    make_stance(quote, act, "oppose")
    make_stance(quote, bill, None)
    merge(bill, act, by=annotator)
    assert stances(quote) == [("the Act", "oppose")]


def test_a_stance_set_after_the_merge_is_the_same_stance(annotator: User) -> None:
    act, bill, quote = make_target("the Act"), make_target("the bill"), make_quote()
    make_stance(quote, bill, "support")
    merge(bill, act, by=annotator)
    changed = commands.set_stance(
        quote.pk, act.pk, version=quote.version, by=annotator, position="oppose"
    )
    assert stances(quote) == [("the Act", "oppose")]
    commands.remove_stance(quote.pk, act.pk, version=changed.version, by=annotator)
    assert not Stance.objects.exists()


def test_chains_names_and_loops(annotator: User) -> None:
    one, two, three = make_target("one"), make_target("two"), make_target("three")
    quote = make_quote()
    make_stance(quote, one)
    merge(one, two, by=annotator)
    merge(two, three, by=annotator)
    assert stances(quote) == [("three", "support")]
    with pytest.raises(commands.Conflict):
        merge(three, one, by=annotator)
    assert commands.create_target("ONE", by=annotator) == three
    commands.unmerge_target(two.pk, by=annotator)
    assert stances(quote) == [("two", "support")]


def test_a_merge_can_be_undone_and_done_again_as_any_step(annotator: User) -> None:
    act, bill, quote = make_target("the Act"), make_target("the bill"), make_quote()
    make_stance(quote, bill)
    merge(bill, act, by=annotator)
    commands.undo_step(Step.objects.get(command="merge_targets").pk, by=annotator)
    assert stances(quote) == [("the bill", "support")]
    commands.undo_step(Step.objects.get(command="unmerge_target").pk, by=annotator)
    assert stances(quote) == [("the Act", "support")]
