"""A corrected text comes in while editors work at the article: nothing is lost, nobody hangs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from quotes import commands
from quotes.models import Placement, Quote
from tests.corrected import OLD, correct, make_corrected

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User

pytestmark = pytest.mark.usefixtures("own_database")


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Make the calls in threads of their own, and answer what each came to."""

    def outcome(call: Callable[[], object]) -> object:
        try:
            return call()
        except commands.Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(outcome, calls))


def test_a_change_that_meets_a_correction_stands_or_is_told(
    annotator: User, reviewer: User
) -> None:
    quotes = make_corrected()
    ours = [quotes.altered, quotes.exact, quotes.ambiguous, quotes.gone]

    def tag(quote: Quote) -> Callable[[], object]:
        seen = commands.Seen(quote.version)
        changes = commands.QuoteChanges(unsure=True)
        return lambda: commands.change_quote(quote.pk, version=seen, by=annotator, changes=changes)

    outcomes = at_once(*map(tag, ours), lambda: correct(quotes.article, reviewer))
    assert not [each for each in outcomes if isinstance(each, Exception)]
    assert Quote.objects.filter(pk__in=[each.pk for each in ours], unsure=True).count() == 4
    assert Quote.objects.get(pk=quotes.exact.pk).text_version.number == 2


def test_a_quote_marked_while_a_correction_comes_in_is_never_forgotten(
    annotator: User, reviewer: User
) -> None:
    quotes = make_corrected()
    text = quotes.article.text_versions.get().pk
    starts = [OLD.index(words) for words in ("The assembly", "Tomas Reke called", "The ministry")]

    def mark(start: int) -> Callable[[], object]:
        changes = commands.QuoteChanges(content=((start, start + 12),))
        return lambda: commands.mark_quote(text, by=annotator, changes=changes)

    at_once(*map(mark, starts), lambda: correct(quotes.article, reviewer))
    left = Quote.objects.filter(text_version=text).exclude(pk__in=Placement.objects.values("quote"))
    assert not left.exists()
