"""Whatever is done in whatever order, families are what the accepted quotes say they are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from quotes import commands
from quotes.models import Quote, Speaker, StatementFamily, StatementPlace
from tests.factories import find_parts, make_article, make_quote, make_speaker

pytestmark = pytest.mark.django_db

SENTENCE = "the boats will not turn in the old basin before the last day of a cold march"
CONTENTS = [
    SENTENCE,
    "the boats will not turn in the old basin",
    "before the last day of a cold march",
    "the boats will not turn",
    "turn in the old basin before the last day",
]
DO = st.tuples(
    st.sampled_from(["accept", "reject", "speak", "cut", "undo", "redo", "out", "beside", "words"]),
    st.integers(0, 4),
    st.integers(0, 4),
)


def do(what: str, at: Quote, other: Quote, *, speakers: list[Speaker], by: User) -> None:
    """Do one thing to a quote, or be refused."""
    version = Quote.objects.values_list("version", flat=True).get(pk=at.pk)
    content = find_parts(at.text_version.text, [CONTENTS[other.pk % len(CONTENTS)]])
    speaker = speakers[other.pk % len(speakers)].pk
    done: dict[str, Callable[[], object]] = {
        "accept": lambda: commands.accept_quote(at.pk, version=version, by=by),
        "reject": lambda: commands.reject_quote(at.pk, version=version, by=by),
        "speak": lambda: commands.set_speaker(at.pk, version=version, by=by, speaker=speaker),
        "cut": lambda: commands.set_content(at.pk, version=version, by=by, content=content),
        "undo": lambda: commands.undo_last_step(at.article_id, by=by),
        "redo": lambda: commands.redo_last_step(at.article_id, by=by),
        "out": lambda: commands.take_out_of_family(at.pk, by=by),
        "beside": lambda: commands.put_into_family(at.pk, other.pk, by=by),
        "words": lambda: commands.leave_family_to_machine(at.pk, by=by),
    }
    with suppress(commands.Refused):
        done[what]()


def families() -> set[frozenset[int]]:
    found: dict[int, set[int]] = {}
    for pk, family in Quote.objects.exclude(family=None).values_list("pk", "family"):
        found.setdefault(family, set()).add(pk)
    return set(map(frozenset, found.values()))


def expected() -> set[frozenset[int]]:
    """Put together what is alike, by asking of each pair."""
    with connection.cursor() as cursor:
        cursor.execute("""
            select one.id, other.id from quotes_quote one join quotes_quote other
                on one.id < other.id and one.speaker_id = other.speaker_id
            left join quotes_statementplace p on p.quote_id = one.id
            left join quotes_statementplace r on r.quote_id = other.id
            where one.status = 'accepted' and other.status = 'accepted' and (
                p.beside_id = other.id or r.beside_id = one.id
                or p.id is null and r.id is null and statements_alike(
                    statement_words(one.content_words), statement_words(other.content_words)))""")
        pairs = cursor.fetchall()
    groups: list[set[int]] = []
    for pair in pairs:
        touching = [group for group in groups if not group.isdisjoint(pair)]
        groups = [group for group in groups if group.isdisjoint(pair)]
        groups.append(set(pair).union(*touching))
    return set(map(frozenset, groups))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(done=st.lists(DO, min_size=4, max_size=14))
def test_families_are_what_is_alike_whatever_was_done(
    annotator: User, done: list[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        speakers = [make_speaker(), make_speaker()]
        at = datetime(2031, 10, 28, tzinfo=UTC)
        text = f"On the quay she said {SENTENCE}, and left."
        quotes = [
            make_quote(
                content, article=make_article(text=text, published_at=at), speaker=speakers[0]
            )
            for content in CONTENTS
        ]
        assert families() == expected()
        for what, one, other in done:
            do(what, quotes[one], quotes[other], speakers=speakers, by=annotator)
            assert families() == expected(), what
        used = Quote.objects.exclude(family=None).values("family")
        assert not StatementFamily.objects.exclude(pk__in=used).exists()
        assert StatementPlace.objects.count() <= len(quotes)
        transaction.set_rollback(True)
