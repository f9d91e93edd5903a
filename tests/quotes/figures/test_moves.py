"""Changes of position as they are shown: both quotes, and for a side, whether its people moved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser

from quotes.queries.figures.moves import Moves, moves_of, moves_on
from quotes.queries.filters import QuoteFilters
from tests.factories import make_speaker, make_target, make_text_version
from tests.quotes.figures.said import say

if TYPE_CHECKING:
    from quotes.models import Speaker, Target

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def union(db: None) -> Speaker:
    return make_speaker("Ferry Union", kind="organisation")


@pytest.fixture
def rent(db: None) -> Target:
    return make_target("Pier rent")


def moves(speaker: Speaker) -> Moves:
    return moves_of(speaker, [speaker.pk], filters=QuoteFilters(), user=NOBODY)


def test_both_quotes_stand_beside_each_other(rent: Target) -> None:
    vell = make_speaker("Ona Vell")
    before = say("2031-01-01", vell, "support", rent, outlet="Corran Weekly")
    after = say("2031-02-01", vell, "oppose", rent)
    (move,) = moves(vell).shown
    assert (move.actor, move.target, move.is_side) == (vell, rent, False)
    assert (move.before.card.quote["id"], move.after.card.quote["id"]) == (before.pk, after.pk)
    assert move.before.card.quote["outlet"]["name"] == "Corran Weekly"


def test_others_who_speak_for_a_side_are_told_from_the_same(union: Speaker, rent: Target) -> None:
    vell, reke = make_speaker("Ona Vell"), make_speaker("Tomas Reke")
    say("2031-01-01", vell, "support", rent, organisation=union)
    say("2031-02-01", reke, "oppose", rent, organisation=union)
    (move,) = moves(union).shown
    assert (move.is_side, move.people) == (True, ())
    say("2031-03-01", vell, "oppose", rent, organisation=union)
    (move,) = moves(union).shown
    assert move.people == (vell,)
    assert not move.said_itself


def test_a_side_may_have_said_both_itself(union: Speaker, rent: Target) -> None:
    say("2031-01-01", union, "support", rent)
    say("2031-02-01", union, "oppose", rent)
    (move,) = moves(union).shown
    assert move.said_itself


def test_two_of_a_side_who_differ_on_one_day_make_it_mixed(union: Speaker, rent: Target) -> None:
    vell, reke = make_speaker("Ona Vell"), make_speaker("Tomas Reke")
    say("2031-01-01", reke, "support", rent, organisation=union)
    say("2031-02-01", vell, "oppose", rent, organisation=union)
    say("2031-02-01", reke, "support", rent, organisation=union)
    (move,) = moves(union).shown
    assert (move.after.stand.position, move.after.stand.several) == ("mixed", True)
    assert move.people == ()


def test_a_quote_that_a_newer_text_has_not_says_so(rent: Target) -> None:
    vell = make_speaker("Ona Vell")
    before = say("2031-01-01", vell, "support", rent)
    say("2031-02-01", vell, "oppose", rent)
    make_text_version(before.article, text="Nobody spoke.")
    (move,) = moves(vell).shown
    assert (move.before.is_outdated, move.after.is_outdated) == (True, False)


def test_a_target_tells_people_and_sides_apart(union: Speaker, rent: Target) -> None:
    vell = make_speaker("Ona Vell")
    say("2031-01-01", union, "support", rent)
    say("2031-02-01", union, "oppose", rent)
    say("2031-02-01", vell, "support", rent)
    say("2031-03-01", vell, "mixed", rent)
    people, sides = moves_on([rent.pk], filters=QuoteFilters(), user=NOBODY)
    assert [move.actor for move in people.shown] == [vell]
    assert [move.actor for move in sides.shown] == [union]


def test_more_are_counted_than_shown(rent: Target) -> None:
    vell = make_speaker("Ona Vell")
    for month in range(1, 6):
        say(f"2031-0{month}-01", vell, "support" if month % 2 else "oppose", rent)
    found = moves_of(vell, [vell.pk], filters=QuoteFilters(), user=NOBODY, most=2)
    assert (found.count, [*found.targets]) == (4, [rent.pk])
    (newest,) = found.shown
    assert (newest.after.stand.day, newest.more) == (date(2031, 5, 1), 3)
    every = moves_of(vell, [vell.pk], filters=QuoteFilters(), user=NOBODY, most=100)
    assert [move.more for move in every.shown] == [0, 0, 0, 0]
