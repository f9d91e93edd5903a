"""What the database promises about quotes, whatever route a write takes.

Each constraint by itself is tests/quotes/test_constraints.py's.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from quotes.models import Quote, QuoteSearch, Relay
from tests.factories import (
    find_parts,
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_target,
    make_text_version,
)

pytestmark = pytest.mark.django_db


def refuses(sql: str, *params: int) -> str:
    """Run a statement that must be refused, and answer which constraint refused it."""
    with (
        pytest.raises(IntegrityError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, params)
    return str(getattr(getattr(caught.value.__cause__, "diag", None), "constraint_name", ""))


@pytest.mark.parametrize(
    "change",
    [
        'content_words = \'{"The ferry will sink,","It always has."}\'',
        "content = '{[2,22)}'",
        "content = '{[1,22)}'",
        "content = '{[1,22),[41,100000)}'",
        "content = '{}'",
        "content_words = '{}'",
        "cue = '{[0,3)}'",
        "cue_words = '{said}'",
        "addressee_span = '{[0,3)}', addressee_words = '{xyz}'",
    ],
)
def test_words_that_are_not_the_slice_cannot_be_stored_by_raw_sql(change: str) -> None:
    quote = make_quote()
    assert (
        refuses(f"update quotes_quote set {change} where id = %s", quote.pk)
        == "quote_words_are_the_slices"
    )


def test_words_that_are_not_the_slice_cannot_be_stored_in_bulk() -> None:
    quote = make_quote()
    lie = Quote(
        text_version=quote.text_version,
        content=((0, 4),),
        content_words=["lies"],
        kind="direct",
        origin="person",
    )
    with pytest.raises(IntegrityError, match="slice"), transaction.atomic():
        Quote.objects.bulk_create([lie])


@pytest.mark.parametrize("column", ["mention", "descriptor", "condition"])
def test_an_attribution_keeps_only_words_of_the_text(column: str) -> None:
    quote = make_quote()
    change = f"{column} = '{{[0,4)}}', {column}_words = '{{lies}}'"
    assert (
        refuses(f"update quotes_attribution set {change} where quote_id = %s", quote.pk)
        == "quote_words_are_the_slices"
    )


def test_a_quote_cannot_move_to_a_text_that_says_something_else() -> None:
    quote, other = make_quote(), make_article(text="Nothing of the kind.")
    sql = "update quotes_quote set text_version_id = %s where id = %s"
    assert refuses(sql, other.text_versions.get().pk, quote.pk) == "quote_words_are_the_slices"


FAR = "😀 It was said: “Nothing” " * 400
"""More code points than one look-up reads, and than a short text has."""
LONG = f"{FAR}“{'Water runs. ' * 200}” the mayor added, per the harbour board. {FAR}"


def make_long_quote() -> Quote:
    """Make a quote over several pieces of a long text, of two parts."""
    words = "Water runs. " * 200
    article = make_article(text=LONG)
    quote = make_quote((words[:700], words[750:]), article=article, mention="the mayor")
    Relay.objects.create(
        quote=quote,
        name="the harbour board",
        span=find_parts(LONG, ["the harbour board"]),
        span_words=["the harbour board"],
    )
    return quote


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("quote", "content_words = array[content_words[1], content_words[2] || ' ']"),
        ("quote", "content = content + '{[1,2)}'"),
        ("quote", "content = '{[1000000,1000001)}', content_words = '{x}'"),
        ("quote", "cue = '{[3,13)}', cue_words = '{It was sai}'"),
        ("quote", "cue = '{[2,1000000)}', cue_words = '{It was said}'"),
        ("attribution", "mention_words = '{the Mayor}'"),
        ("attribution", "descriptor = '{[9000,9003)}', descriptor_words = '{xyz}'"),
        ("relay", "span_words = '{the harbour boar}'"),
    ],
)
def test_words_that_are_not_the_slice_of_a_long_text_cannot_be_stored(
    table: str, change: str
) -> None:
    key = "id" if table == "quote" else "quote_id"
    sql = f"update quotes_{table} set {change} where {key} = %s"
    assert refuses(sql, make_long_quote().pk) == "quote_words_are_the_slices"


def test_any_words_of_a_long_text_can_be_stored() -> None:
    quote = make_long_quote()
    assert quote.content_words == [LONG[start:end] for start, end in quote.content]
    version = quote.text_version
    for start, end in [
        (0, 1),
        (1023, 1025),
        (2048, 3072),
        (9_999, 14_321),
        (len(LONG) - 1, len(LONG)),
    ]:
        quote.content, quote.content_words = ((start, end),), [version.text[start:end]]
        quote.save()


def test_what_hangs_on_a_quote_moves_with_it_to_a_long_text() -> None:
    quote = make_long_quote()
    other = make_text_version(quote.article, text=LONG.replace("the mayor", "The mayor"))
    Quote.objects.filter(pk=quote.pk).update(text_version=other)
    with (
        pytest.raises(IntegrityError, match="mention is not the slice"),
        connection.cursor() as cursor,
    ):
        cursor.execute("set constraints all immediate")


def test_a_text_counts_in_code_points() -> None:
    quote = make_quote("will win", article=make_article(text="😀👩‍👧 “We e\u0301 will win”"))
    assert quote.content_words == ["will win"]
    assert quote.content == ((12, 20),)


def test_the_same_words_by_nobody_known_are_one_quote() -> None:
    quote = make_quote()
    with pytest.raises(IntegrityError, match="quote_once_a_speaker"), transaction.atomic():
        make_quote(article=quote.article)


def test_a_rejected_quote_does_not_stand_in_the_way() -> None:
    quote = make_quote(status="rejected")
    make_quote(article=quote.article)
    make_quote(article=quote.article, speaker=make_speaker())


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("status = 'suggested'", "quote_decision_is_whole"),
        ("decided_at = null", "quote_decision_is_whole"),
        ("decided_how = null", "quote_decision_is_whole"),
        ("decided_how = 'dice'", "quote_decision_is_whole"),
        ("parent_id = id", "quote_is_not_inside_itself"),
        ("said_on = '2031-01-01'", "quote_said_on_has_a_precision"),
        ("said_on_precision = 'day'", "quote_said_on_has_a_precision"),
    ],
)
def test_a_quote_is_refused_in_every_way_to_be_half(change: str, constraint: str) -> None:
    quote = make_quote()
    assert refuses(f"update quotes_quote set {change} where id = %s", quote.pk) == constraint


def test_quotes_do_not_stand_inside_each_other_in_a_circle() -> None:
    outer = make_quote()
    inner = make_quote("The ferry will sail,", article=outer.article, parent=outer)
    assert (
        refuses("update quotes_quote set parent_id = %s where id = %s", inner.pk, outer.pk)
        == "quote_is_not_inside_itself"
    )


@pytest.mark.parametrize("column", ["speaker_id", "organisation_id"])
def test_an_unnamed_source_stays_in_its_article(column: str) -> None:
    quote = make_quote()
    source = make_speaker("a harbour official", article=make_article())
    sql = f"update quotes_attribution set {column} = %s where quote_id = %s"
    assert refuses(sql, source.pk, quote.pk) == "attribution_unnamed_stays_at_home"


def test_an_unnamed_source_passes_on_nothing_in_another_article() -> None:
    relay = Relay.objects.create(quote=make_quote(), position=0, name="a harbour official")
    source = make_speaker("a harbour official", article=make_article())
    sql = "update quotes_relay set speaker_id = %s where id = %s"
    assert refuses(sql, source.pk, relay.pk) == "relay_unnamed_stays_at_home"


def test_what_lists_go_by_follows_the_article() -> None:
    quote = make_quote(speaker=make_speaker())
    stance = make_stance(quote, make_target())
    with connection.cursor() as cursor:
        cursor.execute(
            "update articles_article set published_at = '2031-05-06T10:00Z', language = 'de'"
            " where id = %s",
            [quote.article_id],
        )
    quote.refresh_from_db()
    stance.refresh_from_db()
    attribution = quote.attributions.get()
    assert quote.language == "de"
    assert {quote.sort_at, stance.sort_at, attribution.sort_at, quote.search.sort_at} == {
        quote.published_at
    }
    assert {str(row.dated_on) for row in (quote, stance, attribution)} == {"2031-05-06"}


def test_words_find_a_quote_without_their_accents_as_soon_as_it_is_stored() -> None:
    quote = make_quote("déjà vu", article=make_article(text="It was “déjà vu”."))
    assert QuoteSearch.objects.get().pk == quote.pk
    assert "'deja'" in QuoteSearch.objects.get().words


DERIVED_OR_PRIVATE = {
    *("FacetDelta", "FacetTally", "PositionDelta", "PositionTally"),
    *("PositionTaken", "Presence", "QuoteSearch", "Step", "TextPiece"),
    *("Change", "Import", "ImportedRow", "ImportItem", "QuotesToMove"),
    *("Redaction", "StatementFamily", "TextSketch"),
}
"""Not of record: who is here now, what quotes are found and counted by, which events belong to one
deed, long texts cut into pieces; what waits for workers; families, which follow from quotes, and
the marks by which copies of a text are recognised; that something was taken out for good."""


def test_every_table_of_record_keeps_its_history() -> None:
    kept = {
        model.__name__
        for app in ("articles", "quotes")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.endswith("Event")
    }
    events = {
        model.__name__.removesuffix("Event")
        for app in ("articles", "quotes")
        for model in apps.get_app_config(app).get_models()
        if model.__name__.endswith("Event")
    }
    assert kept - events == DERIVED_OR_PRIVATE


@pytest.mark.parametrize(
    "model",
    [
        "Quote",
        "Attribution",
        "Stance",
        "Relay",
        "Speaker",
        "SpeakerName",
        "SpeakerRole",
        "StatementPlace",
        "Target",
    ],
)
def test_history_cannot_be_rewritten(model: str) -> None:
    table = apps.get_model("quotes", f"{model}Event")._meta.db_table
    for sql in (f"update {table} set pgh_label = 'x'", f"delete from {table}", f"truncate {table}"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


@pytest.mark.parametrize("route", ["create", "bulk", "queryset", "raw"])
def test_history_begins_with_the_first_row_by_every_route(route: str) -> None:
    events = apps.get_model("quotes", "QuoteEvent").objects
    quote = make_quote()
    if route == "bulk":
        Quote.objects.bulk_update([quote], ["unsure"])
    if route == "queryset":
        Quote.objects.filter(pk=quote.pk).update(unsure=True)
    if route == "raw":
        with connection.cursor() as cursor:
            cursor.execute("update quotes_quote set unsure = true where id = %s", [quote.pk])
    labels = list(events.order_by("pgh_id").values_list("pgh_label", flat=True))
    assert labels == (["insert"] if route in {"create", "bulk"} else ["insert", "update"])


def test_the_day_of_a_quote_is_the_newsrooms() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local time zone 'Pacific/Auckland'")
    midnight = datetime(2031, 10, 28, 11, tzinfo=UTC)
    assert make_quote(article=make_article(published_at=midnight)).dated_on == date(2031, 10, 29)
