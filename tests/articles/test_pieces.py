"""Long texts are also kept in pieces, which are what stands in the text, whoever writes them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import TextPiece, TextVersion
from articles.triggers import LONG_TEXT
from tests.factories import make_article

pytestmark = pytest.mark.usefixtures("database")

ANY = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=50
)


def make_text(text: str) -> TextVersion:
    return make_article(text=text).text_versions.get()


def pieces(text: TextVersion) -> list[str]:
    stored = TextPiece.objects.filter(text_version=text)
    return list(stored.order_by("number").values_list("words", flat=True))


@given(ANY, st.integers(LONG_TEXT + 1, 5 * LONG_TEXT))
@settings(max_examples=20, deadline=None)
def test_holds_all_of_a_long_text(words: str, length: int) -> None:
    text = (words * length)[:length]
    found = pieces(make_text(text))
    assert "".join(found) == text
    assert {len(piece) for piece in found[:-1]} == {1024}


def test_a_short_text_has_none() -> None:
    assert pieces(make_text("x" * LONG_TEXT)) == []


WRITES = {
    "in another place": "insert into articles_textpiece values (%s, 9, repeat('x', 1024))",
    "another time": "insert into articles_textpiece values (%s, 0, repeat('x', 1024))",
    "with other words": "update articles_textpiece set words = 'lies' where text_version_id = %s",
}


@pytest.mark.parametrize("how", WRITES)
@pytest.mark.parametrize("role", ["default", "owner"])
def test_nobody_writes_one_that_is_not_of_the_text(own_database: str, role: str, how: str) -> None:
    text = make_text("x" * (LONG_TEXT + 1))
    before = pieces(text)
    with pytest.raises(DatabaseError), connections[role].cursor() as cursor:
        cursor.execute(WRITES[how], [text.pk])
    assert pieces(text) == before


def test_who_owns_the_tables_is_refused_by_name(own_database: str) -> None:
    make_text("x" * (LONG_TEXT + 1))
    with (
        pytest.raises(IntegrityError, match="what stands there"),
        connections["owner"].cursor() as cursor,
    ):
        cursor.execute("update articles_textpiece set words = 'lies'")


def test_the_app_has_no_right_to_change_them() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select has_table_privilege('articles_textpiece', 'update, delete, truncate')"
        )
        assert cursor.fetchone() == (False,)
