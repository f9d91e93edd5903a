"""Where somebody stands is the same by the tally and by the positions themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser

from quotes.queries.figures.standing import Whose, stand
from quotes.queries.filters import QuoteFilters
from tests.factories import make_speaker, make_stance, make_target
from tests.quotes.figures.said import say

if TYPE_CHECKING:
    from quotes.queries.figures.taken import Actor

pytestmark = pytest.mark.django_db
NOBODY = 0


@pytest.mark.parametrize("actor", ["speaker", "organisation"])
@pytest.mark.parametrize("not_", [(), ("sourcing:unnamed",)])
def test_positions_are_those_that_counting_them_gives(actor: Actor, not_: tuple[str, ...]) -> None:
    harbour, wilma = make_speaker(kind="organisation"), make_speaker()
    pier, toll, light = make_target(), make_target(), make_target()
    said: tuple[tuple[str | None, Any, dict[str, str]], ...] = (
        ("support", pier, {}),
        ("support", pier, {"sourcing": "unnamed"}),
        ("oppose", toll, {}),
        (None, toll, {}),
        ("mixed", toll, {"act": "denied"}),
        ("unclear", light, {"sourcing": "unnamed"}),
    )
    for position, target, more in said:
        say("2031-05-02", wilma, position, target, organisation=harbour, **more)
    filters = QuoteFilters(act=("said",), not_=not_)
    who = wilma if actor == "speaker" else harbour
    whose = Whose((who.pk,), actor, filters, "printings", AnonymousUser())

    tallied, counted = stand(whose), stand(replace(whose, ids=(who.pk, NOBODY)))
    assert tallied == counted
    assert tallied.rows[0].target == (toll if not_ else pier)
    assert tallied.targets == (2 if not_ else 3)
    assert stand(whose, most=1).targets == tallied.targets


def test_a_quote_about_both_of_two_targets_that_became_one_counts_once() -> None:
    wilma, pier, jetty = make_speaker(), make_target(), make_target()
    make_stance(say("2031-05-02", wilma, "support", pier), jetty)
    jetty.merged_into = pier
    jetty.save()
    whose = Whose((wilma.pk,), "speaker", QuoteFilters(act=("said",)), "printings", AnonymousUser())
    assert [(row.target, row.quotes) for row in stand(whose).rows] == [(pier, 1)]
