"""Merging while others merge and mark: who leads where is decided once, and no quote is left."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from quotes import commands
from quotes.models import Quote, QuotesToMove, Speaker
from tests.factories import make_article, make_quote, make_speaker

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


def move_all() -> None:
    while commands.move_merged(batch=3) is not None:
        pass


def test_two_merged_into_each_other_at_once_are_merged_one_way(annotator: User) -> None:
    one, other = make_speaker().pk, make_speaker().pk
    merge = partial(commands.merge_speakers, version=None, by=annotator)
    assert at_once(partial(merge, one, other), partial(merge, other, one)) == ["Conflict", "done"]
    assert Speaker.objects.filter(merged_into=None).count() == 1


def test_a_merge_and_an_unmerge_at_once_leave_nobody_merged_by_nothing(annotator: User) -> None:
    one, two, three = make_speaker().pk, make_speaker().pk, make_speaker().pk
    commands.merge_speakers(one, two, version=None, by=annotator)
    at_once(
        partial(commands.unmerge_speaker, one, by=annotator),
        partial(commands.merge_speakers, two, three, version=None, by=annotator),
    )
    for speaker in Speaker.objects.exclude(merged_into=None):
        assert speaker.merges.filter(ended_at=None).exists()


def test_quotes_marked_and_moved_while_a_speaker_is_merged_end_with_whom_it_became(
    annotator: User,
) -> None:
    one, other = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    for _ in range(8):
        make_quote(speaker=one)
    texts = [make_article().text_versions.get().pk for _ in range(8)]

    def mark() -> None:
        for text in texts:
            given = commands.AttributionInput(speaker=one.pk, sourcing="named")
            changes: commands.QuoteChanges = {"content": ((1, 21),), "attributions": [given]}
            commands.mark_quote(text, by=annotator, changes=changes)

    merge = partial(commands.merge_speakers, one.pk, other.pk, version=None, by=annotator)
    assert at_once(mark, merge, move_all, move_all) == ["done"] * 4
    move_all()
    assert not QuotesToMove.objects.exists()
    assert Quote.objects.filter(speaker=other).count() == 16


def test_what_a_killed_worker_left_is_gone_on_with(annotator: User) -> None:
    one, other = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    for _ in range(7):
        make_quote(speaker=one)
    commands.merge_speakers(one.pk, other.pk, version=None, by=annotator)
    assert commands.move_merged(batch=3) == 3
    left = QuotesToMove.objects.get()
    assert left.after > 0
    assert [commands.move_merged(batch=3) for _ in range(3)] == [3, 1, None]
