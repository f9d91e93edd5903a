"""GET /quotes/choices/<filter>/: all values of one filter, each to take or to leave out."""

import pytest
from django.test import Client

from accounts.models import User
from tests.counting import queries_of
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.pages import open_page, rows, text_of

pytestmark = pytest.mark.django_db


def test_lists_every_value_by_how_many_quotes_have_it(visitor: Client) -> None:
    for number in range(12):
        speaker = make_speaker(f"Speaker {number:02}")
        for _ in range(1 + (number == 11)):
            make_quote(speaker=speaker)
    found = rows(visitor, "/quotes/choices/speaker/")
    assert len(found) == 12
    assert found[0] == "Speaker 11 2 Take Not"


def test_counts_within_the_other_filters_of_the_address(visitor: Client) -> None:
    marrow, reke = make_speaker("Ilse Marrow"), make_speaker("Tomas Reke")
    make_quote(speaker=marrow)
    make_quote(speaker=reke, kind="mixed")
    assert rows(visitor, f"/quotes/choices/speaker/?kind=mixed&speaker={reke.pk}") == [
        "Tomas Reke chosen 1 Take Not"
    ]


def test_each_value_leads_to_the_list_with_it_and_without_it(visitor: Client) -> None:
    marrow = make_speaker("Ilse Marrow")
    make_quote(speaker=marrow)
    page = open_page(visitor, f"/quotes/choices/speaker/?q=ferry&not=speaker:{marrow.pk}")
    links = [link.get("href") for link in page.xpath("//tbody//a")]
    assert links == [
        f"/quotes/?q=ferry&speaker={marrow.pk}",
        f"/quotes/?q=ferry&not=speaker%3A{marrow.pk}",
    ]
    assert "left out" in text_of(page.xpath("//tbody/tr")[0])


def test_a_value_is_found_by_letters_of_its_name_without_a_script(visitor: Client) -> None:
    for name in ("Zoë Marrow", "Tomas Reke"):
        make_quote(speaker=make_speaker(name))
    assert rows(visitor, "/quotes/choices/speaker/?find=ZOE") == ["Zoë Marrow 1 Take Not"]
    form = open_page(visitor, "/quotes/?kind=direct").get_element_by_id("find-speaker")
    assert form.get("action") == "/quotes/choices/speaker/"
    assert dict(form.form_values()) == {"kind": "direct"}
    empty = text_of(open_page(visitor, "/quotes/choices/speaker/?find=<b>"))
    assert "None of these quotes has one with “<b>” in its name." in empty


def test_an_unnamed_source_is_not_offered_beside_the_list(visitor: Client) -> None:
    article = make_article()
    make_quote(speaker=make_speaker("a harbour official", article=article), article=article)
    assert rows(visitor, "/quotes/choices/speaker/") == []


@pytest.mark.parametrize("field", ["target", "organisation", "outlet", "cue", "language"])
def test_there_is_such_a_page_of_every_long_filter(visitor: Client, field: str) -> None:
    article = make_article(outlet="The Courier", language="en")
    quote = make_quote(
        cue="said", article=article, speaker=make_speaker("Harbour Board", kind="organisation")
    )
    make_stance(quote, make_target("Ferry Act"))
    assert len(rows(visitor, f"/quotes/choices/{field}/")) == 1


def test_of_what_is_no_long_filter_there_is_none(visitor: Client, reader: User) -> None:
    assert visitor.get("/quotes/choices/colour/").status_code == 404
    assert visitor.get("/quotes/choices/speaker/?kind=loud").status_code == 400
    visitor.force_login(reader)
    assert visitor.get("/quotes/choices/speaker/?status=suggested").status_code == 403


def test_twenty_values_cost_as_many_queries_as_two(visitor: Client) -> None:
    costs = []
    for more in (2, 18):
        for _ in range(more):
            make_quote(speaker=make_speaker())
        costs.append(queries_of(visitor, "/quotes/choices/speaker/"))
    assert costs[0] == costs[1]
