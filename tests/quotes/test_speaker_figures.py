"""The figures of a speaker's page: each count opens its quotes, each picture is a file."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from quotes.models import Relay
from tests.counting import queries_of
from tests.factories import make_quote, make_speaker, make_target
from tests.pages import by_class, open_page, text_of
from tests.quotes.figures.said import say

if TYPE_CHECKING:
    from django.test import Client
    from lxml.html import HtmlElement

    from quotes.models import Speaker, Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def vell(db: None) -> Speaker:
    return make_speaker("Ona Vell")


@pytest.fixture
def rent(db: None) -> Target:
    return make_target("Pier rent")


def page(reading: Client, speaker: Speaker, query: str = "") -> HtmlElement:
    return open_page(reading, f"/speakers/{speaker.pk}/{query}")


def table(client: Client, speaker: Speaker, query: str) -> list[list[str]]:
    answer = client.get(f"/speakers/{speaker.pk}/?{query}")
    assert answer.status_code == 200, answer.content
    return [*csv.reader(StringIO(answer.content.decode(), newline=""))]


def part(shown: HtmlElement, name: str) -> str:
    (section,) = shown.xpath(f"//section[@aria-labelledby='{name}-h']")
    return text_of(section)


def test_begins_with_who_changed_their_mind(reading: Client, vell: Speaker, rent: Target) -> None:
    say("2031-01-01", vell, "support", rent, words="give us the pier")
    say("2031-03-01", vell, "oppose", rent, words="keep your pier")
    say("2031-03-01", vell, "oppose", make_target("Fares"))
    shown = page(reading, vell)
    changes = part(shown, "changes")
    assert "Pier rent support to oppose 59 days apart" in changes
    assert changes.index("give us the pier") < changes.index("keep your pier")
    assert "No evidence of movement on Fares (1 quote)." in changes
    assert "A change is a move between support and oppose" in changes


def test_says_where_there_is_no_change(reading: Client, vell: Speaker, rent: Target) -> None:
    say("2031-01-01", vell, "support", rent)
    changes = part(page(reading, vell), "changes")
    assert "None is found." in changes
    assert "No evidence of movement on Pier rent (1 quote)." in changes


def test_each_count_opens_the_quotes_that_it_counts(
    reading: Client, vell: Speaker, rent: Target
) -> None:
    say("2031-01-01", vell, "support", rent)
    say("2031-03-01", vell, "oppose", rent)
    say("2031-03-02", vell, "oppose", rent)
    say("2031-03-03", vell, "oppose", rent, act="imagined")
    say("2031-03-04", vell, None, rent)
    shown = page(reading, vell)
    (row,) = shown.xpath("//section[@id='stands']//tbody/tr")
    assert text_of(row) == "Pier rent 1 support, 2 oppose, 1 not judged 2 1 4"
    for link, count in zip(row.xpath("./td//a/@href"), (2, 1, 4), strict=True):
        assert len(by_class(open_page(reading, link), "qc")) == count
    months = shown.xpath("//section[@id='months']//tbody//a/@href")
    assert len(by_class(open_page(reading, months[-1]), "qc")) == 3


def test_head_tells_how_many_where_and_when(reading: Client, vell: Speaker, rent: Target) -> None:
    say("2031-01-01", vell, "support", rent, outlet="Corran Weekly")
    say("2031-03-01", vell, "support", make_target(), outlet="The Aldmoor Courier")
    (head,) = by_class(page(reading, vell), "nums")
    assert text_of(head) == "Quotes2 Targets2 Outlets2 Last quoted1 Mar 2031"


def test_a_target_is_chosen_for_the_chart(reading: Client, vell: Speaker, rent: Target) -> None:
    say("2031-01-01", vell, "support", rent)
    say("2031-03-01", vell, "neutral", rent)
    plain = part(page(reading, vell), "months")
    assert "Quotes per month" in plain
    months = part(page(reading, vell, f"?on={rent.pk}"), "months")
    assert "Stance by month" in months
    assert "Jan 2031 1 0 0".replace(" ", "") in months.replace(" ", "")
    assert table(reading, vell, f"on={rent.pk}&as=months.csv") == [
        ["month", "support", "between", "oppose"],
        ["2031-01", "1", "0", "0"],
        ["2031-02", "0", "0", "0"],
        ["2031-03", "0", "1", "0"],
    ]


def test_figures_are_redrawn_without_some_and_tell_the_difference(
    reading: Client, vell: Speaker, rent: Target
) -> None:
    say("2031-01-01", vell, "support", rent)
    relayed = say("2031-02-01", vell, "oppose", rent)
    Relay.objects.create(quote=relayed, name="state radio")
    say("2031-03-01", vell, "oppose", rent, decided_how="batch")
    assert "2 found" not in part(page(reading, vell), "changes")
    shown = page(reading, vell, "?not=relayed:yes&not=decided:batch")
    assert "None is found." in part(shown, "changes")
    (head,) = by_class(shown, "nums")
    assert "Quotes1 of 3" in text_of(head)
    boxes = shown.xpath("//input[@name='not'][@checked]/@value")
    assert boxes == ["relayed:yes", "decided:batch"]


def test_statements_are_counted_once_however_often_printed(
    reading: Client, vell: Speaker, rent: Target
) -> None:
    words = "a pier for nobody is a pier too many"
    for day in ("2031-01-01", "2031-01-02"):
        say(day, vell, "oppose", rent, words=words)
    (head,) = by_class(page(reading, vell, "?counting=statements"), "nums")
    assert "Statements1 " in text_of(head)
    assert table(reading, vell, "counting=statements&as=stances.csv")[1][-1] == "1"
    assert table(reading, vell, "as=stances.csv")[1][-1] == "2"


def test_an_organisation_is_told_apart_from_its_people(
    reading: Client, vell: Speaker, rent: Target
) -> None:
    union = make_speaker("Ferry Union", kind="organisation")
    say("2031-01-01", union, "support", rent)
    say("2031-02-01", vell, "oppose", rent, organisation=union)
    say("2031-02-03", vell, "oppose", rent, organisation=union, sourcing="unnamed")
    shown = page(reading, union)
    assert "itself 1 its people 1 unnamed 1" in part(shown, "stands")
    assert "Others spoke: nobody is quoted on both sides." in part(shown, "changes")
    assert "Quotes3 " in text_of(by_class(shown, "nums")[0])


def test_who_is_spoken_for_or_criticised_alone_has_a_page(
    reading: Client, vell: Speaker, rent: Target
) -> None:
    union = make_speaker("Ferry Union", kind="organisation")
    say("2031-02-01", vell, "oppose", rent, organisation=union)
    reke, nobody = make_speaker("Tomas Reke"), make_speaker("Bram Essery")
    say("2031-02-02", vell, "oppose", make_target(kind="speaker", speaker=reke))
    say("2031-02-02", vell, "oppose", rent, organisation=nobody, status="suggested")
    assert "its people 1" in part(page(reading, union), "stands")
    assert "No stance of theirs is told yet." in part(page(reading, reke), "stands")
    assert reading.get(f"/speakers/{nobody.pk}/").status_code == 404


def test_who_is_quoted_in_the_same_articles_stands_beside(
    reading: Client, vell: Speaker, rent: Target
) -> None:
    quote = say("2031-01-01", vell, "support", rent, words="one pier is enough")
    reke = make_speaker("Tomas Reke")
    make_quote("So it was", article=quote.article, speaker=reke)
    assert "Tomas Reke1" in part(page(reading, vell), "beside")


def test_numbers_and_pictures_are_files(reading: Client, vell: Speaker, rent: Target) -> None:
    say("2031-01-01", vell, "support", rent, words="=1+1 boats")
    say("2031-03-01", vell, "oppose", rent)
    header, row = table(reading, vell, "as=stances.csv")
    assert ",".join(header) == (
        "target_id,target,support,oppose,neutral,mixed,unclear,not_judged,quotes"
    )
    assert row == [str(rent.pk), "Pier rent", "1", "1", "0", "0", "0", "0", "2"]
    header, row = table(reading, vell, "as=changes.csv")
    told = dict(zip(header, row, strict=True))
    assert (told["position_before"], told["position_after"]) == ("support", "oppose")
    assert (told["words_before"], told["day_after"]) == ("'=1+1 boats", "2031-03-01")
    for name in ("months", "stances"):
        answer = reading.get(f"/speakers/{vell.pk}/?as={name}.svg")
        assert answer.headers["Content-Type"].startswith("image/svg+xml")
        assert "attachment" in answer.headers["Content-Disposition"]
        assert f"/speakers/{vell.pk}/" in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    ["on=one", "counting=words", "as=exe", "changes=some", "not=x", "speaker=3", "said_from=x"],
)
def test_says_what_is_wrong_with_the_address(reading: Client, vell: Speaker, query: str) -> None:
    say("2031-01-01", vell, "support", make_target())
    assert reading.get(f"/speakers/{vell.pk}/?{query}").status_code == 400


def test_costs_the_same_for_two_targets_and_for_twenty(reading: Client, vell: Speaker) -> None:
    def more(number: int) -> None:
        for at in range(number):
            target = make_target()
            say(f"2031-01-{at + 1:02}", vell, "support", target)
            say(f"2031-02-{at + 1:02}", vell, "oppose", target)

    more(2)
    few = queries_of(reading, f"/speakers/{vell.pk}/")
    more(6)
    assert queries_of(reading, f"/speakers/{vell.pk}/") <= few


def test_what_narrows_the_figures_stands_as_chips_each_with_a_way_to_take_it_away(
    reading: Client,
) -> None:
    vell = make_speaker("Ona Vell")
    make_quote(speaker=vell)
    path = f"/speakers/{vell.pk}/"
    page = open_page(reading, f"{path}?not=sourcing:unnamed&said_from=2031-01-01")
    active = "//ul[@aria-label='Active filters']/li[@class='chip']"
    chips = page.xpath(active)
    assert [text_of(chip.xpath("./span")[0]) for chip in chips] == [
        "said from 1 Jan 2031",
        "not unnamed",
    ]
    assert chips[1].xpath("./a/@href") == ["?said_from=2031-01-01"]
    assert not open_page(reading, path).xpath(active)
