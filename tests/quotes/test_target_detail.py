"""The page of a target: what it is, what is said about it, kept right by editors."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from lxml import html

from quotes.models import Step, Target
from tests.counting import queries_of
from tests.factories import make_quote, make_speaker, make_stance, make_target
from tests.pages import by_class, open_page, printed, text_of
from tests.quotes.doors import as_form, assert_only_annotators_post, opened, says

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from accounts.models import User
    from quotes.models import Quote, Speaker

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
    assert not shown.xpath("//main//form[@method='post']")


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


def figures(page: HtmlElement) -> dict[str, str]:
    """Return the figures at the head of the page, by name."""
    (shown,) = by_class(page, "nums")
    return {text_of(each.find("dt")): text_of(each.find("dd")) for each in shown.iter("div")}


def said_on(day: date, speaker: Speaker | None = None, **more: Any) -> Quote:
    return make_quote(speaker=speaker, said_on=day, said_on_precision="day", **more)


def test_tells_who_supports_and_who_opposes_it_and_how_that_moved(reading: Client) -> None:
    target = make_target("Ferry Act")
    ilse, tomas = make_speaker("Ilse Marrow"), make_speaker("Tomas Reke")
    for month, speaker, position in (
        (8, ilse, "support"),
        (9, ilse, "support"),
        (9, tomas, "oppose"),
        (10, tomas, "oppose"),
        (10, ilse, "neutral"),
    ):
        make_stance(said_on(date(2031, month, 4), speaker), target, position)
    page = open_page(reading, f"/targets/{target.pk}/")
    shown = text_of(page)
    assert "Supports2 quotes, 1 speaker Those most quoted: Supports Ilse Marrow 2 of 3" in shown
    assert "Opposes2 quotes, 1 speaker Those most quoted: Opposes Tomas Reke 2 of 2" in shown
    assert figures(page) == {
        "Quotes": "5",
        "Speakers": "2",
        "Net": "0.00",
        "Net, October 2031": "−0.50",
        "Last quoted": "4 Oct 2031",
    }
    assert (
        "August 2031 to October 2031: 2 support, 1 between, 2 oppose"
        in html.tostring(page).decode()
    )
    numbers = reading.get(f"/targets/{target.pk}/?as=months.csv").content.decode().splitlines()
    assert numbers[2] == "2031-09,1,1,0,0,0,0,0.0"
    picture = reading.get(f"/targets/{target.pk}/?as=months.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml; charset=utf-8"


def test_the_quotes_that_show_it_best_are_named_direct_and_without_an_if(reading: Client) -> None:
    target, ilse = make_target(), make_speaker("Ilse Marrow")
    best = said_on(date(2031, 8, 4), ilse)
    make_stance(best, target)
    for weaker in (
        said_on(date(2031, 9, 4), ilse, kind="indirect"),
        said_on(date(2031, 9, 5), ilse, earlier=True),
        said_on(date(2031, 9, 6), ilse, act="denied"),
        said_on(date(2031, 9, 7)),
    ):
        make_stance(weaker, target)
    make_stance(said_on(date(2031, 9, 8), ilse), target, conditional=True)
    page = open_page(reading, f"/targets/{target.pk}/")
    shown = page.xpath("//section[@aria-labelledby='decisive-h']")[0]
    assert [link for link in shown.xpath(".//a/@href") if link == f"/quotes/{best.pk}/"]
    assert len(by_class(shown, "qc")) == 1


def test_who_changed_sides_stands_with_both_quotes(reading: Client) -> None:
    target, ilse = make_target(), make_speaker("Ilse Marrow")
    make_stance(said_on(date(2031, 8, 4), ilse), target)
    later = make_quote(
        "a fine promise", speaker=ilse, said_on=date(2031, 9, 4), said_on_precision="day"
    )
    make_stance(later, target, "oppose")
    shown = open_page(reading, f"/targets/{target.pk}/").xpath(
        "//section[@aria-labelledby='changed-h']"
    )[0]
    assert "Ilse Marrow support to oppose 31 days apart" in text_of(shown)


def test_parts_have_their_own_figures_and_are_counted_in_on_request(reading: Client) -> None:
    act = make_target("Ferry Act")
    clause = make_target("Review clause", part_of=act)
    make_stance(make_quote(), act)
    make_stance(make_quote("a fine promise"), clause, "oppose")
    alone = open_page(reading, f"/targets/{act.pk}/")
    assert "Parts of it Review clause1net −1.00" in text_of(alone)
    assert figures(alone)["Quotes"] == "1"
    assert figures(open_page(reading, f"/targets/{act.pk}/?parts=target"))["Quotes"] == "2"


def test_figures_are_redrawn_without_some_quotes_beside_the_whole(reading: Client) -> None:
    target = make_target()
    for quote, position in ((make_quote(), "support"), (make_quote(decided_how="batch"), "oppose")):
        make_stance(quote, target, position)
    shown = figures(open_page(reading, f"/targets/{target.pk}/?not=decided:batch"))
    assert (shown["Quotes"], shown["Net"]) == ("1 of 2", "+1.00 of all: 0.00")
    assert reading.get(f"/targets/{target.pk}/?not=kind:direct").status_code == 400


def test_attributes_are_kept_with_it(annotator: User) -> None:
    target = make_target("Ferry Act", kind="proposal")
    sent = {"name": "Ferry Act", "kind": "proposal", "attributes": "type: law\nin force: 2031"}
    assert send(annotator, target, "facts", **sent).status_code == 302
    target.refresh_from_db()
    assert target.attributes == {"type": "law", "in force": "2031"}
    assert "type: law" in says(opened(annotator, f"/targets/{target.pk}/"))
    refused = send(annotator, target, "facts", **{**sent, "attributes": "law"})
    assert refused.status_code == 422
