from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from articles.drafts import Draft
from articles.models import Article, TextVersion
from quotes.commands import filling, take_in_article
from quotes.commands.tallies import rebuild_tallies
from quotes.management.filling import vocabulary
from quotes.management.filling.batches import rows_of
from quotes.management.filling.rows import Rows
from quotes.management.filling.sizes import Sizes, plan
from quotes.models import Attribution, PositionTaken, Quote, QuoteSearch, Speaker, Stance, Target

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

SIZES = {"articles": 40, "quotes": 400, "speakers": 30}


@pytest.fixture
def filled(own_database: str) -> None:
    call_command("fill", **SIZES, verbosity=0)


def rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def schema() -> list[tuple[Any, ...]]:
    """Answer all constraints, indexes and triggers, and whether those are on."""
    return rows("""
        select conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)
        from pg_constraint where connamespace = 'public'::regnamespace
        union all select tablename::text, indexname::text, indexdef
        from pg_indexes where schemaname = 'public'
        union all select tgrelid::regclass::text, tgname::text, tgenabled::text
        from pg_trigger where not tgisinternal order by 1, 2, 3
    """)


def quote_lines(sizes: Sizes, articles: range) -> list[str]:
    return rows_of(sizes, articles)["quotes.Quote"].decode().splitlines()


def test_stores_as_many_as_asked_for(filled: None) -> None:
    assert Article.objects.count() == SIZES["articles"]
    assert Quote.objects.count() == SIZES["quotes"]
    assert Speaker.objects.filter(article=None).count() == SIZES["speakers"]
    assert 1.0 < Stance.objects.count() / SIZES["quotes"] < 1.4


def test_every_word_of_a_quote_is_the_slice_of_its_text(filled: None) -> None:
    texts = dict(TextVersion.objects.values_list("pk", "text"))

    for quote in Quote.objects.all():
        text = texts[quote.text_version_id]
        assert [text[start:end] for start, end in quote.content] == quote.content_words
        for start, end in quote.cue or ():
            assert [text[start:end]] == quote.cue_words
    for said in Attribution.objects.exclude(mention=None).select_related("quote"):
        ((start, end),) = said.mention
        assert said.mention_words == [texts[said.quote.text_version_id][start:end]]


def test_triggers_would_write_nothing_else(filled: None) -> None:
    """Storing a row again, as it is, lets every trigger look at it and fill what it fills."""
    tables = ("quotes_quotesearch", "quotes_positiontaken", "quotes_quote", "quotes_attribution")
    before = [sorted(map(str, rows(f"select * from {table}"))) for table in tables]

    with connection.cursor() as cursor:
        cursor.execute(
            "update quotes_quote set content_words = content_words, family_id = family_id"
        )
        cursor.execute("update quotes_attribution set quote_id = quote_id")
        cursor.execute("update quotes_relay set quote_id = quote_id")
        cursor.execute("update quotes_stance set quote_id = quote_id")
        cursor.execute("select settle_statement(id) from quotes_quote where status = 'accepted'")
        cursor.execute("select search_follows(array(select id from quotes_quote), true)")

    for table, rows_before in zip(tables, before, strict=True):
        assert {*map(str, rows(f"select * from {table}"))} ^ {*rows_before} == set()


def test_keeps_what_follows_from_quotes(filled: None) -> None:
    assert QuoteSearch.objects.count() == SIZES["quotes"]
    assert PositionTaken.objects.exists()
    for table, view in (
        ("quotes_quotesearch", "quotes_searchrow"),
        ("quotes_positiontaken", "quotes_positionrow"),
    ):
        columns = "*" if table == "quotes_quotesearch" else "quote_id, target_id, attribution"
        listed = columns if columns != "*" else "quote_id, status, words, facets, article_id"
        assert rows(f"select {listed} from {table} except select {listed} from {view}") == []


def test_tallies_are_what_is_counted_anew(filled: None) -> None:
    tables = ("quotes_facettally", "quotes_positiontally")
    before = [{*rows(f"select * from {table}")} for table in tables]
    rebuild_tallies()

    assert all(before)
    assert [{*rows(f"select * from {table}")} for table in tables] == before


def test_the_feed_tells_what_readers_see_of_it(filled: None) -> None:
    told = Counter(kind for (kind,) in rows("select kind from quotes_change"))

    assert told == {
        "article": SIZES["articles"],
        "quote": Quote.objects.filter(status="accepted").count(),
        "speaker": SIZES["speakers"],
        "target": Target.objects.count(),
    }


def test_copies_of_an_article_are_found_among_those_stored(filled: None) -> None:
    ((copy, family),) = rows("""
        select max(id), family_id from articles_article
        where family_id is not null group by family_id limit 1
    """)
    text = TextVersion.objects.get(article=copy).text
    article = take_in_article(Draft(text=text, title="Again"), by=None).article

    assert Article.objects.get(pk=article.pk).family_id == family


def test_each_row_has_one_event_of_its_loading(filled: None) -> None:
    for table in ("articles_article", "articles_textversion", "quotes_quote", "quotes_stance"):
        (events,) = rows(f"select count(*), count(distinct pgh_obj_id) from {table}event")
        (count,) = rows(f"select count(*) from {table}")
        assert events == count * 2
    (context,) = rows(
        "select count(distinct pgh_context_id), max(pgh_label) from quotes_quoteevent"
    )
    assert context == (1, "insert")


def test_leaves_constraints_indexes_and_triggers_as_they_were(own_database: str) -> None:
    before = schema()
    call_command("fill", **SIZES, verbosity=0)

    assert schema() == before


def test_ids_go_on_from_there(filled: None) -> None:
    article = Article.objects.create(title="One more")

    assert article.pk > SIZES["articles"]


def test_a_database_with_articles_is_refused(filled: None) -> None:
    with pytest.raises(CommandError, match="articles already"):
        call_command("fill", **SIZES)

    assert Article.objects.count() == SIZES["articles"]


def test_anyway_adds_another_newsroom(filled: None) -> None:
    call_command("fill", **SIZES, anyway=True, verbosity=0)

    assert Article.objects.count() == 2 * SIZES["articles"]
    assert QuoteSearch.objects.count() == Quote.objects.count() == 2 * SIZES["quotes"]


def test_what_fails_halfway_leaves_the_database_as_it_was(own_database: str) -> None:
    before = schema()
    broken = Rows()
    broken.add("articles.Outlet", 1, "The Paper", True)  # noqa: FBT003  a column of a row
    broken.add("articles.Outlet", 1, "the paper", True)  # noqa: FBT003

    columns = {"articles.Outlet": ("id", "name", "shows_full_text"), "quotes.Quote": ("id",)}
    with pytest.raises(Exception, match="outlet"):
        filling.fill_newsroom([broken.written()], columns=columns, taken=0)

    connections["owner"].close()
    assert schema() == before
    assert rows("select count(*) from articles_outlet") == [(0,)]


def test_what_triggers_would_refuse_is_not_stored(own_database: str) -> None:
    """The words of a quote are altered on their way into the database."""
    sizes = Sizes(**SIZES)
    made = rows_of(sizes, range(10))
    made["quotes.Quote"] = made["quotes.Quote"].replace(b'{"', b'{"x', 1)

    with pytest.raises(Exception, match="not the slice"):
        _store(sizes, made)

    connections["owner"].close()
    assert not Article.objects.exists()


def _store(sizes: Sizes, made: dict[str, bytes]) -> None:
    from quotes.management.filling.people import (  # noqa: PLC0415
        outlet_rows,
        speaker_rows,
        target_rows,
    )
    from quotes.management.filling.rows import COLUMNS  # noqa: PLC0415

    people = [outlet_rows(sizes), speaker_rows(sizes), target_rows(sizes)]
    filling.fill_newsroom([*(rows.written() for rows in people), made], columns=COLUMNS, taken=0)


def test_the_same_seed_makes_the_same_newsroom() -> None:
    once, again, other = (rows_of(Sizes(**SIZES, seed=seed), range(20)) for seed in (7, 7, 8))

    assert once == again
    assert once != other


def test_batches_make_up_the_whole() -> None:
    sizes = Sizes(articles=900, quotes=9_000, speakers=100)
    lines = [line for articles in sizes.batches for line in quote_lines(sizes, articles)]
    ids = [int(line.split("\t")[0]) for line in lines]

    assert len(sizes.batches) > 1
    assert sorted(ids) == list(range(1, 9_001))
    assert int(plan(sizes).quotes.sum()) == 9_000


def test_words_stand_in_as_many_quotes_as_the_vocabulary_tells() -> None:
    sizes = Sizes(articles=900, quotes=9_000, speakers=100)
    found = Counter[str]()
    for articles in sizes.batches:
        for line in quote_lines(sizes, articles):
            found.update({*re.findall(r"\w+", line.split("\t")[3].lower())})
    told = dict(zip(vocabulary.words(), vocabulary.shares_of_quotes(), strict=True))

    for word in vocabulary.of_stratum("common")[:20]:
        assert 0.7 < found[word] / 9_000 / told[word] < 1.3


@pytest.mark.parametrize("path", ["/quotes/", "/articles/", "/speakers/", "/targets/"])
def test_pages_show_it(filled: None, client: Client, annotator: User, path: str) -> None:
    client.force_login(annotator)

    answer = client.get(path)

    assert answer.status_code == 200


def test_sizes_that_are_none_are_refused(own_database: str) -> None:
    with pytest.raises(CommandError, match="--quotes is 0"):
        call_command("fill", quotes=0)
