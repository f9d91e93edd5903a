"""The keyboard and the eyes of one who types at an article page: each keydown is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from quotes.models import Quote
    from quotes.spans import Span

SHIFTED = '~!@#$%^&*()_+{}|:"<>?'
PATIENCE = 40
"""Keys after which one who selects words gives up."""

LISTEN = """() => {
  window.keydowns = 0;
  window.underWay = 0;
  addEventListener('keydown', ({ isTrusted }) => { window.keydowns += isTrusted; }, true);
  document.addEventListener('htmx:before:request', () => window.underWay++);
  document.addEventListener('htmx:finally:request', () => window.underWay--);
}"""
QUIET = "() => !window.underWay && document.getElementById('waiting')?.hidden !== false"
SELECTED = """() => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const offset = (node, at) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const block = element.closest('[data-o]');
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, at);
    return Number(block.dataset.o) + [...range.toString()].length;
  };
  const range = selection.getRangeAt(0);
  return [
    offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset),
  ];
}"""


class Keyboard:
    """The keys of an article page that is open, and what one sees of it."""

    def __init__(self, page: Page, article_id: int) -> None:
        self.page, self.article_id = page, article_id
        self.keys: list[str] = []
        page.evaluate(LISTEN)

    @property
    def keydowns(self) -> int:
        """How many keys went down so far."""
        return int(self.page.evaluate("window.keydowns"))

    def press(self, *keys: str) -> None:
        """Press keys one after another, as one does who does not wait."""
        for key in keys:
            shifted = len(key) == 1 and (key in SHIFTED or key.isupper())
            if len(key) == 1 and not key.isascii():  # no key of this layout: it counts as one
                self.page.keyboard.insert_text(key)
                self.page.evaluate("window.keydowns++")
            else:
                self.page.keyboard.press(f"Shift+{key}" if shifted else key)
            self.keys.append(key)

    def settle(self) -> None:
        """Look until what was done is on the page."""
        self.page.wait_for_timeout(90)  # a typeahead asks so long after the last letter
        self.page.wait_for_function(QUIET)

    # --- What is on the page ---

    @property
    def in_hand(self) -> int:
        """The id of the quote in the inspector."""
        return int(self.page.locator("#was").get_attribute("value") or 0)

    def quotes(self) -> Any:
        """Answer the quotes of the article."""
        from quotes.models import Quote  # noqa: PLC0415  Django is set up by now

        return Quote.objects.filter(article=self.article_id)

    def now(self) -> Quote:
        """Answer the quote in the inspector as it is stored."""
        return self.quotes().get(pk=self.in_hand)  # type: ignore[no-any-return]

    def texts(self, selector: str) -> list[str]:
        return [each.strip() for each in self.page.locator(selector).all_inner_texts()]

    # --- Selecting ---

    def select(self, wanted: Span) -> None:
        """Select words from nothing: by the sentence or the marks they stand in, then by words."""
        self._adjust(self.nearest(wanted), wanted)

    def nearest(self, wanted: Span) -> Span:
        """Go by passages in marks if one is just it, else by sentences, to where it begins."""
        in_marks = self.stands_in_marks(wanted)
        self.page.keyboard.down("Shift") if in_marks else None  # Shift+Z goes by marks
        try:
            for _ in range(PATIENCE):
                self.page.keyboard.press("Z" if in_marks else "z")
                span = self.selection()
                if span and (span[0] >= wanted[0] or (span[1] > wanted[0] and not in_marks)):
                    return span
        finally:
            self.page.keyboard.up("Shift")
        message = f"nothing leads to {wanted}"
        raise LookupError(message)

    def stands_in_marks(self, span: Span) -> bool:
        """Tell whether a quotation mark stands right before these words."""
        text = self.now().text_version.text
        return text[max(0, span[0] - 1) : span[0]] in set('“"«„‘')

    def selection(self) -> Span | None:
        span = self.page.evaluate(SELECTED)
        return (span[0], span[1]) if span else None

    def _adjust(self, found: Span, wanted: Span) -> None:
        """Bring the end to its place with Shift held, then the start with Alt held."""
        self._hold("Shift", lambda span: span[1] - wanted[1])
        self._hold("Alt", lambda span: span[0] - wanted[0])
        if self.selection() != wanted:
            message = f"{found} did not become {wanted}, but {self.selection()}"
            raise LookupError(message)

    def _hold(self, key: str, off: Callable[[Span], int]) -> None:
        """Move one end by words, and where that goes too far by characters."""
        before = 0
        held = [key]
        self.page.keyboard.down(key)
        for _ in range(PATIENCE):
            span = self.selection()
            if not span or not off(span):
                break
            if before * off(span) < 0 and key == "Shift" and len(held) == 1:
                held.append("Alt")
                self.page.keyboard.down("Alt")
            before = off(span)
            self.page.keyboard.press("ArrowLeft" if before > 0 else "ArrowRight")
        for each in held:
            self.page.keyboard.up(each)
