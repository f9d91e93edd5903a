"""Pages by keyset: every row once, at any length, and cursors of nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Article, Outlet
from articles.paging import BadCursor, Order, Page, Position, page_of, read_cursor, write_cursor

NOON = datetime(2031, 10, 29, 12, tzinfo=UTC)
FILTERS: dict[str, object] = {"outlets": (1, 2), "q": "pier"}
keys = st.datetimes(timezones=st.just(UTC)) | st.text(st.characters(exclude_categories=["Cs"]))
ids = st.integers(-(2**63), 2**63 - 1)


def walk(limit: int, **fields: Any) -> list[int]:
    found: list[int] = []
    cursor: str | None = None
    while True:
        page: Page[Any] = page_of(
            cursor=cursor,
            limit=limit,
            **{"rows": Article.objects.all(), "filters": FILTERS, **fields},
        )
        assert len(page.rows) <= limit
        found += [row.pk for row in page.rows]
        if page.next is None:
            return found
        assert len(page.rows) == limit
        cursor = page.next


@pytest.mark.django_db
@given(st.lists(st.integers(0, 3), max_size=12), st.integers(1, 5))
@settings(max_examples=30, deadline=None)
def test_walks_over_every_row_once_with_ties(microseconds: list[int], limit: int) -> None:
    Article.objects.all().delete()
    Article.objects.bulk_create(
        Article(published_at=NOON + timedelta(microseconds=each)) for each in microseconds
    )
    expected = list(Article.objects.order_by("-sort_at", "-id").values_list("pk", flat=True))
    assert walk(limit) == expected


@pytest.mark.django_db
def test_walks_by_name_too() -> None:
    names = ["Corran Weekly", "aldmoor", "Écho", "Zeit’", "Bote", "ö"]
    Outlet.objects.bulk_create(Outlet(name=name) for name in names)
    expected = list(Outlet.objects.order_by("name", "id").values_list("pk", flat=True))
    order = Order("name", descending=False)
    assert walk(2, rows=Outlet.objects.all(), order=order) == expected


@pytest.mark.django_db
def test_rows_that_come_meanwhile_shift_nothing() -> None:
    old = [Article.objects.create(published_at=NOON).pk for _ in range(4)]
    page = page_of(Article.objects.all(), filters={}, cursor=None, limit=2)
    Article.objects.create(published_at=NOON + timedelta(days=1))
    rest = page_of(Article.objects.all(), filters={}, cursor=page.next, limit=2)
    assert [row.pk for row in (*page.rows, *rest.rows)] == old[::-1]
    assert rest.next is None


@pytest.mark.django_db
def test_one_index_answers_for_any_page() -> None:
    cursor_text = write_cursor(Position(NOON, 7), filters={})
    with CaptureQueriesContext(connection) as queries:
        page_of(Article.objects.all(), filters={}, cursor=cursor_text, limit=5)
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_bitmapscan = off")
        cursor.execute(f"explain {queries[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Scan using article_newest" in plan
    assert "Index Cond: (ROW(sort_at, id) < ROW(" in plan
    assert "Sort" not in plan


@given(keys, ids)
def test_reads_back_what_it_wrote(key: datetime | str, row_id: int) -> None:
    position = Position(key, row_id)
    assert read_cursor(write_cursor(position, filters=FILTERS), filters=FILTERS) == position


@given(st.text())
def test_refuses_what_is_no_cursor(text: str) -> None:
    with pytest.raises(BadCursor) as caught:
        read_cursor(text, filters=FILTERS)
    assert caught.value.field == "cursor"
    assert len(caught.value.value) <= 60


@given(st.data())
def test_refuses_a_damaged_cursor(data: st.DataObject) -> None:
    cursor = write_cursor(Position(NOON, 7), filters=FILTERS)
    place = data.draw(st.integers(0, len(cursor) - 1))
    other = data.draw(st.sampled_from("AZaz09-_").filter(lambda letter: letter != cursor[place]))
    damaged = cursor[:place] + other + cursor[place + 1 :]
    with pytest.raises(BadCursor):
        read_cursor(damaged, filters=FILTERS)


@pytest.mark.parametrize("filters", [{}, {"outlets": (1,), "q": "pier"}, {"q": "pier"}])
def test_refuses_the_cursor_of_other_filters(filters: dict[str, object]) -> None:
    cursor = write_cursor(Position(NOON, 7), filters=FILTERS)
    with pytest.raises(BadCursor, match="no cursor of this list"):
        read_cursor(cursor, filters=filters)


def test_refuses_the_cursor_of_another_order() -> None:
    cursor = write_cursor(Position("a", 7), filters=FILTERS, order=Order("name", descending=False))
    with pytest.raises(BadCursor):
        read_cursor(cursor, filters=FILTERS)
