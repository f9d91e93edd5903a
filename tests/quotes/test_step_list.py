"""/steps/: the whole history, every step with its undo."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from quotes import commands
from quotes.models import Quote
from quotes.queries import steps
from tests.counting import queries_of
from tests.factories import make_article, make_quote
from tests.pages import by_class, open_page, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote() -> Quote:
    return make_quote(article=make_article(title="Islands split"), status="suggested")


def told(client: Client, path: str = "/steps/") -> list[str]:
    return [text_of(each.xpath("./p")[0]) for each in by_class(open_page(client, path), "step")]


def buttons(client: Client, path: str = "/steps/") -> list[str]:
    page = open_page(client, path)
    return [text_of(button) for each in by_class(page, "step") for button in each.iter("button")]


def test_says_who_did_what_where(
    annotating: Client, annotator: User, reviewer: User, quote: Quote
) -> None:
    commands.accept_quote(quote.pk, version=1, by=annotator)
    commands.set_stance(quote.pk, "War", version=2, by=reviewer, position="oppose")
    commands.undo_last_step(quote.article_id, by=reviewer)
    words = "The ferry will sail, … It always has."
    assert told(annotating) == [
        f"The reviewer undid: set a stance of {words} in Islands split",
        f"The reviewer set a stance of {words} in Islands split undone",
        f"You accepted {words} in Islands split",
    ]
    assert buttons(annotating) == ["Redo", "Undo"]


def test_a_quote_that_is_gone_is_still_told_of(
    annotating: Client, annotator: User, quote: Quote
) -> None:
    commands.delete_quote(quote.pk, version=1, by=annotator)
    assert told(annotating) == ["You deleted a quote in Islands split"]


def test_is_narrowed_to_a_person_and_an_article(
    annotating: Client, annotator: User, reviewer: User, quote: Quote
) -> None:
    other = make_quote(article=make_article(title="The boats"), status="suggested")
    commands.accept_quote(quote.pk, version=1, by=annotator)
    commands.accept_quote(other.pk, version=1, by=reviewer)
    assert len(told(annotating)) == 2
    assert [each[:3] for each in told(annotating, f"/steps/?by={annotator.pk}")] == ["You"]
    assert told(annotating, f"/steps/?article={other.article_id}")[0].endswith("The boats")
    assert told(annotating, f"/steps/?by={annotator.pk}&article={other.article_id}") == []


def test_goes_on_page_by_page(
    annotating: Client, annotator: User, quote: Quote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "PAGE_LENGTH", 2)
    for version, position in enumerate(("support", "oppose", "neutral"), 1):
        commands.set_stance(quote.pk, "War", version=version, by=annotator, position=position)
    first = open_page(annotating, "/steps/")
    (following,) = first.xpath("//a[@rel='next']/@href")
    assert len(by_class(first, "step")) == 2
    assert len(told(annotating, f"/steps/{following}")) == 1


@pytest.mark.parametrize("asked", ["?by=x", "?after=made-up", "?colour=red"])
def test_says_what_of_the_address_is_wrong(annotating: Client, asked: str) -> None:
    assert annotating.get(f"/steps/{asked}").status_code == 400


def test_more_steps_cost_no_more_queries(annotating: Client, annotator: User, quote: Quote) -> None:
    commands.set_stance(quote.pk, "War", version=1, by=annotator, position="oppose")
    few = queries_of(annotating, "/steps/")
    for version in range(2, 22, 2):
        commands.set_stance(quote.pk, f"T{version}", version=version, by=annotator, position=None)
        commands.undo_last_step(quote.article_id, by=annotator)
        quote.refresh_from_db()
    assert queries_of(annotating, "/steps/") <= few


def test_readers_see_nothing_of_it(reading: Client) -> None:
    assert reading.get("/steps/").status_code == 403
