"""POST /steps/<id>/undo/: any step, by anybody, on any day."""

from __future__ import annotations

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import Quote, Step
from tests.factories import make_article, make_suggestion
from tests.quotes.doors import as_form, assert_only_annotators_post, assert_refused, opened, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def quotes() -> list[Quote]:
    article = make_article()
    return [
        make_suggestion(words, article, confidence=0.95)
        for words in ("The ferry will sail,", "It always has.", "a fine promise")
    ]


def address(step: Step) -> str:
    return f"/steps/{step.pk}/undo/"


def statuses() -> list[str]:
    return list(Quote.objects.order_by("pk").values_list("status", flat=True))


def test_another_person_undoes_it_and_does_it_again(
    annotator: User, reviewer: User, quotes: list[Quote]
) -> None:
    commands.accept_quote(quotes[0].pk, version=1, by=annotator)
    done = Step.objects.get()

    answer = as_form(reviewer, address(done), next="/")

    assert answer["Location"] == "/"
    assert statuses()[0] == "suggested"
    as_form(reviewer, address(Step.objects.latest("id")))
    assert statuses()[0] == "accepted"
    assert Step.objects.latest("id").command == "redo"


def test_of_a_batch_changed_since_the_rest_can_be_undone(
    annotator: User, reviewer: User, quotes: list[Quote]
) -> None:
    batch = commands.accept_sure(quotes[0].text_version_id, by=annotator)
    commands.reject_quote(quotes[1].pk, version=2, by=reviewer)

    refused = as_form(annotator, address(batch.step))

    assert_refused(
        refused,
        409,
        "One of its quotes was changed since: The reviewer rejected a quote",
        "Undo the other 2",
        f'href="/quotes/{quotes[1].pk}/"',
        f'action="/steps/{Step.objects.latest("id").pk}/undo/"',
    )
    assert statuses() == ["accepted", "rejected", "accepted"]
    as_form(annotator, address(batch.step), rest="1")
    assert statuses() == ["suggested", "rejected", "suggested"]
    undo = Step.objects.latest("id")
    assert (undo.detail["count"], undo.detail["left"]) == (2, [quotes[1].pk])
    assert "undid: accepted 2 quotes" in says(opened(annotator, "/steps/"))


def test_what_is_undone_already_and_what_never_was_are_said(
    annotator: User, quotes: list[Quote]
) -> None:
    commands.accept_quote(quotes[0].pk, version=1, by=annotator)
    step = Step.objects.get()
    as_form(annotator, address(step))
    assert_refused(as_form(annotator, address(step)), 409, "This is undone already")
    assert_refused(as_form(annotator, "/steps/987654/undo/"), 404, "There is no step 987654")


def test_goes_back_to_pages_of_ours_alone(annotator: User, quotes: list[Quote]) -> None:
    commands.accept_quote(quotes[0].pk, version=1, by=annotator)
    answer = as_form(annotator, address(Step.objects.get()), next="https://elsewhere.example/")
    assert answer["Location"] == "/steps/"


def test_only_annotators_undo(reader: User, annotator: User, quotes: list[Quote]) -> None:
    commands.accept_quote(quotes[0].pk, version=1, by=annotator)
    assert_only_annotators_post(address(Step.objects.get()), reader, annotator)
