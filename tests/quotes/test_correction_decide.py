"""Deciding about one quote of a corrected text."""

import json

import pytest
from django.test import Client

from accounts.models import User
from quotes import commands
from quotes.models import Quote
from tests.corrected import Corrected, correct, make_corrected

pytestmark = pytest.mark.django_db


@pytest.fixture
def quotes(annotator: User) -> Corrected:
    quotes = make_corrected()
    correct(quotes.article, annotator)
    return quotes


def decide(client: Client, quote: Quote, decision: str, **more: str) -> list[str]:
    sent = {"quote": quote.pk, "version": quote.version, "decision": decision, **more}
    path = f"/articles/{quote.article_id}/correction/decide/"
    answer = client.post(path, sent, follow=True)
    assert answer.redirect_chain[0][0] == f"/articles/{quote.article_id}/correction/#main"
    quote.refresh_from_db()
    return [str(message) for message in answer.context["messages"]]


def test_takes_the_new_words(annotating: Client, quotes: Corrected) -> None:
    assert decide(annotating, quotes.altered, "take") == ["The quote has the new words."]
    assert quotes.altered.content_words == ["a bill sent to people who never ordered the meal"]


def test_leaves_a_quote_at_its_text(annotating: Client, quotes: Corrected) -> None:
    assert decide(annotating, quotes.gone, "leave") == ["Left at text 1."]
    assert quotes.gone.text_version.number == 1


def test_places_a_quote_at_the_candidate_chosen(annotating: Client, quotes: Corrected) -> None:
    decide(annotating, quotes.ambiguous, "place", candidate="1")
    text = quotes.ambiguous.text_version.text
    assert quotes.ambiguous.content[0][0] == text.rindex("vessels would be")


def test_asks_for_a_candidate(annotating: Client, quotes: Corrected) -> None:
    said = decide(annotating, quotes.ambiguous, "place")
    assert said == ["Nothing was changed: choose one of the places first."]


def test_places_a_quote_at_the_selected_words(annotating: Client, quotes: Corrected) -> None:
    spans = json.dumps([{"exact": "answered on Wednesday"}])
    decide(annotating, quotes.gone, "here", spans=spans)
    assert quotes.gone.content_words == ["answered on Wednesday"]


def test_takes_the_last_step_back(annotating: Client, quotes: Corrected) -> None:
    decide(annotating, quotes.altered, "take")
    said = decide(annotating, quotes.altered, "undo")
    assert said == ["Undone: placed a quote in a new text of the article."]
    assert quotes.altered.text_version.number == 1


def test_two_who_decide_at_once_are_told(
    annotating: Client, quotes: Corrected, reviewer: User
) -> None:
    stale = Quote.objects.get(pk=quotes.altered.pk)
    commands.leave_quote(quotes.altered.pk, version=1, by=reviewer)
    assert decide(annotating, stale, "take") == [
        "Nothing was changed: this is decided already: left at the old text."
    ]


def test_is_for_those_who_annotate(reading: Client, quotes: Corrected) -> None:
    path = f"/articles/{quotes.article.pk}/correction/decide/"
    assert reading.post(path, {"decision": "undo"}).status_code == 403
