"""Words that are taken out are gone: from texts, quotes, history, search, answers and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction

from articles.models import TextVersion
from quotes import commands
from quotes.models import (
    Attribution,
    Change,
    ImportedRow,
    Quote,
    Redaction,
    Relay,
    Speaker,
    Step,
)
from quotes.queries.redactions import ToCover
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_suggestion,
    make_target,
    make_text_version,
)

if TYPE_CHECKING:
    from accounts.models import User
    from articles.models import Article

pytestmark = pytest.mark.django_db

WORD = "Quellfarn"
TEXT = (
    f"{WORD} speaks out\n\n“The ferry will sail,” {WORD} of the harbour office said. 😀 “It was"
    f" {WORD} who wrote it,” Tomas Reke said.\n\nNobody else spoke."
)
COLUMNS = """
select c.relname, a.attname from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
order by 1, 2
"""
NO_PRINTED_WORDS = {
    *("accounts_bucket", "accounts_keptanswer", "accounts_token", "accounts_user"),
    *("articles_outlet", "articles_outletevent", "articles_textpiece", "django_session"),
    *("pghistory_context", "procrastinate_jobs", "quotes_change", "quotes_facetdelta"),
    *("quotes_facettally", "quotes_import", "quotes_positiondelta", "quotes_positiontaken"),
    *("quotes_positiontally", "quotes_placement", "quotes_placementevent", "quotes_redaction"),
}
"""Tables without words of articles, or covered by other means than column by column."""
CHOSEN = {
    *("pgh_label", "kind", "act", "status", "origin", "decided_how", "said_on_precision"),
    *("channel", "language", "sourcing", "proposed_kind", "position", "format", "state"),
    *("command", "path", "source_format", "sha256", "blocks", "text", "folded", "namesake"),
}
"""Columns of a few values of ours, and those that follow from others."""


def everywhere(words: str) -> list[str]:
    """Answer in which columns of the whole database words stand, in any form."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column in cursor.fetchall():
            cursor.execute(
                f'select exists (select from "{table}" where "{column}"::text ~* %s'
                f" or \"{column}\"::text ~* encode(convert_to(%s, 'UTF8'), 'hex'))",
                [words, words],
            )
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
    return found


def planted(by: User) -> Article:
    """Let a word get everywhere it can get to."""
    article = make_article(
        text=TEXT, title=f"{WORD} speaks out", byline=f"by {WORD}", url=f"https://a.example/{WORD}"
    )
    source = make_speaker(f"{WORD} of the harbour office", article=article)
    first = make_quote("The ferry will sail,", article=article, speaker=source, mention=WORD)
    second = make_quote(f"It was {WORD} who wrote it,", article=article, cue="said")
    Relay.objects.create(quote=second, name=f"{WORD}'s office")
    make_suggestion("Nobody else spoke.", article, reason=f"beside {WORD}")
    Attribution.objects.filter(quote=second).update(proposed_name=WORD)
    commands.add_note(first.pk, text=f"Ask {WORD.upper()} again.", by=by)
    changes: commands.QuoteChanges = {"addressee": WORD, "place": f"near {WORD}"}
    commands.change_quote(second.pk, version=second.version, by=by, changes=changes)
    gone = make_quote(WORD, article=article)
    commands.delete_quote(gone.pk, version=gone.version, by=by)
    make_text_version(article, text=TEXT.replace("Nobody", f"Not even {WORD.upper()}, nobody"))
    ImportedRow.objects.create(
        format="dna", key=f"row {WORD}", article_id=article.pk, data={"said": [f"{WORD} said"]}
    )
    return article


def test_a_word_that_was_taken_out_is_nowhere_in_the_database(admin: User) -> None:
    article = planted(admin)
    assert len(everywhere(WORD)) > 20
    why = f"{WORD} asked for it, and is in danger."
    record = commands.redact(article.pk, ToCover(words=[WORD]), by=admin, reason=why)
    assert everywhere(WORD) == []
    assert (record.places, record.code_points) == (7, 7 * len(WORD))
    assert record.reason == "█████████ asked for it, and is in danger."


def test_offsets_hashes_and_words_hold_afterwards(admin: User) -> None:
    article = planted(admin)
    before = {each.pk: (each.length, each.sha256) for each in TextVersion.objects.all()}
    commands.redact(article.pk, ToCover(words=[WORD]), by=admin, reason="Asked for.")
    for text in TextVersion.objects.all():
        assert text.length == before[text.pk][0]
        assert text.sha256 != before[text.pk][1]
        assert text.redacted_at
    for quote in Quote.objects.select_related("text_version"):
        body = quote.text_version.text
        assert quote.content_words == [body[start:end] for start, end in quote.content]
    said = Quote.objects.get(content_words__0__startswith="It was")
    assert said.content_words == ["It was █████████ who wrote it,"]


def test_what_changed_before_can_be_undone_and_shows_no_word(admin: User) -> None:
    article = planted(admin)
    commands.redact(article.pk, ToCover(words=[WORD]), by=admin, reason="Asked for.")
    deleted = Step.objects.get(command="delete_quote")
    commands.undo_step(deleted.pk, by=admin)
    assert Quote.objects.get(pk=deleted.quote_id or 0).content_words == ["█" * len(WORD)]
    assert everywhere(WORD) == []


def test_parts_alone_are_covered_where_only_they_are_meant(admin: User) -> None:
    article = planted(admin)
    what = ToCover(text_version=1, parts=[(0, len(WORD))], only_here=True)
    commands.redact(article.pk, what, by=admin, reason="The headline alone.")
    first, second = TextVersion.objects.order_by("number")
    assert first.text == "█" * len(WORD) + TEXT[len(WORD) :]
    assert second.text.startswith(WORD)


def test_names_go_where_they_are_meant(admin: User) -> None:
    article = planted(admin)
    known, target = make_speaker(f"Ada {WORD}"), make_target(f"{WORD} inquiry")
    commands.redact(article.pk, ToCover(words=[WORD]), by=admin, reason="Asked for.")
    assert Speaker.objects.get(pk=known.pk).name == f"Ada {WORD}"
    commands.redact(article.pk, ToCover(words=[WORD], names=True), by=admin, reason="Asked for.")
    assert everywhere(WORD) == []
    target.refresh_from_db()
    assert target.name == "█████████ inquiry"


def test_the_feed_tells_of_it(admin: User) -> None:
    article = planted(admin)
    commands.redact(article.pk, ToCover(words=[WORD]), by=admin, reason="Asked for.")
    marked = Change.objects.filter(redacted=True).values_list("kind", "object_id")
    seen = Quote.objects.filter(article=article, status="accepted").values_list("pk", flat=True)
    assert set(marked) == {("article", article.pk), *(("quote", pk) for pk in seen)}


@pytest.mark.parametrize(
    "change",
    [
        "update quotes_quoteevent set place = 'Aldmoor'",
        "update articles_textversion set text = 'Another.'",
        "update quotes_redaction set reason = 'None.'",
        "delete from quotes_redaction",
        """insert into quotes_redaction (
                article_id, reason, code_points, places, quotes, under_way)
            select id, 'Mine.', 0, 0, 0, pg_current_xact_id() from articles_article""",
    ],
)
def test_nothing_but_the_function_takes_words_out(admin: User, change: str) -> None:
    article = planted(admin)
    commands.redact(article.pk, ToCover(words=[WORD]), by=admin, reason="Asked for.")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"words": ["…"]}, "parts"),
        ({"parts": [(3, 3)]}, "parts"),
        ({"parts": [(0, 10_000)]}, "parts"),
        ({"parts": [(0, 3)], "text_version": 9}, "text_version"),
        ({}, "parts"),
    ],
)
def test_says_what_is_wrong_and_never_the_words(
    admin: User, asked: dict[str, Any], field: str
) -> None:
    article = planted(admin)
    with pytest.raises(commands.Invalid) as refused:
        commands.redact(article.pk, ToCover(**asked), by=admin, reason="Asked for.")
    assert refused.value.field == field
    assert WORD not in f"{refused.value} {refused.value.value}"
    assert not Redaction.objects.exists()


def test_wants_a_reason(admin: User) -> None:
    article = planted(admin)
    with pytest.raises(commands.Invalid) as refused:
        commands.redact(article.pk, ToCover(words=[WORD]), by=admin, reason=" ")
    assert refused.value.field == "reason"


def test_each_column_with_words_is_redacted_or_known_to_have_none() -> None:
    with connection.cursor() as cursor:
        cursor.execute("""
            select c.relname, a.attname from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                and c.relname ~ '^(accounts|articles|quotes)_'
                and a.atttypid::regtype::text in ('text', 'text[]', 'jsonb', 'character varying')
        """)
        columns = {(table, column) for table, column in cursor.fetchall()}
        cursor.execute("select what, unnest(columns) from redacted_columns()")
        redacted = set(cursor.fetchall())
    sliced = {column for _, column in columns if column.endswith("_words")}
    derived = {("quotes_quotesearch", "facets"), ("quotes_quotesearch", "status")}
    left = {
        (table, column)
        for table, column in columns - redacted - derived
        if table not in NO_PRINTED_WORDS and column not in CHOSEN | sliced
    }
    assert left == set()
