"""What the article page is told: the order of quotes, a long queue, which row takes the digits."""

from __future__ import annotations

import pytest

from accounts.models import User
from articles.models import Article
from quotes.models import Speaker
from quotes.queries import annotation
from quotes.queries.annotation.queue import SHOWN
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_suggestion,
    make_target,
)

pytestmark = pytest.mark.django_db
LINES = [f"“Line {number}!” she said." for number in range(SHOWN + 20)]


@pytest.fixture
def long(db: None) -> Article:
    article = make_article(text="\n".join(LINES))
    for number in range(len(LINES)):
        make_suggestion(f"Line {number}!", article)
    return article


def test_outer_quotes_come_before_the_ones_inside_and_terms_get_no_number(annotator: User) -> None:
    article = make_article(text="“He said ‘never’ and ‘not now’,” she said.")
    make_suggestion("never", article)
    make_suggestion("not now", article, kind="term")
    make_suggestion("He said ‘never’ and ‘not now’,", article)

    sheet = annotation.open_sheet(article.pk, user=annotator)

    assert [(placed.number, placed.quote.kind) for placed in sheet.placed] == [
        (1, "direct"),
        (2, "direct"),
        (0, "term"),
    ]
    assert len(sheet.numbered) == 2


def test_a_headline_is_read_before_the_body_after_which_it_is_stored() -> None:
    article = make_article(text="“We never pay,” she said.\nPay ‘never’\nShe spoke of ‘a day’")
    text = article.text_versions.get()
    text.blocks = [
        {"role": "body", "start": 0, "end": 24},
        {"role": "headline", "start": 25, "end": 36},
        {"role": "standfirst", "start": 37, "end": 57},
    ]
    body, headline, standfirst = (
        make_suggestion(words, article) for words in ("We never pay,", "‘never’", "a day")
    )

    sheet = annotation.Sheet(article, text, since="", is_for_readers=False)

    assert [each.pk for each in sheet.numbered] == [headline.pk, standfirst.pk, body.pk]
    assert annotation.changes_places(sheet, body.pk, (25, -28, body.pk))
    assert not annotation.changes_places(sheet, body.pk, (20, -24, body.pk))


def test_a_long_queue_shows_the_hundred_with_the_one_in_hand(
    long: Article, annotator: User
) -> None:
    sheet = annotation.open_sheet(long.pk, user=annotator)
    ids = [placed.quote.pk for placed in sheet.numbered]

    first = annotation.line_up(sheet, active_id=ids[0])
    last = annotation.line_up(sheet, active_id=ids[-1])

    assert [row.number for row in first.rows] == list(range(1, SHOWN + 1))
    assert (first.earlier, first.later) == (None, ids[SHOWN])
    assert [row.number for row in last.rows] == list(range(SHOWN + 1, SHOWN + 21))
    assert (last.earlier, last.later) == (ids[SHOWN - 1], None)


def test_only_rows_asked_for_are_given_where_the_page_shows_them(
    long: Article, annotator: User
) -> None:
    sheet = annotation.open_sheet(long.pk, user=annotator)
    ids = [placed.quote.pk for placed in sheet.numbered]

    near = annotation.line_up(sheet, active_id=ids[1], only={ids[0], ids[1]})
    far = annotation.line_up(sheet, active_id=ids[SHOWN], only={ids[SHOWN - 1], ids[SHOWN]})

    assert ([row.number for row in near.rows], near.is_whole) == ([1, 2], False)
    assert far.is_whole


def test_a_merged_speaker_goes_by_the_name_it_became(annotator: User) -> None:
    kept, merged = make_speaker("Ilse Marrow"), make_speaker("I. Marrow")
    quote = make_quote(speaker=merged)
    Speaker.objects.filter(pk=merged.pk).update(merged_into=kept)

    sheet = annotation.open_sheet(quote.article_id, user=annotator)

    assert sheet.by_id[quote.pk].speaker_name == "Ilse Marrow"


def test_targets_of_the_article_are_hinted_at_and_the_first_unset_row_is_lit(
    annotator: User,
) -> None:
    article = make_article()
    quote, other = make_suggestion("a fine promise", article), make_quote(article=article)
    make_stance(quote, make_target("Boats"), "support")
    make_stance(other, make_target("Piers"), "oppose")
    make_stance(make_quote(), make_target("Of another article"), "oppose")

    sheet = annotation.open_sheet(article.pk, user=annotator)
    active = annotation.activate(sheet, sheet.by_id[quote.pk])

    assert active
    assert [(row.target.name, row.is_stored, row.is_lit) for row in active.rows] == [
        ("Boats", True, False),
        ("Piers", False, True),
    ]


def test_the_next_undecided_is_looked_for_from_the_start_again(annotator: User) -> None:
    article = make_article()
    first = make_suggestion("The ferry will sail,", article)
    last = make_suggestion("a fine promise", article)

    sheet = annotation.open_sheet(article.pk, user=annotator)

    assert annotation.next_undecided(sheet, last.pk) == first.pk
    assert annotation.next_undecided(sheet, first.pk) == last.pk
