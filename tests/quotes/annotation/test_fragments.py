"""What an action answers, put into the page in view, makes it the page that a reload shows."""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from lxml import html

from quotes.models import Attribution, Quote
from quotes.queries.annotation.queue import SHOWN
from tests.factories import make_article, make_suggestion, make_target
from tests.quotes.doors import HTMX

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from accounts.models import User
    from articles.models import Article

pytestmark = pytest.mark.django_db

NAMES = ("Ilse Marrow", "Tomas Reke", "a harbour official", "Noor Hallam", "Henrik Solve")
SIZES = {"short": (9, 0), "long": (SHOWN + 8, 1_000)}
"""How many quotes, and how many code points each line has beside them."""
ACTIONS = (
    "look", "accept", "reject", "speaker", "stances", "content", "facts", "words", "chain",
    "chain/move", "sources", "delete", "mark", "batch", "undo", "undo", "redo",
)  # fmt: skip
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def article_of(count: int, padding: int) -> Article:
    """Make an article of so many quotes, each in a line of its own, every fifth in another one."""
    lines, named = [], []
    for number in range(count):
        name, own = NAMES[number % len(NAMES)], f"Line {number:03} went ‘as line {number:03} goes’"
        lines.append(f"“{own},” {name} said. {'And so on. ' * (padding // 11)}")
        named.append((own, name, f"as line {number:03} goes" if number % 5 == 0 else ""))
    text = "\n\n".join(lines)
    article = make_article(text=text)
    for own, name, inner in named:
        quote = make_suggestion(own, article, confidence=random.Random(own).random())  # noqa: S311
        start = text.index(name, quote.content[0][1])
        Attribution.objects.filter(quote=quote).update(
            mention=[(start, start + len(name))],
            mention_words=[name],
            proposed_name=name,
            sourcing="unnamed" if name[0] == "a" else "named",
        )
        if inner:
            make_suggestion(inner, article, parent=quote)
    return article


class Page:
    """The article page in a browser that htmx has put answers into."""

    def __init__(self, user: User, article: Article) -> None:
        self.client, self.address = Client(), f"/articles/{article.pk}/"
        self.client.force_login(user)
        self.shown = self.reloaded(0)

    def reloaded(self, quote: int) -> HtmlElement:
        asked = f"?quote={quote}" if quote else ""
        answer = self.client.get(f"{self.address}{asked}")
        return html.fromstring(CSRF.sub("", answer.content.decode()))

    @property
    def in_hand(self) -> int:
        return int(self.shown.get_element_by_id("was").get("value") or 0)

    def take(self, answer: Any) -> None:
        """Do with an answer what htmx, and together.js with numbers, do."""
        sent = CSRF.sub("", answer.content.decode())
        found = html.fragment_fromstring(sent, create_parent="div")
        for partial in found.findall("hx-partial"):
            found.remove(partial)
            target = partial.get("hx-target").removeprefix("#")
            if target not in {"toast", "saved"}:
                self._put(target, partial, whole=partial.get("hx-swap").startswith("outer"))
        self._put("panel", found, whole=False)
        for pair in (self.shown.get_element_by_id("numbers").get("value") or "").split():
            pk, number = pair.split(":")
            for link in self.shown.xpath(f"//a[@id='q{pk}']"):
                link.set("aria-label", link.get("aria-label").replace(link.get("data-n"), number))
                link.set("data-n", number)

    def _put(self, target: str, given: HtmlElement, *, whole: bool) -> None:
        there = self.shown.get_element_by_id(target)
        if whole:
            (new,) = given
            new.tail = there.tail
            there.getparent().replace(there, new)
        else:
            there[:], there.text = list(given), given.text


def shown_by(page: HtmlElement) -> dict[str, str]:
    """Answer queue, panel and paragraphs, but for what only an answer says: lit row, notes."""
    for note in page.xpath("//*[@id='panel']//*[@class='note']"):
        note.drop_tree()
    for row in page.xpath("//li[@class='lit']"):
        del row.attrib["class"]
    parts = {name: page.get_element_by_id(name) for name in ("queue", "panel")}
    parts |= {each.get("id"): each for each in page.xpath("//p[@data-o]")}
    return {name: _plain(html.tostring(each, encoding="unicode")) for name, each in parts.items()}


def _plain(source: str) -> str:
    return re.sub(r"\s*(<[^>]*>)\s*", r"\n\1\n", " ".join(source.split()))


def do(page: Page, article: Article, action: str, draw: random.Random) -> Any:
    """Do something to a random quote of an article, as its page does."""
    quotes = Quote.objects.filter(article=article).order_by("pk")
    quote, text = draw.choice(quotes), article.text_versions.get().text
    (start, end), *_ = quote.content
    cut = (start, draw.randint(start + 1, min(end + 200, len(text))))
    near = draw.randrange(len(text) - 20)
    word = [{"start": a, "end": b, "exact": text[a:b]} for a, b in (cut, (near, near + 9))]
    form: dict[str, Any] = {"version": quote.version, "was": page.in_hand, "shown": 1}
    more: dict[str, dict[str, Any]] = {
        "speaker": {"q": draw.choice([*NAMES, "Somebody New"])},
        "stances": {"q": "Ferry fares", "position": draw.choice(["", "support"])},
        "content": {"content": json.dumps(word[:1])},
        "facts": {"kind": draw.choice(["term", "direct", "indirect"])},
        "words": {
            "take": draw.choice(["mention", "cue"]),
            "spans": json.dumps(word[1:]),
        },
        "chain/move": {"like": draw.choice(quotes).pk},
        "mark": {"content": json.dumps(word[:1])},
        "batch": {"at_least": "sure"},
    }
    form |= more.get(action, {})
    if action == "look":
        address = f"{page.address}?quote={quote.pk}&was={page.in_hand}&shown=1"
        return page.client.get(address, headers=HTMX)
    whole = {"undo": "undo", "redo": "redo", "mark": "quotes", "batch": "accept"}
    address = f"/quotes/{quote.pk}/{action}/"
    if action in whole:
        address = f"{page.address}{whole[action]}/"
        form["text_version"] = article.text_versions.get().pk
    return page.client.post(address, form, headers=HTMX)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("size", SIZES)
def test_after_each_action_the_page_is_what_a_reload_shows(
    annotator: User, size: str, seed: int
) -> None:
    article, draw = article_of(*SIZES[size]), random.Random(seed)  # noqa: S311
    make_target("Ferry fares")
    page, done = Page(annotator, article), 0

    for number in range(25):
        action = draw.choice(ACTIONS)
        answer = do(page, article, action, draw)
        assert answer.status_code in {200, 409, 422}, (action, answer.status_code)
        page.take(answer)
        if answer.status_code == 200:
            done += action != "look"
            there = shown_by(page.reloaded(page.in_hand))
            here = shown_by(page.shown)
            differing = [name for name in there if here.get(name) != there[name]]
            assert (differing, here.keys() - there.keys()) == ([], set()), (number, action)
    assert done > 5
