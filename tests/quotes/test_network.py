"""The page of the network: what is chosen, drawn, told and left out; its files."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import networkx as nx
import pytest
from django.test import Client
from lxml import etree

from quotes.models import Quote, Target
from tests.counting import queries_of
from tests.debate import SIDES, make_debate
from tests.factories import make_quote, make_speaker, make_stance, make_target
from tests.pages import by_class, open_page, text_of

pytestmark = pytest.mark.django_db


def names_drawn(page: object) -> list[str]:
    return [link.get("aria-label").split(",")[0] for link in page.xpath("//svg//a")]  # type: ignore[attr-defined]


def test_coalitions_are_found_named_and_told_what_holds_them(reading: Client) -> None:
    make_debate()
    page = open_page(reading, "/network/")
    cards = [text_of(card) for card in page.xpath("//section[h2 or header]")]
    assert cards[0].startswith("Three coalitions modularity 0.6")
    assert cards[1].startswith("A, against Ferry Tariff Act 4 nodes Holds together on Ferry Tariff")
    assert cards[2].startswith("B, for Ferry Tariff Act 4 nodes")
    assert "Closest pair: Harbour Ministry and Ilse Marrow." in cards[2]
    drawn = names_drawn(page)
    assert sorted(drawn) == sorted(
        f"{letter} {name}"
        for letter, side in (("A", "against"), ("B", "for"), ("C", "between"))
        for name in SIDES[side]
    )


def test_people_are_circles_organisations_squares_and_targets_diamonds(reading: Client) -> None:
    make_debate()
    page = open_page(reading, "/network/?mode=two")
    nodes = by_class(page, "node")
    shapes = [node.tag for node in nodes]
    assert [shapes.count(tag) for tag in ("circle", "rect", "polygon")] == [8, 3, 4]


def test_the_same_address_is_the_same_picture(reading: Client) -> None:
    make_debate()
    one, other = (reading.get("/network/?format=svg").content for _ in range(2))
    assert one == other


def test_nodes_lead_to_their_pages_and_lines_to_their_quotes(reading: Client) -> None:
    speakers = make_debate()
    page = open_page(reading, "/network/?kind=direct&duplicates=all")
    addresses = {link.get("href") for link in page.xpath("//svg//a")}
    assert addresses == {f"/speakers/{speaker.pk}/" for speaker in speakers.values()}
    first = page.xpath("//table[1]//td/a/@href")[0]
    assert first.startswith("/quotes/?kind=direct&act=said&speaker=")
    assert reading.get(first).status_code == 200


def test_quotes_behind_a_line_stay_within_the_view_and_what_was_said(reading: Client) -> None:
    speakers = make_debate()
    port = Target.objects.get(name="Northern Port")
    other = next(act for act in Quote.Act.values if act != "said")
    wrote = make_quote(speaker=speakers["Ilse Marrow"], act=other)
    make_stance(wrote, port, "support")
    page = open_page(reading, f"/network/?target={port.pk}")
    first = page.xpath("//table[1]//td/a/@href")[0]
    assert first.startswith(f"/quotes/?target={port.pk}&act=said&speaker=")
    asked = open_page(reading, f"/network/?target={port.pk}&act={other}&act=said")
    assert f"target={port.pk}&act={other}&act=said&" in asked.xpath("//table[1]//td/a/@href")[0]


def test_what_is_left_out_is_told(reading: Client) -> None:
    speakers = make_debate()
    act = make_target("Pier")
    make_stance(make_quote(), act)
    make_stance(make_quote(speaker=speakers["Ona Vell"]), act, "neutral")
    page = open_page(reading, "/network/?minimum=3")
    told = text_of(by_class(page, "far")[-1])
    assert "8 nodes under the minimum" in told
    assert "1 statement without a named actor" in told
    assert "1 statement that neither supports nor opposes" in told


def test_nodes_are_coloured_by_an_attribute_that_their_numbers_tell_too(reading: Client) -> None:
    make_debate()
    page = open_page(reading, "/network/?colour=side")
    assert "1 against" in text_of(by_class(page, "legend")[0])
    assert {text_of(each) for each in by_class(page, "letter")} == {"1", "2", "3"}


def test_who_changes_the_mode_keeps_what_fits_it(reading: Client) -> None:
    make_debate()
    answer = reading.get("/network/?mode=two&qualifier=conflict&normalisation=jaccard&minimum=")
    assert answer.headers["Location"] == "/network/?mode=two"


def test_what_the_form_sends_is_understood(reading: Client) -> None:
    make_debate()
    form = next(
        each for each in open_page(reading, "/network/").forms if each.get("id") == "choose"
    )
    answer = reading.get("/network/", dict(form.form_values()), follow=True)
    assert (answer.status_code, answer.redirect_chain[0][1]) == (200, 302)


def test_nothing_said_is_told(reading: Client) -> None:
    page = open_page(reading, "/network/")
    assert "Nobody said anything here" in text_of(page)


@pytest.mark.parametrize("asked", ["rows=outlet", "minimum=some", "format=pdf", "size=3"])
def test_a_bad_address_says_what_is_wrong(reading: Client, asked: str) -> None:
    answer = reading.get(f"/network/?{asked}")
    assert answer.status_code == 400
    assert f"“{asked.partition('=')[0]}”" in answer.content.decode()


def test_htmx_gets_the_network_alone_and_its_address(reading: Client) -> None:
    make_debate()
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    answer = reading.get("/network/?mode=two&colour=", headers=headers)
    assert "<html" not in answer.content.decode()
    assert answer.headers["HX-Push-Url"] == "/network/?mode=two"


def test_its_files_are_those_of_the_page(reading: Client) -> None:
    make_debate()
    page = open_page(reading, "/network/?qualifier=congruence")
    files = page.xpath("//a[@download]/@href")
    assert files == [
        f"/network/?qualifier=congruence&format={kind}" for kind in ("svg", "csv", "graphml")
    ]
    picture, table, graph = (reading.get(file) for file in files)
    for answer, kind in ((picture, "svg"), (table, "csv"), (graph, "graphml")):
        assert answer.headers["Content-Disposition"] == f'attachment; filename="network.{kind}"'
    assert etree.fromstring(picture.content).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"style" not in picture.content
    rows = [*csv.reader(StringIO(table.content.decode()))]
    names = [name.partition(" ")[2] for name in names_drawn(page)]
    assert rows[0][1:] == [row[0] for row in rows[1:]] == sorted(names)
    assert [
        each["name"] for each in nx.read_graphml(BytesIO(graph.content)).nodes.values()
    ] == names


def test_twenty_cost_as_many_queries_as_two(reading: Client) -> None:
    make_debate()
    before = queries_of(reading, "/network/?duplicates=all")
    make_debate_of_others()
    assert queries_of(reading, "/network/?duplicates=all") == before


def make_debate_of_others() -> None:
    act = make_target("Pier")
    for _ in range(20):
        make_stance(make_quote(speaker=make_speaker()), act)
