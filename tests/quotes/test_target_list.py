"""Targets by name, with how many quotes support and oppose each."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.counting import queries_of
from tests.factories import make_quote, make_stance, make_target
from tests.pages import open_page, rows, text_of

pytestmark = pytest.mark.django_db


def test_counts_quotes_by_position_and_leads_to_them(reading: Client) -> None:
    act = make_target("Ferry Act", kind="proposal")
    for position in ("support", "support", "oppose", None):
        make_stance(make_quote(), act, position)
    make_stance(make_quote(status="suggested"), act, "oppose")
    assert rows(reading, "/targets/") == [
        "Ferry Act proposal 2 support, 1 oppose, 1 unjudged 1 2 4"
    ]
    links = open_page(reading, "/targets/").xpath("//tbody//a/@href")
    assert links == [
        f"/targets/{act.pk}/",
        f"/quotes/?target={act.pk}&act=said&stance=oppose",
        f"/quotes/?target={act.pk}&act=said&stance=support",
    ]


def test_finds_with_typos_and_says_where_nothing_is_called_so(reading: Client) -> None:
    for name in ("Ferry Tariff Act", "Fuel Levy"):
        make_stance(make_quote(), make_target(name))
    assert rows(reading, "/targets/?q=fery%20tarif") == ["Ferry Tariff Act issue 1 support 0 1 1"]
    assert "Nothing is called anything like" in text_of(open_page(reading, "/targets/?q=zzz"))


def test_targets_of_undecided_quotes_are_for_those_who_decide(
    reading: Client, annotator: User
) -> None:
    make_stance(make_quote(status="suggested"), make_target("Ferry Act"))
    assert rows(reading, "/targets/") == []
    reading.force_login(annotator)
    assert rows(reading, "/targets/") == ["Ferry Act issue 0 0 0"]


def test_a_bad_address_says_what_is_wrong(reading: Client) -> None:
    answer = reading.get("/targets/?size=large")
    assert answer.status_code == 400
    assert "no parameter “size”" in answer.content.decode()


def test_htmx_gets_the_results_alone(reading: Client) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    assert "<html" not in reading.get("/targets/", headers=headers).content.decode()


def test_a_visitor_is_asked_to_sign_in_where_reading_is_not_public(
    client: Client, settings: Settings
) -> None:
    settings.PUBLIC_READING = False
    assert client.get("/targets/").headers["Location"] == "/sign-in/?next=/targets/"


@pytest.mark.parametrize("path", ["/targets/", "/targets/?q=target"])
def test_twenty_cost_as_many_queries_as_two(reading: Client, path: str) -> None:
    costs = []
    for more in (2, 18):
        for _ in range(more):
            make_stance(make_quote(), make_target())
        costs.append(queries_of(reading, path))
    assert costs[0] == costs[1]


def test_they_are_ordered_by_what_is_said_of_them(reading: Client) -> None:
    quiet, loud, torn = make_target("Quiet"), make_target("Loud"), make_target("Torn")
    make_stance(make_quote(), quiet)
    for _ in range(8):
        make_stance(make_quote(), loud)
    for position in ("support", "oppose") * 3:
        make_stance(make_quote(), torn, position)
    assert first_words(reading, "/targets/?order=quotes") == ["Loud", "Torn", "Quiet"]
    assert first_words(reading, "/targets/?order=divided") == ["Torn", "Loud", "Quiet"]
    assert first_words(reading, "/targets/?order=moved") == ["Loud", "Quiet", "Torn"]
    assert first_words(reading, "/targets/?kind=document") == []


def test_parts_are_counted_with_their_whole_on_request(reading: Client) -> None:
    act = make_target("Act")
    make_stance(make_quote(), make_target("Clause", part_of=act), "oppose")
    make_stance(make_quote(), act)
    alone, whole = rows(reading, "/targets/")[0], rows(reading, "/targets/?parts=target")[0]
    assert alone == "Act issue, with 1 part 1 support 0 1 1"
    assert whole == "Act issue, with 1 part 1 support, 1 oppose 1 1 2"


def first_words(client: Client, address: str) -> list[str]:
    return [row.split()[0] for row in rows(client, address)]
