"""Tallies and what was not folded yet are what counting all quotes gives, whatever was done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from quotes import commands
from quotes.models import Attribution
from quotes.nets import Positions
from quotes.queries.figures import tallies
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.quotes.figures.counted_anew import assert_all_is_counted

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_quote_counts_once_for_a_side_however_many_speak_for_it() -> None:
    ministry = make_speaker(kind="organisation")
    target, quote = make_target(), make_quote(speaker=make_speaker())
    Attribution.objects.filter(quote=quote).update(organisation=ministry)
    Attribution.objects.create(
        quote=quote, speaker=make_speaker(), organisation=ministry, position=1
    )
    make_stance(quote, target)
    side, everybody = f"o:{ministry.pk}", tallies.ALL

    cells = tallies.positions_between([side, everybody], [target.pk], None)
    assert cells == {
        (side, target.pk): Positions(support=1),
        (everybody, target.pk): Positions(support=1),
    }
    assert_all_is_counted()


def test_what_is_said_alone_counts_and_terms_and_the_withdrawn_do_not(reviewer: User) -> None:
    target, article = make_target(), make_article()
    said = make_quote(article=article, said_on=date(2031, 8, 4), said_on_precision="day")
    for quote in (said, make_quote(act="denied"), make_quote(kind="term")):
        make_stance(quote, target, "oppose")
    by_month = tallies.positions_by_month([tallies.ALL], [target.pk])
    assert by_month == {target.pk: {203108: Positions(oppose=1)}}
    assert tallies.months_of_facets() == {203108: 1, -1: 1}

    commands.withdraw_article(article.pk, by=reviewer)
    assert tallies.positions_by_month([tallies.ALL], [target.pk]) == {}
    assert tallies.count_everything() == 1
    assert_all_is_counted()
