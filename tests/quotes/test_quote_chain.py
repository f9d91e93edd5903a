"""POST /quotes/<id>/chain/: the speaker of a quote for all quotes of its chain of mentions."""

from __future__ import annotations

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import Attribution, Quote, Speaker
from quotes.queries import annotation
from tests.factories import make_article, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    assert_unknown_quote,
    opened,
    says,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "“One,” the official said. “Two,” that official said. “Three,” an official said. “Four,” Reke "
    "said."
)


@pytest.fixture
def quotes() -> list[Quote]:
    article = make_article(text=TEXT)
    found = [
        make_suggestion(words, article, mention=mention)
        for words, mention in (
            ("One,", "the official"),
            ("Two,", "that official"),
            ("Three,", "an official"),
            ("Four,", "Reke"),
        )
    ]
    three = Attribution.objects.filter(quote__in=found[:3])
    three.update(proposed_name="senior official", sourcing="unnamed")
    Attribution.objects.filter(quote=found[3]).update(proposed_name="Tomas Reke")
    return found


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/chain/"


def speakers() -> list[str | None]:
    rows = Attribution.objects.order_by("quote")
    return [row.speaker.name if row.speaker else row.proposed_name for row in rows]


def test_a_name_typed_once_is_the_name_of_the_whole_chain(
    annotator: User, quotes: list[Quote]
) -> None:
    first = quotes[0]
    named = as_htmx(annotator, f"/quotes/{first.pk}/speaker/", version=1, q="Ilse Marrow")
    assert "This speaker for 2 more of “senior official”" in " ".join(says(named).split())

    answer = as_htmx(annotator, address(first), version=2)

    assert "2 quotes more have this speaker" in says(answer)
    assert speakers() == ["Ilse Marrow"] * 3 + ["Tomas Reke"]
    assert set(Quote.objects.values_list("status", flat=True)) == {"suggested"}
    assert "This speaker for" not in says(answer)


def test_one_undo_gives_each_its_own_back(annotator: User, quotes: list[Quote]) -> None:
    commands.set_speaker(quotes[0].pk, version=1, by=annotator, speaker="Ilse Marrow")
    as_form(annotator, address(quotes[0]), version=2)
    as_htmx(annotator, f"/articles/{quotes[0].article_id}/undo/")
    assert speakers() == ["Ilse Marrow", "senior official", "senior official", "Tomas Reke"]


def test_where_nobody_is_its_speaker_that_is_said(annotator: User, quotes: list[Quote]) -> None:
    answer = as_htmx(annotator, address(quotes[0]), version=1)
    assert_refused(answer, 409, "say who it is first")


def test_mentions_of_one_source_have_one_number_in_the_text(
    annotator: User, reader: User, quotes: list[Quote]
) -> None:
    sheet = annotation.open_sheet(quotes[0].article_id, user=annotator)
    drawn = annotation.draw(sheet, active_id=0)
    chains = [
        part.chain for each in drawn for part in each.segments if "sp" in part.classes.split()
    ]
    assert chains == [1, 1, 1, 0]
    Quote.objects.update(status="accepted", decided_at="2031-01-01T00:00Z", decided_how="single")
    for_readers = annotation.open_sheet(quotes[0].article_id, user=reader)
    assert not for_readers.chains.quotes


def test_says_how_many_quotes_are_by_this_source(annotator: User, quotes: list[Quote]) -> None:
    page = says(opened(annotator, f"/articles/{quotes[0].article_id}/?quote={quotes[1].pk}"))
    assert "3 quotes by this source" in page


def test_an_accepted_quote_stays_in_its_chain(annotator: User, quotes: list[Quote]) -> None:
    commands.accept_quote(quotes[0].pk, version=1, by=annotator)
    sheet = annotation.open_sheet(quotes[0].article_id, user=annotator)
    chain = sheet.chains.of(quotes[0].pk)
    assert chain
    assert chain.quotes == tuple(each.pk for each in quotes[:3])
    assert sheet.chains.of(quotes[3].pk) is None


def test_a_chain_of_the_same_speaker_has_nobody_left(annotator: User, quotes: list[Quote]) -> None:
    for quote in quotes[:3]:
        commands.accept_quote(quote.pk, version=1, by=annotator)
    assert Speaker.objects.count() == 1
    assert_refused(as_htmx(annotator, address(quotes[0]), version=2), 409, "no other quote")


def test_only_annotators_give_it(reader: User, annotator: User, quotes: list[Quote]) -> None:
    assert_only_annotators_post(address(quotes[0]), reader, annotator)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quotes: list[Quote]) -> None:
    assert_unknown_quote(annotator, address(quotes[0]), quotes[0])
