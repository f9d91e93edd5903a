"""A person at the keyboard of an article page: real keys in Chromium, each keydown counted.

The typist knows what each quote is to be and looks at the page for the rest: which row is lit, what
the typeahead offers, where the selection ends. It never calls the server and never uses the mouse.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bench.statements import stored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Page

    from bench.statements import Statement
    from quotes.models import Quote
    from quotes.spans import Span, Spans

SHIFTED = '~!@#$%^&*()_+{}|:"<>?'
SAME = 0.5
"""Quotes that share more than this of their words are one."""
ARROWS = 3
"""Rows one goes down in a list rather than typing on."""
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
LIT = """() => [...document.querySelectorAll('#panel .rows > li')]
  .findIndex((row) => row.matches('.lit'))"""
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


class Typist:
    """Works through one article that is open in a page."""

    def __init__(self, page: Page, article_id: int) -> None:
        self.page, self.article_id = page, article_id
        self.log: list[tuple[str, int]] = []
        self.keys: list[str] = []
        page.evaluate(LISTEN)

    @property
    def keydowns(self) -> int:
        """How many keys went down so far."""
        return int(self.page.evaluate("window.keydowns"))

    def press(self, *keys: str) -> None:
        """Press keys one after another, as one does who does not wait."""
        for key in keys:
            name = f"Shift+{key}" if len(key) == 1 and (key in SHIFTED or key.isupper()) else key
            self.page.keyboard.press(name)
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
        self._adjust(self._nearest(wanted), wanted)

    def _nearest(self, wanted: Span) -> Span:
        """Go by passages in marks if one is just it, else by sentences, to where it begins."""
        start = self.quotes_text()
        in_marks = start[wanted[0] - 1 : wanted[0]] in set('“"«„‘')
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

    def quotes_text(self) -> str:
        return str(self.now().text_version.text)

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
        span = self.selection()
        if not span or not off(span):
            return
        self.page.keyboard.down(key)
        for _ in range(PATIENCE):
            span = self.selection()
            if not span or not off(span):
                break
            self.page.keyboard.press("ArrowLeft" if off(span) > 0 else "ArrowRight")
        self.page.keyboard.up(key)

    # --- Deciding ---

    def work_through(self, statements: Sequence[Statement], *, skip: Sequence[Spans] = ()) -> None:
        """Decide every quote that waits; what is in no suggestion is marked on the way."""
        missing = [one for one in statements if not self._in_queue(one)]
        seen: set[int] = set()
        while (pk := self.in_hand) not in seen:
            seen.add(pk)
            before_next = self._start_after(pk)
            for statement in [one for one in missing if one.content[0][0] < before_next]:
                missing.remove(statement)
                words = f"marked: {statement.content[0]}"
                self._logged(words, partial(self.mark, statement))
                if self.in_hand != pk:
                    self.press("n")
                    self.settle()
                if self.in_hand != pk:
                    self.press("n")
                    self.settle()
            self.decide(statements, skip)
            self.settle()

    def _queue(self) -> Any:
        """Answer the suggestions one goes through, from the first in the text."""
        waiting = self.quotes().filter(status="suggested").exclude(kind="term")
        return sorted(waiting, key=lambda quote: (quote.content[0][0], -quote.content[-1][1]))

    def _in_queue(self, statement: Statement) -> bool:
        return any(_shared(statement.content, quote.content) > SAME for quote in self._queue())

    def _start_after(self, pk: int) -> float:
        """Answer where the next suggestion begins."""
        here = self.quotes().get(pk=pk).content[0][0]
        starts = [quote.content[0][0] for quote in self._queue()]
        return min((start for start in starts if start > here), default=float("inf"))

    def decide(self, statements: Sequence[Statement], skip: Sequence[Spans]) -> None:
        """Make the quote in hand what it is to be and accept it, or refuse or skip it."""
        quote = self.now()
        if quote.status != "suggested":
            return
        wanted = max(statements, key=lambda one: _shared(one.content, quote.content))
        words = " ".join(quote.content_words)[:40]
        if _shared(wanted.content, quote.content) > SAME:
            self._logged(words, lambda: self.make(wanted))
            if self.now().pk == quote.pk and self.now().status == "suggested":
                self.press("a")
                self.settle()
            if self.in_hand == quote.pk:
                self.press("n")
        elif any(_shared(content, quote.content) > SAME for content in skip):
            self._logged(f"skipped: {words}", lambda: self.press("n"))
        else:
            self._logged(f"refused: {words}", lambda: self.press("x"))

    def _logged(self, what: str, do: Callable[[], None]) -> None:
        before, self.keys = self.keydowns, []
        try:
            do()
        except LookupError as error:
            what = f"{what} FAILED: {error}"
            self.press("Escape")
        self.settle()
        self.log.append((f"{what}: {' '.join(self.keys)}", self.keydowns - before))

    def mark(self, wanted: Statement) -> None:
        """Mark a statement that is not in the queue."""
        self.select(wanted.content[0])
        self.press("q")
        self.settle()
        for part in wanted.content[1:]:
            self.select(part)
            self.press("+")
            self.settle()
        self.make(wanted)

    def make(self, wanted: Statement) -> None:
        """Change what differs, one respect after the other."""
        now = stored(self.now())
        if now.content != wanted.content:
            self._content(now, wanted)
        for name, key in {"kind": "b", "act": "y"}.items():
            if getattr(now, name) != getattr(wanted, name):
                self._choose(key, f"#chip-{name}", getattr(wanted, name))
        if now.cue != wanted.cue:
            self._words(wanted.cue, "e")
        self._sources(wanted)
        self._beside(stored(self.now()), wanted)
        self._stances(wanted)

    def _content(self, now: Statement, wanted: Statement) -> None:
        (start, end), (first, last) = now.content[0], wanted.content[0]
        if len(now.content) == len(wanted.content) == 1 and start == first:
            self._edge("Shift", end, last, 1)
        elif len(now.content) == len(wanted.content) == 1 and end == last:
            self._edge("Alt", start, first, 0)
        else:
            self._words(wanted.content, "c")
        if stored(self.now()).content != wanted.content:
            message = f"content is {stored(self.now()).content}, not {wanted.content}"
            raise LookupError(message)

    def _edge(self, key: str, now: int, wanted: int, at: int) -> None:
        """Move one edge of the quote in hand, word by word."""
        self.page.keyboard.down(key)
        for _ in range(PATIENCE):
            self.page.keyboard.press("ArrowRight" if wanted > now else "ArrowLeft")
            self.settle()
            now = stored(self.now()).content[-at][at]
            if now == wanted:
                break
        self.page.keyboard.up(key)

    def _words(self, spans: Spans, key: str) -> None:
        """Select the words and say what they become; further parts with Shift, content with +."""
        for number, span in enumerate(spans):
            self.select(span)
            self.press(key if not number else "+" if key == "c" else f"Shift+{key}")
            self.settle()

    def _choose(self, key: str, chip: str, value: str) -> None:
        """Open a chip and press the digit of one of its choices."""
        self.press(key)
        digit = self.page.locator(f'{chip} button[value="{value}"]').first.get_attribute("data-key")
        self.press(digit or "")
        self.settle()

    def _sources(self, wanted: Statement) -> None:
        for position, source in enumerate(wanted.sources):
            now = stored(self.now()).sources
            if position >= len(now):
                self._another(source.mention)
            now = stored(self.now()).sources
            if now[position].mention != source.mention and source.mention:
                self._words(source.mention, "w")
            if now[position].speaker != source.speaker:
                self._speaker(now[position].speaker, source.speaker)
            if stored(self.now()).sources[position].sourcing != source.sourcing:
                self._choose("g", "#chip-sourcing", source.sourcing)

    def _another(self, mention: Spans) -> None:
        """Add a source, named by the words selected first; its field is open then."""
        if mention:
            self.select(mention[0])
        self.press("Shift+s")
        self.settle()
        if stored(self.now()).sources[-1].mention != mention:
            self.press("Escape")

    def _speaker(self, now: str, wanted: str) -> None:
        """Name the speaker by as few letters as the list needs; L names the whole chain."""
        if not self.page.locator("#panel input[data-into^=speaker-id]:focus").count():
            self.press("s")
        if now and wanted.endswith(now):
            self.press("Home", *wanted.removesuffix(now))
            self.settle()
        else:
            self._until_first("speaker", wanted)
        self.press("Enter")
        self.settle()
        chain = self.page.locator('[data-key~="l"]:visible')
        if chain.count() and self._others_wrong(now, wanted):
            self.press("l")
            self.settle()

    def _others_wrong(self, now: str, wanted: str) -> bool:
        """Tell whether others of the chain have the old name still."""
        return any(
            source.speaker == now != wanted
            for quote in self.quotes().exclude(status="rejected")
            for source in stored(quote).sources
        )

    def _until_first(self, field: str, wanted: str) -> None:
        """Type the word that tells most, until the list offers the name among its first rows."""
        self.settle()
        known = self._is_known(wanted)
        for letter in [*(self._telling(field, wanted).lower() if known else wanted), ""]:
            offered = self._offered(field) if known or not letter else []
            if wanted in offered[: ARROWS + 1]:
                self.press(*["ArrowDown"] * offered.index(wanted))
                return
            if letter:
                self.press(letter)
                self.settle()

        self.press("ArrowUp")  # the last row adds what was typed

    def _is_known(self, name: str) -> bool:
        """Tell whether the newsroom has this name, of a speaker, a target or a proposal."""
        from quotes.models import SpeakerName, Target  # noqa: PLC0415  Django is set up by now

        proposed = {source.speaker for quote in self.quotes() for source in stored(quote).sources}
        known = (SpeakerName.objects.filter(name=name), Target.objects.filter(name=name))
        return name in proposed or any(found.exists() for found in known)

    def _offered(self, field: str) -> list[str]:
        """Answer the names in the list of a typeahead."""
        options = self.page.locator(f".field:focus-within [id^={field}-options] [role=option]")
        return [each.get_attribute("data-label") or "" for each in options.all()]

    def _telling(self, field: str, wanted: str) -> str:
        """Begin with a word of the name that no other in the list has."""
        others = " ".join(name for name in self._offered(field) if name != wanted).split()
        return min(wanted.split(), key=lambda word: (word in others, -len(word))) + " " + wanted

    def _beside(self, now: Statement, wanted: Statement) -> None:
        if now.addressee != wanted.addressee:
            self._typed("d", wanted.addressee)
        for relay in wanted.relays:
            if relay not in now.relays:
                self._typed("r", relay)
        if now.parent != wanted.parent:
            parents = self.quotes().filter(content=wanted.parent) if wanted.parent else ()
            self._choose("p", "#chip-parent", str(parents[0].pk) if parents else "")
        if now.earlier != wanted.earlier:
            self.press("f")
            self._press_in('#chip-occasion button[name="earlier"]')

    def _typed(self, key: str, words: str) -> None:
        self.press(key, *words, "Enter")
        self.settle()

    def _press_in(self, selector: str) -> None:
        self.press(self.page.locator(selector).first.get_attribute("data-key") or "")
        self.settle()

    def _stances(self, wanted: Statement) -> None:
        for target, position, conditional in sorted(wanted.stances):
            if (target, position, conditional) in stored(self.now()).stances:
                continue
            rows = self.texts("#panel .rows > li .top > span[id]")
            if target not in rows:
                self.press("t")
                self._until_first("target", target)
                self.press("Enter")
                self.settle()
                rows = self.texts("#panel .rows > li .top > span[id]")
            self._light(rows.index(target))
            button = f'#panel .rows > li.lit button[value="{position}"]'
            self.press(self.page.locator(button).get_attribute("data-lit-key") or "")
            self.settle()
            if conditional:
                self._light(rows.index(target))
                self.press("i")
                self.settle()

    def _light(self, row: int) -> None:
        now = int(self.page.evaluate(LIT))
        for _ in range(abs(row - now)):
            self.press("ArrowDown" if row > now else "ArrowUp")


def _shared(some: Spans, other: Spans) -> float:
    """Answer which part of the code points of both is in both."""
    one, two = ({at for span in spans for at in range(*span)} for spans in (some, other))
    return len(one & two) / max(1, len(one | two))
