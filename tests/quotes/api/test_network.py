"""The network by API: the numbers, what is refused, the files that other programs open."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import networkx as nx
import pytest

from tests.factories import make_quote, make_speaker, make_stance, make_target
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _debate() -> None:
    act = make_target("Ferry Act")
    union = make_speaker("Fishers’ Union", kind="organisation", attributes={"name": "F. U."})
    fund = make_speaker("=Harbours Fund\x0b", kind="organisation", attributes={"side": "left"})
    for speaker, position in ((union, "oppose"), (fund, "support"), (fund, "oppose")):
        make_stance(make_quote(speaker=speaker), act, position)
    make_stance(make_quote(speaker=make_speaker("Ilse Marrow")), act)


EXAMPLE = "/network/?mode=one&rows=organisation&columns=target&qualifier=congruence&duplicates=all"


def test_a_network_is_rows_columns_and_values(reading: ApiClient) -> None:
    answer = reading.get(f"{EXAMPLE}&normalisation=average")
    names = ["=Harbours Fund\x0b", "Fishers’ Union"]
    assert (answer.json["rows"], answer.json["columns"]) == (names, names)
    assert answer.json["values"] == [[0, 2 / 3], [2 / 3, 0]]
    assert answer.json["statements"] == 3
    assert answer.json["left_out"]["without_row"] == 1


def test_what_is_counted_is_a_whole_number(reading: ApiClient) -> None:

    assert b'"values":[[0,1],[1,0]]' in reading.get(EXAMPLE).body


def test_the_matrix_is_a_table_in_which_nothing_is_computed(reading: ApiClient) -> None:
    for asked in (f"{EXAMPLE}&format=csv", EXAMPLE):
        answer = reading.get(asked, Accept="text/csv")
        assert answer.headers["Content-Type"] == "text/csv"
        assert [*csv.reader(StringIO(answer.body.decode()))] == [
            ["", "'=Harbours Fund\x0b", "Fishers’ Union"],
            ["'=Harbours Fund\x0b", "0", "1"],
            ["Fishers’ Union", "1", "0"],
        ]


def test_other_programs_read_the_graph(reading: ApiClient) -> None:
    for asked in (f"{EXAMPLE}&format=graphml", EXAMPLE):
        answer = reading.get(asked, Accept="application/graphml+xml")
        graph = nx.read_graphml(BytesIO(answer.body))
        fund, union = graph.nodes
        assert graph.edges[fund, union] == {"weight": 1.0, "strength": 1.0, "sign": "agree"}
        assert graph.nodes[union] == {
            "name": "Fishers’ Union",
            "label": "Fishers’ Union",
            "kind": "organisation",
            "side": "row",
            "frequency": 1,
            "frequency_oppose": 1,
            "community": "A",
            "attribute_name": "F. U.",
        }
        assert graph.nodes[fund]["side"] == "row"
        assert graph.nodes[fund]["attribute_side"] == "left"


def test_a_graph_of_two_modes_has_both_sides(reading: ApiClient) -> None:
    answer = reading.get("/network/?mode=two&rows=speaker&qualifier=combine&format=graphml")
    graph = nx.read_graphml(BytesIO(answer.body))
    sides = {each["name"]: each["side"] for each in graph.nodes.values()}
    assert sides["Ferry Act"] == "column"
    assert sorted(each["sign"] for each in graph.edges.values()) == ["agree", "both", "disagree"]


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("mode=three", "mode"),
        ("mode=two&mode=one", "mode"),
        ("rows=", "rows"),
        ("rows=outlet", "rows"),
        ("rows=attribute:", "rows"),
        ("rows=speaker&columns=organisation", "columns"),
        ("rows=target&columns=target", "columns"),
        ("mode=one&qualifier=combine", "qualifier"),
        ("mode=two&qualifier=conflict", "qualifier"),
        ("mode=two&normalisation=jaccard", "normalisation"),
        ("mode=one&normalisation=activity", "normalisation"),
        ("duplicates=decade", "duplicates"),
        ("minimum=0", "minimum"),
        ("minimum=many", "minimum"),
        ("isolates=perhaps", "isolates"),
        ("limit=201", "limit"),
        ("counting=words", "counting"),
        ("format=xls", "format"),
        ("status=suggested", "status"),
        ("waits=unsure", "waits"),
        ("said_from=yesterday", "said_from"),
        ("colour=red", "colour"),
    ],
)
def test_what_cannot_be_is_refused_by_name(reading: ApiClient, asked: str, parameter: str) -> None:
    answer = reading.get(f"/network/?{asked}")
    assert (answer.status, answer.parameters) == (400, [parameter])


def test_every_choice_there_is_gets_an_answer(reading: ApiClient) -> None:
    for asked in (
        "",
        "rows=target&columns=organisation&qualifier=ignore&normalisation=cosine",
        "mode=two&normalisation=prominence&duplicates=week&minimum=2&isolates=yes",
        "counting=statements&limit=20&duplicates=article",
        "counting=outlets&duplicates=ever",
        "rows=attribute:side&not=act:denied&speaker=1&parts=target",
        "said_from=2031-01-01&said_to=2031-12-31&q=ferry",
    ):
        assert reading.get(f"/network/?{asked}").status == 200
