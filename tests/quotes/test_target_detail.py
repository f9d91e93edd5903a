"""The page of a target: what it is, what is said about it, kept right by editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from quotes.models import Step, Target
from tests.counting import queries_of
from tests.factories import make_quote, make_speaker, make_stance, make_target
from tests.pages import open_page, printed, text_of
from tests.quotes.doors import as_form, assert_only_annotators_post, opened, says

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


def send(user: User, target: Target, what: str, **sent: Any) -> Any:
    target.refresh_from_db()
    return as_form(user, f"/targets/{target.pk}/{what}/", **{"version": target.version, **sent})


def test_shows_what_it_is_and_the_quotes_about_it(reading: Client) -> None:
    treaty = make_target("Draft treaty", kind="document")
    target = make_target("Hotlines", part_of=treaty)
    make_stance(make_quote(), treaty)
    make_stance(make_quote("a fine promise"), target, "oppose")
    shown = open_page(reading, f"/targets/{target.pk}/")
    assert "issue, part of Draft treaty" in text_of(shown)
    assert printed(shown) == ["a fine promise"]
    assert "Hotlines" in text_of(open_page(reading, f"/targets/{treaty.pk}/"))
    assert not shown.xpath("//main//form")


def test_a_target_that_is_a_speaker_leads_to_them(annotator: User) -> None:
    speaker = make_speaker("Ilse Marrow")
    target = make_target("Ilse Marrow", kind="speaker", speaker=speaker)
    assert f"/speakers/{speaker.pk}/" in says(opened(annotator, f"/targets/{target.pk}/"))


def test_facts_are_changed_recorded_and_undone(annotator: User) -> None:
    target = make_target("Ferry fare")
    sent = {"name": "Ferry fares", "kind": "proposal", "part_of": "Ferry Tariff Act"}
    assert send(annotator, target, "facts", **sent).status_code == 302
    target.refresh_from_db()
    assert (target.name, target.kind) == ("Ferry fares", "proposal")
    assert target.part_of is not None
    shown = says(opened(annotator, f"/targets/{target.pk}/"))
    assert "changed the name from Ferry fare to Ferry fares" in shown
    step = Step.objects.get()
    assert send(annotator, target, "undo", step=step.pk).status_code == 302
    target.refresh_from_db()
    assert (target.name, target.kind) == ("Ferry fare", "issue")
    assert Target.objects.get(pk=target.pk).part_of is None


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"name": ""}, 422, "needs a name"),
        ({"name": "Fares", "kind": "mood"}, 422, "is an issue, proposal"),
        ({"name": "fares", "part_of": "Ferry fares"}, 422, "is part of fares already"),
        ({"name": "FERRY TARIFF ACT"}, 409, "is called"),
        ({"name": "fares", "version": 7}, 409, "Somebody changed this"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_kept(
    annotator: User, sent: dict[str, Any], status: int, words: str
) -> None:
    make_target("Ferry Tariff Act")
    target = make_target("Ferry fares")
    refused = send(annotator, target, "facts", **sent)
    assert refused.status_code == status
    assert words in says(refused)
    assert not Step.objects.exists()


@pytest.mark.parametrize("what", ["facts", "undo", "unmerge"])
def test_only_annotators_change_targets(reader: User, annotator: User, what: str) -> None:
    assert_only_annotators_post(f"/targets/{make_target().pk}/{what}/", reader, annotator)


def test_readers_see_what_an_accepted_quote_is_about(reading: Client) -> None:
    target = make_target()
    make_stance(make_quote(status="suggested"), target)
    assert reading.get(f"/targets/{target.pk}/").status_code == 404
    assert reading.get("/targets/987654/").status_code == 404


def test_twenty_quotes_cost_as_many_queries_as_two(reading: Client) -> None:
    target, costs = make_target(), []
    for more in (2, 17):
        for _ in range(more):
            make_stance(make_quote(speaker=make_speaker()), target)
        costs.append(queries_of(reading, f"/targets/{target.pk}/"))
    assert costs[0] == costs[1]
