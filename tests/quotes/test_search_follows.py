"""What quotes are found and counted by follows each change, whatever route it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from articles.models import Article, ArticleFamily
from quotes import commands
from quotes.models import (
    Attribution,
    PositionTaken,
    Quote,
    QuoteSearch,
    Relay,
    Speaker,
    StatementFamily,
)
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db

SEARCH = "quote_id, status, sort_at, words, facets, dated_on, article_id"
DIFFERING = """
select 'search', quote_id from (
    (select {0} from quotes_quotesearch except select {0} from quotes_searchrow)
    union all (select {0} from quotes_searchrow except select {0} from quotes_quotesearch)) one
union all
select 'position', quote_id from (
    (select {1} from quotes_positiontaken except select {1} from quotes_positionrow)
    union all (select {1} from quotes_positionrow except select {1} from quotes_positiontaken)) two
"""
ROWS = "select ctid from quotes_quotesearch union all select ctid from quotes_positiontaken"


def stale() -> list[tuple[str, int]]:
    """Answer the quotes whose rows are not what the views tell from scratch."""
    columns = ", ".join(str(field.column) for field in PositionTaken._meta.concrete_fields)
    with connection.cursor() as cursor:
        cursor.execute(DIFFERING.format(SEARCH, columns))
        return list(cursor.fetchall())


def facets(quote: Quote) -> set[str]:
    return set(QuoteSearch.objects.get(pk=quote.pk).facets or ())


def test_a_quote_is_found_by_all_that_is_told_of_it() -> None:
    article = make_article(
        outlet="The Aldmoor Gull", language="en", published_at="2031-05-02T10:00Z"
    )
    speaker = make_speaker("Ilse Marrow")
    office, law = make_speaker("Harbour Office", kind="organisation"), make_target("Café law")
    quote = make_quote(article=article, speaker=speaker, mention="Ilse Marrow", cue="said")
    quote.attributions.update(organisation=office)
    Relay.objects.create(quote=quote, name="State  Média")
    make_stance(quote, law, "oppose", conditional=True)
    assert facets(quote) == {
        *("k:direct", "a:said", f"l:{article.outlet_id}", "g:en", "m:2031-05", "q:2031-2"),
        *("b:body", "c:said", "h:single", "y:relayed", "y:conditional", "r:state media"),
        *(f"s:{speaker.pk}", f"o:{office.pk}", "n:named"),
        *(f"t:{law.pk}", f"p:{law.pk}:oppose", f"p:{law.pk}:oppose:if", "x:oppose"),
    }
    taken = PositionTaken.objects.get()
    assert (taken.quote_id, taken.target_id, taken.position) == (quote.pk, law.pk, "oppose")
    assert (taken.speaker_id, taken.organisation_id) == (speaker.pk, office.pk)
    assert (taken.relayed, taken.batch, taken.statement) == (True, False, -quote.pk)


def test_an_organisation_speaks_for_itself_as_soon_as_it_is_known_to_be_one() -> None:
    speaker = make_speaker("Harbour Office")
    quote = make_quote(speaker=speaker)
    make_stance(quote, make_target())
    assert f"o:{speaker.pk}" not in facets(quote)
    Speaker.objects.filter(pk=speaker.pk).update(kind="organisation")
    assert f"o:{speaker.pk}" in facets(quote)
    assert PositionTaken.objects.get().organisation_id == speaker.pk
    assert not stale()


def test_what_is_suggested_has_no_facets_and_takes_no_position(annotator: User) -> None:
    quote = make_quote(status="suggested", speaker=make_speaker())
    make_stance(quote, make_target())
    Relay.objects.create(quote=quote, name="state media")
    assert QuoteSearch.objects.get().facets is None
    assert not PositionTaken.objects.exists()
    commands.accept_quote(quote.pk, version=quote.version, by=annotator)
    assert "y:relayed" in facets(quote)
    assert PositionTaken.objects.count() == 1
    assert not stale()


def test_quotes_of_a_withdrawn_article_take_no_position_until_it_is_back(annotator: User) -> None:
    quote = make_quote(speaker=make_speaker())
    make_stance(quote, make_target())
    commands.withdraw_article(quote.article_id, by=annotator, reason="wrong")
    assert QuoteSearch.objects.get().status == "withdrawn"
    assert not PositionTaken.objects.exists()
    commands.restore_article(quote.article_id, by=annotator)
    assert QuoteSearch.objects.get().status == "accepted"
    assert PositionTaken.objects.count() == 1


def test_two_speakers_take_the_position_each() -> None:
    quote = make_quote(speaker=make_speaker())
    Attribution.objects.create(quote=quote, position=1, speaker=make_speaker())
    make_stance(quote, make_target())
    assert PositionTaken.objects.values("speaker").distinct().count() == 2


def test_a_term_takes_no_position_and_is_found() -> None:
    quote = make_quote(speaker=make_speaker(), kind="term")
    make_stance(quote, make_target())
    assert "k:term" in facets(quote)
    assert not PositionTaken.objects.exists()


def test_families_are_followed() -> None:
    quote = make_quote(speaker=make_speaker())
    make_stance(quote, make_target())
    copies, words = ArticleFamily.objects.create(), StatementFamily.objects.create()
    Article.objects.filter(pk=quote.article_id).update(family=copies)
    Quote.objects.filter(pk=quote.pk).update(family=words)
    assert {f"f:{copies.pk}", f"e:{words.pk}"} < facets(quote)
    assert PositionTaken.objects.get().statement == words.pk


def test_nothing_is_left_of_a_quote_that_is_taken_away(annotator: User) -> None:
    quote = make_quote(speaker=make_speaker())
    make_stance(quote, make_target())
    commands.delete_quote(quote.pk, version=quote.version, by=annotator)
    assert not PositionTaken.objects.exists()
    assert not QuoteSearch.objects.exists()


def test_a_change_that_is_not_shown_writes_nothing() -> None:
    quote = make_quote(speaker=make_speaker())
    make_stance(quote, make_target())
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        before = cursor.fetchall()
        Quote.objects.filter(pk=quote.pk).update(place="Aldmoor")
        quote.stances.update(conditional=False)
        cursor.execute("select search_follows(array[%s])", [quote.pk])
        cursor.execute(ROWS)
        assert cursor.fetchall() == before
