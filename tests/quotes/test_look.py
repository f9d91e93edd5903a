"""What a browser gets of a marked text: its characters and nothing else, whatever they are."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.segments import Mark, segments
from quotes.spans import paragraphs
from quotes.sureness import sureness
from quotes.templatetags.look import ICONS, icon, initials, is_rtl, paragraph

HOSTILE = st.text(alphabet="<>&\"'/ap =x;#é\u0301👩\u200d🌾קוֹל\u00a0\u2028\t\n", max_size=80)


class Reader(HTMLParser):
    """Reads a page as a browser does, keeping the text of paragraphs and every element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.elements = "", list[tuple[str, dict[str, str | None]]]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(HOSTILE, HOSTILE)
def test_text_nodes_joined_are_the_text(text: str, label: str) -> None:
    start, end = 0, len(text)
    given_marks = [
        Mark(3, "quote", ((start, end),) if text else (), number=1, label=label, active=True),
        Mark(3, "cue", ((start, end // 2),) if end > 1 else ()),
    ]
    for drawn, (first, last) in zip(segments(text, given_marks), paragraphs(text), strict=True):
        read = Reader(paragraph(drawn))

        assert read.text == text[first:last]
        assert {tag for tag, _ in read.elements} <= {"p", "a", "span"}
        assert read.elements[0][1]["data-o"] == str(first)


def test_a_quote_is_announced_by_a_link_without_text() -> None:
    mark = Mark(12, "quote", ((4, 7),), number=2, label="“Al” & <co>, suggested")
    (drawn,) = segments("say yes", [mark])
    (link,) = [attrs for tag, attrs in Reader(paragraph(drawn)).elements if tag == "a"]

    assert link == {
        "class": "qa",
        "id": "q12",
        "href": "?quote=12",
        "data-n": "2",
        "aria-label": "Quote 2: “Al” & <co>, suggested",
    }


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_silent(name: str) -> None:
    (svg, _) = Reader(icon(name)).elements

    assert svg[1]["aria-hidden"] == "true"


@pytest.mark.parametrize(
    ("confidence", "word"), [(0.97, "sure"), (0.81, "check"), (0.48, "guess"), (None, "sure")]
)
def test_sureness_is_one_of_three_words(confidence: float | None, word: str) -> None:
    assert sureness(confidence) == word
    assert word in ICONS


@pytest.mark.parametrize(
    ("name", "letters"), [("Ilse Marrow", "IM"), ("Noor al Hallam", "NH"), ("Reke", "R"), ("", "?")]
)
def test_initials_are_of_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_knows_languages_written_from_right_to_left() -> None:
    assert is_rtl("he")
    assert is_rtl("ar-EG")
    assert not is_rtl("en")
    assert not is_rtl("")
