"""The matrix: who stands where, now and before, and what a figure is without some words."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from quotes import commands
from quotes.models import Attribution, Relay
from tests.counting import queries_of
from tests.factories import make_quote, make_speaker, make_stance, make_target
from tests.pages import by_class, open_page, text_of

if TYPE_CHECKING:
    from quotes.models import Quote, Speaker, Target

pytestmark = pytest.mark.django_db

NOW, BEFORE = date(2031, 10, 3), date(2031, 2, 7)


def say(
    speaker: Speaker | None, target: Target, position: str | None, n: int = 1, **more: Any
) -> list[Quote]:
    """Let somebody take a position so often, in October 2031 unless said."""
    said = {"said_on": NOW, "said_on_precision": "day", **more}
    made = [make_quote(speaker=speaker, **said) for _ in range(n)]
    for quote in made:
        make_stance(quote, target, position)
    return made


def cells(client: Client, address: str = "/matrix/") -> dict[str, list[str]]:
    """Return what is to be read in each row, without what is told to those who do not see it."""
    page = open_page(client, address)
    for hidden in by_class(page, "vh"):
        hidden.drop_tree()
    found = {}
    for row in page.xpath("//table[contains(@class, 'mx')]/tbody/tr"):
        name = row.xpath("./th")[0].xpath("./a|./span")[0].text_content()
        found[name] = [text_of(cell) for cell in row.xpath("./td")]
    return found


@pytest.fixture
def ferry() -> Target:
    return make_target("Ferry Act")


@pytest.fixture
def ilse() -> Speaker:
    return make_speaker("Ilse Marrow", attributes={"party": "Harbour List"})


def test_a_net_counts_support_against_oppose_and_leaves_the_unclear_out(
    reading: Client, ferry: Target, ilse: Speaker
) -> None:
    say(ilse, ferry, "support", 5)
    say(ilse, ferry, "oppose", 2)
    say(ilse, ferry, "neutral")
    say(ilse, ferry, "unclear")
    say(ilse, ferry, None)
    say(ilse, ferry, "oppose", act="denied")
    assert cells(reading) == {"Ilse Marrow": ["+0.3810"]}


def test_two_periods_are_compared_and_what_moved_most_is_told(
    reading: Client, ferry: Target, ilse: Speaker
) -> None:
    say(ilse, ferry, "support", 6, said_on=BEFORE)
    say(ilse, ferry, "oppose", 6)
    page = open_page(reading, "/matrix/?now=2031-10&before=2031-02")
    assert "Ilse Marrow Ferry Act +1.00 −1.00 −2.00" in text_of(page)
    assert by_class(page, "was")
    fewer = open_page(reading, "/matrix/?now=2031-10&before=2031-03")
    assert "No cell has six quotes in both periods" in text_of(fewer)
    assert cells(reading, "/matrix/?now=2031-02") == {"Ilse Marrow": ["+1.006"]}
    assert cells(reading, "/matrix/?now=ever") == {"Ilse Marrow": ["0.0012"]}


def test_leaving_out_shows_the_difference(reading: Client, ferry: Target, ilse: Speaker) -> None:
    say(ilse, ferry, "support", 6)
    for quote in say(ilse, ferry, "oppose", 2):
        Attribution.objects.filter(quote=quote).update(sourcing="unnamed")
    for quote in say(ilse, ferry, "oppose", 1):
        Relay.objects.create(quote=quote, name="state media")
    say(ilse, ferry, "oppose", 1, decided_how="batch")
    assert cells(reading) == {"Ilse Marrow": ["+0.2010"]}
    without = "/matrix/?not=sourcing:unnamed"
    assert cells(reading, without) == {"Ilse Marrow": ["+0.508+0.30"]}
    assert "Ilse Marrow Ferry Act +0.20 +0.50 +0.30" in text_of(open_page(reading, without))
    every = f"{without}&not=relayed:yes&not=decided:batch"
    assert cells(reading, every) == {"Ilse Marrow": ["+1.006+0.80"]}


@pytest.mark.parametrize("more", ["", "&not=sourcing:unnamed", "&kind=direct", "&counting=outlets"])
def test_live_counts_and_tallies_agree(
    reading: Client, ferry: Target, ilse: Speaker, more: str
) -> None:
    say(ilse, ferry, "support", 2)
    say(ilse, ferry, "oppose", 1)
    tallied = cells(reading, f"/matrix/?now=2031-10{more}")
    assert tallied == {"Ilse Marrow": ["+0.333"]}
    assert cells(reading, f"/matrix/?now=2031-10{more}&act=said&language=") == tallied


def test_rows_are_organisations_or_the_values_of_an_attribute(
    reading: Client, ferry: Target, ilse: Speaker
) -> None:
    ministry = make_speaker("Harbour Ministry", kind="organisation")
    for quote in say(ilse, ferry, "support", 2):
        Attribution.objects.filter(quote=quote).update(organisation=ministry)
    say(ministry, ferry, "oppose")
    assert cells(reading, "/matrix/?rows=organisation") == {"Harbour Ministry": ["+0.333"]}
    assert cells(reading, "/matrix/?rows=attribute:party") == {"Harbour List": ["+1.002"]}


def test_merged_speakers_and_targets_are_one(
    reading: Client, ferry: Target, ilse: Speaker, reviewer: Any
) -> None:
    other, act = make_speaker("I. Marrow"), make_target("The Ferry Act")
    say(ilse, ferry, "support")
    say(other, act, "support")
    commands.merge_speakers(other.pk, ilse.pk, version=other.version, by=reviewer)
    commands.merge_targets(act.pk, ferry.pk, version=act.version, by=reviewer)
    assert cells(reading) == {"Ilse Marrow": ["+1.002"]}
    assert cells(reading, f"/matrix/?speaker={other.pk}&target={act.pk}") == cells(reading)


def test_rows_and_columns_are_sorted_by_net_by_name_and_by_move(
    reading: Client, ferry: Target, ilse: Speaker
) -> None:
    levy, tomas = make_target("Fuel Levy"), make_speaker("Tomas Reke")
    say(ilse, ferry, "oppose", 3)
    say(ilse, levy, "support")
    say(tomas, ferry, "support")
    assert list(cells(reading)) == ["Ilse Marrow", "Tomas Reke"]
    assert list(cells(reading, f"/matrix/?sort={ferry.pk}")) == ["Tomas Reke", "Ilse Marrow"]
    assert list(cells(reading, f"/matrix/?sort=-{ferry.pk}")) == ["Ilse Marrow", "Tomas Reke"]
    assert cells(reading, f"/matrix/?by={ilse.pk}")["Ilse Marrow"] == ["+1.001", "−1.003"]
    assert cells(reading, "/matrix/?sort=name&by=name")["Tomas Reke"] == ["+1.001", ""]


def test_each_cell_opens_its_quotes(reading: Client, ferry: Target, ilse: Speaker) -> None:
    say(ilse, ferry, "support", 2)
    say(ilse, ferry, "oppose", said_on=BEFORE)
    page = open_page(reading, "/matrix/?now=2031-10&kind=direct")
    (cell,) = page.xpath("//table[contains(@class, 'mx')]//td/a/@href")
    assert cell == (
        f"/quotes/?kind=direct&act=said&said_from=2031-10-01&said_to=2031-10-31"
        f"&speaker={ilse.pk}&target={ferry.pk}"
    )
    assert len(by_class(open_page(reading, cell), "qc")) == 2


def test_the_numbers_are_a_table_to_keep(reading: Client, ferry: Target) -> None:
    say(make_speaker("=Ilse()"), ferry, "support", 2)
    answer = reading.get("/matrix/matrix.csv?now=2031-10")
    (row,) = csv.DictReader(StringIO(answer.content.decode()))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (row["row"], row["target"], row["net"]) == ("'=Ilse()", "Ferry Act", "1.0")
    assert (row["support"], row["quotes"], row["net_before"]) == ("2", "2", "")


def test_the_picture_says_what_the_page_says(reading: Client, ferry: Target, ilse: Speaker) -> None:
    say(ilse, ferry, "support", 6)
    answer = reading.get("/matrix/matrix.svg?now=2031-10")
    drawn = answer.content.decode()
    assert answer.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert all(words in drawn for words in ("Ilse Marrow", "Ferry Act", "▲ +1.00", "October 2031"))
    assert "style" not in drawn


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("now=2031-13", "Write months as"),
        ("now=2031-10&before=2031-10", "does not end before"),
        ("now=2031-10&said_from=2031-10-01", "Give either"),
        ("rows=ships", "cannot be “ships”"),
        ("counting=noses", "cannot be “noses”"),
        ("target=987654", "There is no target 987654"),
        ("colour=red", "There is no parameter “colour”"),
    ],
)
def test_a_bad_address_says_what_is_wrong(reading: Client, address: str, says: str) -> None:
    answer = reading.get(f"/matrix/?{address}")
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_an_unnamed_source_is_no_row(reading: Client, ferry: Target) -> None:
    quote = make_quote()
    source = make_speaker("an official", article=quote.article)
    Attribution.objects.filter(quote=quote).update(speaker=source, sourcing="unnamed")
    make_stance(quote, ferry)
    assert cells(reading, "/matrix/?now=ever") == {}


def test_twenty_rows_cost_as_many_queries_as_two(reading: Client, ferry: Target) -> None:
    costs = []
    for more in (2, 18):
        for _ in range(more):
            say(make_speaker(), ferry, "support")
        costs.append(queries_of(reading, "/matrix/"))
    assert costs[0] == costs[1]
