"""What style sheets must not hold: looks of what no page has, a file nobody could read."""

import re
from pathlib import Path

import pytest

from config.setup.steps import ROOT
from quotes.models import Stance
from quotes.segments import LOOKS

LONGEST = 900
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTORS = re.compile(r"([^{}]+)\{")
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
MADE = {
    "htmx-request",  # by htmx while it waits
    *(position[:3] for position in Stance.Position.values),  # by quotes/_position.html
    *(f"ch{look}" for look in range(1, LOOKS + 1)),  # by segments, for chains of mentions
}


def words_of_pages() -> set[str]:
    sources = [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "static" / "js").glob("*.js"),
        *(
            path
            for app in ("accounts", "articles", "quotes")
            for path in (ROOT / app).rglob("*.py")
        ),
    ]
    return {word for path in sources for word in re.findall(r"[\w-]+", path.read_text())}


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_class_it_gives_a_look_is_on_a_page(path: Path) -> None:
    text = COMMENT.sub("", path.read_text())
    assert text.count("\n") < LONGEST
    given = {name for rule in SELECTORS.findall(text) for name in CLASS.findall(rule)}

    assert given - words_of_pages() - MADE == set()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_page_loads_it(path: Path) -> None:
    pages = (page.read_text() for page in (ROOT / "templates").rglob("*.html"))

    assert any(f"'css/{path.name}'" in page for page in pages)


def test_every_value_it_asks_for_is_set() -> None:
    text = "".join(path.read_text() for path in SHEETS)
    asked, is_set = re.findall(r"var\((--[\w-]+)", text), re.findall(r"(--[\w-]+)\s*:", text)

    assert {*asked} - {*is_set} == set()
