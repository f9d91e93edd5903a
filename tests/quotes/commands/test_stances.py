"""One position a target; a stance is a change of its quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quotes import commands
from quotes.models import Stance, Target
from tests.factories import make_quote, make_stance, make_target

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_new_name_becomes_a_target(annotator: User) -> None:
    quote = commands.set_stance(
        make_quote().pk, "Ferry Tariff Act", version=1, by=annotator, position="oppose"
    )
    stance = Stance.objects.get()
    assert (stance.target.name, stance.position, stance.conditional, quote.version) == (
        "Ferry Tariff Act",
        "oppose",
        False,
        2,
    )


def test_a_second_position_takes_the_place_of_the_first(annotator: User) -> None:
    quote, target = make_quote(), make_target("Ferry Tariff Act")
    commands.set_stance(quote.pk, target.pk, version=1, by=annotator, position="oppose")
    commands.set_stance(
        quote.pk, "ferry tariff act", version=2, by=annotator, position=None, conditional=True
    )
    stance = Stance.objects.get()
    assert (stance.target, stance.position, stance.conditional) == (target, None, True)
    assert Target.objects.count() == 1


def test_a_stance_can_be_taken_away(annotator: User) -> None:
    stance = make_stance(make_quote(), make_target())
    assert (
        commands.remove_stance(stance.quote_id, stance.target_id, version=1, by=annotator).version
        == 2
    )
    assert not Stance.objects.exists()


def test_what_is_not_there_cannot_be_taken_away(annotator: User) -> None:
    with pytest.raises(commands.Missing, match="takes no stance"):
        commands.remove_stance(make_quote().pk, 1, version=1, by=annotator)


@pytest.mark.parametrize(
    ("target", "position"), [(404, "oppose"), ("", "oppose"), ("War", "angry")]
)
def test_a_wrong_target_or_position_is_refused_and_stores_nothing(
    target: int | str, position: str, annotator: User
) -> None:
    with pytest.raises(commands.Refused):
        commands.set_stance(make_quote().pk, target, version=1, by=annotator, position=position)
    assert not Stance.objects.exists()
    assert not Target.objects.exists()


def test_a_stale_version_sets_no_stance(annotator: User) -> None:
    with pytest.raises(commands.StaleVersion):
        commands.set_stance(
            make_quote(version=3).pk, "War", version=2, by=annotator, position="oppose"
        )
    assert not Target.objects.exists()
