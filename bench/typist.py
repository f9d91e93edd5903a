"""A person at the keyboard of an article page: real keys in Chromium, each keydown counted.

The typist knows what each quote is to be and looks at the page for the rest: which row is lit, what
the typeahead offers, where the selection ends. It never calls the server and never uses the mouse.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bench.keyboard import PATIENCE, Keyboard
from bench.statements import stored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Page

    from bench.statements import Statement
    from quotes.spans import Spans

SAME = 0.5
"""Quotes that share more than this of their words are one."""
ARROWS = 3
"""Rows one goes down in a list rather than typing on."""
LIT = """() => [...document.querySelectorAll('#panel .rows > li')]
  .findIndex((row) => row.matches('.lit'))"""


class Typist(Keyboard):
    """Works through one article that is open in a page."""

    def __init__(self, page: Page, article_id: int) -> None:
        super().__init__(page, article_id)
        self.log: list[tuple[str, int]] = []

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
                self._back_to(pk)
            self.decide(statements, skip)
            self.settle()

    def _back_to(self, pk: int) -> None:
        """Go from quote to quote until this one is in hand."""
        here = self.quotes().get(pk=pk).content[0][0]
        for _ in range(PATIENCE):
            if self.in_hand == pk:
                return
            self.press("k" if self.now().content[0][0] > here else "j")
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
        """Mark a statement that is not in the queue: as the reader reads it, else part by part."""
        if self.stands_in_marks(wanted.content[0]) or not self._read(wanted):
            self.select((wanted.content[0][0], wanted.content[-1][1]))
            self.press("q")
            self.settle()
        self.make(wanted)

    def _read(self, wanted: Statement) -> bool:
        """Ask for the statement of the sentence; tell whether it is the one that was wanted."""
        known = set(self.quotes().values_list("pk", flat=True))
        self.nearest(wanted.content[0])
        self.press("Escape", "q")
        self.settle()
        if self.in_hand not in known and _shared(wanted.content, self.now().content) > SAME:
            return True
        if self.in_hand not in known:
            self.press("u")
        self.press("Escape")
        self.settle()
        return False

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
        """Move the outer edges to their places, then take out what stands between the parts."""
        start, end = wanted.content[0][0], wanted.content[-1][1]
        if now.content[0][0] != start:
            self._edge("Alt", now.content[0][0], start, 0)
        if now.content[-1][1] != end:
            self._edge("Shift", now.content[-1][1], end, 1)
        for (_, left), (right, _) in pairwise(wanted.content):
            if any(first <= left and right <= last for first, last in stored(self.now()).content):
                self.select((left, right))
                self.press("-")
                self.settle()
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
        choice = self.page.locator(f'{chip} button[value="{value}"]')
        if not choice.count():
            message = f"{chip} does not offer {value}"
            raise LookupError(message)
        self.press(choice.first.get_attribute("data-key") or "")
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
