"""Families of what was here before they were told, or came by a way that tells none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from articles.models import TextVersion
from quotes.commands.copies import join_copies
from quotes.commands.steps import recorded
from quotes.models import Quote, TextSketch

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS, QUOTES = 200, 500
"""How many are looked at in one transaction."""


def find_families() -> Iterator[int]:
    """Look at each text without a sketch, then at each accepted quote; yield how many, by batches.

    What was done stays done: killed, it can be begun again. Raises nothing of its own.
    """
    last = 0
    while texts := _texts(last):
        with recorded("find_families", by=None):
            join_copies(texts)
        last = texts[-1].pk
        yield len(texts)
    accepted = Quote.objects.filter(status=Quote.Status.ACCEPTED).order_by("pk")
    last = 0
    while quotes := list(accepted.filter(pk__gt=last).values_list("pk", flat=True)[:QUOTES]):
        with recorded("find_families", by=None), connection.cursor() as cursor:
            cursor.execute("select settle_statement(id) from unnest(%s::bigint[]) id", [quotes])
        last = quotes[-1]
        yield len(quotes)


def _texts(after: int) -> list[TextVersion]:
    """Answer the next texts that have no sketch; very short ones never have."""
    sketched = TextSketch.objects.values("text_version")
    waiting = TextVersion.objects.filter(pk__gt=after).exclude(pk__in=sketched)
    return list(waiting.order_by("pk")[:TEXTS])
