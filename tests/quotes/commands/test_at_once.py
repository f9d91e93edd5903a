"""Two people, one instant: the database decides, and the slower one is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from quotes import commands
from quotes.models import Quote, Speaker, Stance
from tests.factories import make_article, make_quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User

pytestmark = pytest.mark.usefixtures("own_database")


def at_once(*calls: Callable[[], object]) -> list[str]:
    """Make the calls in threads of their own, and answer what each came to, refusals by name."""

    def outcome(call: Callable[[], object]) -> str:
        try:
            call()
        except commands.Refused as refused:
            return type(refused).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return sorted(threads.map(outcome, calls))


def test_the_same_quote_marked_twice_is_one_quote(annotator: User) -> None:
    version = make_article().text_versions.get().pk

    def mark() -> object:
        return commands.mark_quote(version, by=annotator, changes={"content": ((1, 21),)})

    assert at_once(mark, mark, mark) == ["DuplicateQuote", "DuplicateQuote", "done"]
    assert Quote.objects.count() == 1


def test_of_two_who_decide_the_second_is_told(annotator: User, reviewer: User) -> None:
    quote = make_quote(status="suggested")
    outcomes = at_once(
        lambda: commands.accept_quote(quote.pk, version=1, by=annotator),
        lambda: commands.reject_quote(quote.pk, version=1, by=reviewer),
    )
    assert outcomes == ["StaleVersion", "done"]
    assert Quote.objects.get().version == 2


def test_a_new_name_typed_twice_is_one_speaker_and_one_target(annotator: User) -> None:
    first, second = make_quote().pk, make_quote().pk

    def name(pk: int) -> None:
        commands.set_speaker(pk, version=1, by=annotator, speaker="Ilse Marrow")
        commands.set_stance(pk, "War", version=2, by=annotator, position="oppose")

    assert at_once(lambda: name(first), lambda: name(second)) == ["done", "done"]
    assert Speaker.objects.count() == 1
    assert Stance.objects.values("target").distinct().count() == 1
