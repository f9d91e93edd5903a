"""The network is chosen, read and taken along in a real browser, by everybody."""

import re
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser import Live
from tests.debate import make_debate
from tests.journeys.everybody import wrong_with

pytestmark = pytest.mark.journey


def test_an_analyst_exports_the_coalition_network(live: Live, reader: User, tmp_path: Path) -> None:
    make_debate()
    page = live.open("/", user=reader)
    page.get_by_role("link", name="Network").click()
    expect(page.get_by_role("heading", name="Three coalitions")).to_be_visible()
    page.get_by_label("Lines show").select_option("congruence")
    expect(page).to_have_url(re.compile("qualifier=congruence"))
    page.get_by_label("Actors").select_option("organisation")
    expect(page.locator(".graph a")).to_have_count(3)
    page.get_by_label("Actors").select_option("speaker")
    expect(page.locator(".graph a")).to_have_count(11)

    with page.expect_download() as download:
        page.get_by_role("link", name="GraphML").click()
    file = tmp_path / "network.graphml"
    download.value.save_as(file)

    graph = nx.read_graphml(file)
    assert {each["name"]: each["community"] for each in graph.nodes.values()} == drawn(page)
    assert sum(1 for _ in graph.edges) == page.locator("tbody tr", has_text="agree").count()


def drawn(page: Page) -> dict[str, str]:
    """Answer the letter of each node of the picture, by its name."""
    nodes = [
        (node.text_content() or "").split(maxsplit=1) for node in page.locator(".graph a").all()
    ]
    return {name.strip(): letter for letter, name in nodes}


def test_without_scripts_the_form_works_by_its_button(live: Live, reader: User) -> None:
    make_debate()
    page = live.open("/network/", user=reader, scripts=False)
    page.get_by_label("Drawn").select_option("two")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".graph polygon.node")).to_have_count(4)
    expect(page.get_by_label("Lines show")).to_have_value("subtract")


def test_everybody_can_use_it(live: Live, reader: User) -> None:
    make_debate()
    page = live.open("/network/?colour=side", user=reader)
    page.get_by_text("Show as table").click()
    assert wrong_with(page) == []
    page.goto("/network/?mode=two")
    assert wrong_with(page) == []
