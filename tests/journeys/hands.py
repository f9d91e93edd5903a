"""A person at the article page: presses keys, drags over words, and looks what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from quotes.models import Quote
from tests.browser import caught

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from playwright.sync_api import Page

WHERE = """(words) => {
  // Only to find the place on the screen; the page counts for itself.
  const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
  let all = '', nodes = [];
  while (walker.nextNode()) {
    nodes.push([all.length, walker.currentNode]);
    all += walker.currentNode.data;
  }
  const at = all.indexOf(words), point = (i) => {
    const [from, node] = nodes.findLast(([from]) => from <= i);
    return [node, i - from];
  };
  if (at < 0) throw new Error('not on the page: ' + words);
  const range = document.createRange();
  range.setStart(...point(at));
  const [node, last] = point(at + words.length - 1);
  range.setEnd(node, last + 1);
  range.startContainer.parentElement.scrollIntoView({ block: 'center' });
  const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
  const y = (box) => box.top + box.height / 2;
  const isRtl = getComputedStyle(range.startContainer.parentElement).direction === 'rtl';
  const [first, end] = [boxes[0], boxes.at(-1)];
  return isRtl
    ? [first.right - 1, y(first), end.left + 1, y(end)]
    : [first.left + 1, y(first), end.right - 1, y(end)];
}"""

LOOK = """() => new Promise((seen) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(seen, 450)));
})"""


class Hands:
    """Does on an article page what a person can do there."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """Press one key after the other, without waiting for anything."""
        for key in keys:
            self.page.keyboard.press(key)

    def look(self) -> None:
        """Take the time it takes to see what was painted: keys pressed sooner were meant before."""
        self.page.evaluate(LOOK)

    def hold(self, key: str, times: int = 12) -> None:
        """Hold a key down, as a keyboard repeats it, until every answer has come."""
        for _ in range(times):
            self.page.keyboard.down(key)
            self.page.wait_for_timeout(30)
        self.page.keyboard.up(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def drag(self, words: str) -> None:
        """Drag with the mouse over words that stand in the article."""
        x, y, to_x, to_y = self.page.evaluate(WHERE, words)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(to_x, to_y, steps=3)
        self.page.mouse.up()

    def click_on(self, words: str) -> None:
        """Click on words that stand in the article."""
        x, y, _, _ = self.page.evaluate(WHERE, words)
        self.page.mouse.click(x + 4, y)

    def click_twice_on(self, words: str) -> None:
        """Click twice on a word that stands in the article."""
        x, y, to_x, _ = self.page.evaluate(WHERE, words)
        self.page.mouse.dblclick((x + to_x) / 2, y)

    def has(self, number: int) -> None:
        """Wait until this quote is the one in hand, everywhere on the page."""
        expect(self.page.locator("#inspector-h")).to_have_text(f"Quote {number}")
        expect(self.page.locator(".queue [aria-current=true] .n")).to_have_text(str(number))

    def settle(self) -> None:
        """Wait until nothing is under way."""
        expect(self.page.locator("#state.htmx-request")).to_have_count(0)

    def is_told(self, words: str) -> None:
        """Wait until the page says what was done."""
        expect(self.page.locator("#toast")).to_contain_text(words)

    def sees(self, target: str, position: str) -> None:
        """Wait until this is the position shown towards a target."""
        row = self.page.get_by_role("group", name=target, exact=True)
        expect(row.get_by_role("button", pressed=True)).to_contain_text(position)

    def answers_held(self, address: str) -> AbstractContextManager[None]:
        """Let the next answer of this address come only when the block is left."""
        return caught(self.page, address)


def stored(article_id: int) -> list[tuple[str, list[str]]]:
    """Answer status and words of the quotes of an article, in reading order."""
    quotes = sorted(Quote.objects.filter(article=article_id), key=lambda quote: quote.content)
    return [(quote.status, quote.content_words) for quote in quotes]
