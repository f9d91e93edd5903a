"""Two people, one instant: the database decides, and the slower one is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

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


def test_of_two_who_wait_for_each_other_one_is_told_to_do_it_again(annotator: User) -> None:
    outer = make_quote()
    text = outer.text_version
    inner = make_quote("It always has.", article=text.article, parent=outer)
    held = Event()

    def meet() -> None:
        with transaction.atomic():
            lock(inner)
            held.set()
            while not somebody_waits():
                sleep(0.01)
            lock(outer)

    def delete() -> None:
        held.wait(10)
        commands.delete_quote(outer.pk, version=1, by=annotator)

    assert at_once(meet, delete) == ["Overtaken", "done"]
    assert Quote.objects.count() == 2


def lock(quote: Quote) -> None:
    list(Quote.objects.select_for_update(of=("self",)).filter(pk=quote.pk))


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select from pg_locks where not granted")
        return bool(cursor.rowcount)
