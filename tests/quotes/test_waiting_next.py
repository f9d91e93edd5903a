"""GET /waiting/<queue>/ opens the first quote to work on."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from quotes import commands
from quotes.models import Quote
from quotes.queries import waiting
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_suggestion,
    make_target,
)
from tests.pages import open_page, text_of

pytestmark = pytest.mark.django_db


def ids(queue: str) -> list[int]:
    return [quote.pk for quote in waiting.waiting_quotes(queue)]


def test_opens_the_weakest_guess_first(annotating: Client) -> None:
    article = make_article()
    make_suggestion("The ferry will sail,", article, confidence=0.5)
    weakest = make_suggestion("It always has.", article, confidence=0.2)
    make_suggestion("a fine promise", article, confidence=0.9)
    answer = annotating.get("/waiting/guess/")
    assert answer.headers["Location"] == f"/articles/{article.pk}/?quote={weakest.pk}"


def test_a_quote_waits_for_a_speaker_unless_the_article_names_nobody() -> None:
    waits = make_quote(mention="Ilse Marrow")
    make_quote("It always has.", article=waits.article)  # its sourcing is none
    make_quote("a fine promise", article=waits.article, speaker=make_speaker())
    make_suggestion("Nobody else spoke.", waits.article)
    assert ids("speaker") == [waits.pk]
    assert waiting.count_waiting("speaker") == waiting.Waiting("speaker", 1, 1, more=False)


def test_a_quote_waits_for_a_stance_until_one_is_given_or_somebody_looked(annotator: User) -> None:
    waits = make_quote()
    about = make_quote("It always has.", article=waits.article)
    make_stance(about, make_target(), None)
    judged = make_quote("a fine promise", article=waits.article)
    make_stance(judged, make_target(), "oppose")
    make_quote("Nobody else spoke.", article=waits.article, stances_done=True)
    assert ids("stance") == [about.pk, waits.pk]
    commands.change_quote(
        waits.pk, version=waits.version, by=annotator, changes={"stances_done": True}
    )
    assert ids("stance") == [about.pk]


def test_what_is_rejected_is_unsure_to_nobody() -> None:
    unsure = make_quote(unsure=True)
    make_quote("a fine promise", article=unsure.article, unsure=True, status="rejected")
    assert ids("unsure") == [unsure.pk]


def test_terms_wait_for_nobody() -> None:
    make_quote("a fine promise", kind="term", mention="Ilse Marrow")
    assert Quote.objects.exists()
    assert {queue: ids(queue) for queue in waiting.INDEXED} == {key: [] for key in waiting.INDEXED}


def test_goes_back_to_the_desk_when_nothing_waits_any_more(annotating: Client) -> None:
    answer = annotating.get("/waiting/unsure/", follow=True)
    assert answer.redirect_chain[-1][0] == "/"
    assert "Nothing waits there any more" in answer.content.decode()


def test_the_list_of_a_queue_holds_what_the_queue_does(annotating: Client) -> None:
    article = make_article()
    make_suggestion("The ferry will sail,", article, unsure=True)
    make_quote("a fine promise", article=article, unsure=True)
    make_quote("It always has.", article=article)
    page = open_page(annotating, "/quotes/?waits=unsure")
    assert len(page.xpath("//blockquote")) == 2
    assert "waits: unsure" in text_of(page)


def test_a_queue_nobody_knows_is_not_there(annotating: Client) -> None:
    assert annotating.get("/waiting/mood/").status_code == 404
    assert annotating.get("/quotes/?waits=mood").status_code == 400


def test_readers_have_no_queues(reading: Client) -> None:
    assert reading.get("/waiting/unsure/").status_code == 403
    assert reading.get("/quotes/?waits=unsure").status_code == 403
