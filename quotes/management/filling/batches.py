"""The rows of some articles: their texts, their quotes and all that hangs on those."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from quotes.management.filling.drawing import draw_quotes
from quotes.management.filling.pages import Made, Page, print_page
from quotes.management.filling.people import language_of, people
from quotes.management.filling.rows import Rows, spans, stamp, words_of, written_text
from quotes.management.filling.sizes import FIRST, OPEN, Sizes, draw, plan
from quotes.management.filling.vocabulary import words

if TYPE_CHECKING:
    from quotes.management.filling.drawing import Drawn
    from quotes.management.filling.printing import Span

WITHDRAWN, UNDATED = 700, 400
"""One article in so many."""
SPOKEN_FOR, BY_MACHINE = 0.5, 0.85
"""Shares of quotes: said for the speaker's organisation, marked first by the machine."""
EARLIER = -2


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The article that quotes are stored with: number from 0, and the columns they repeat."""

    number: int
    pk: int
    outlet: int
    language: str
    day: date | None
    published: str | None
    taken_in: str
    decided: str
    done: str | None
    family: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A quote with its ids, and what the rows beside repeat of it: status, sort_at, dated_on."""

    pk: int
    family: int | None
    speaker: int | None
    organisation: int | None
    made: Made
    copies: tuple[str, str, str | None]


def rows_of(sizes: Sizes, articles: range) -> dict[str, bytes]:
    """Answer all rows of these articles as COPY reads them, each time the same."""
    return Batch(sizes, articles).rows().written()


class Batch:
    """Makes the rows of some articles."""

    def __init__(self, sizes: Sizes, articles: range) -> None:
        rng = np.random.default_rng((sizes.seed, 3, articles.start))
        self.sizes, self.articles = sizes, articles
        self.drawn: Drawn = draw_quotes(sizes, articles, rng)
        self.outlets = draw(people(sizes).outlets, rng, len(articles)).tolist()
        self.made = Rows()

    def rows(self) -> Rows:
        """Answer all of them."""
        pages, at, whole = dict[int, Page](), 0, plan(self.sizes)
        for number in self.articles:
            count, original = int(whole.quotes[number]), int(whole.copy_of[number])
            page = pages.get(original) or print_page(
                self.sizes, number, self.drawn, range(at, at + count)
            )
            if number in whole.copied:
                pages[number] = page
            at += count
            where = self._where(number, original)
            self._add_article(where, page)
            self._add_quotes(where, page)
        return self.made

    def _where(self, number: int, original: int) -> Where:
        outlet = self.outlets[number - self.articles.start]
        printed = FIRST + timedelta(seconds=int(plan(self.sizes).seconds[number]))
        pk = self.sizes.taken + number + 1
        dated, taken_in = pk % UNDATED != 0, printed + timedelta(minutes=20 + pk % 100)
        is_open = number >= (1 - OPEN) * self.sizes.articles
        in_family = original >= 0 or number in plan(self.sizes).copied
        family = self.sizes.taken + (original if original >= 0 else number) + 1
        return Where(
            number=number,
            pk=pk,
            outlet=self.sizes.taken + outlet + 1,
            language=language_of(outlet),
            day=printed.date() if dated else None,
            published=stamp(printed) if dated else None,
            taken_in=stamp(taken_in),
            decided=stamp(taken_in + timedelta(hours=2)),
            done=None if is_open else stamp(taken_in + timedelta(hours=5)),
            family=family if in_family else None,
        )

    def _add_article(self, where: Where, page: Page) -> None:
        pk, made = where.pk, where.taken_in
        if where.family == pk:
            self.made.add("articles.ArticleFamily", pk, made, where.outlet)
        title = " ".join(words()[pk % 20_000 : pk % 20_000 + 6].tolist()).capitalize()
        withdrawn = where.done if pk % WITHDRAWN == 0 else None
        self.made.add(
            "articles.Article",
            *(pk, title, where.outlet, "", where.published, f"https://news.example/{pk}"),
            *(where.language, where.family, made, made, where.done, withdrawn),
        )
        text = written_text(page.text)
        self.made.add("articles.TextVersion", pk, pk, 1, text, "first", page.blocks, "text", made)
        for mark in page.marks:
            self.made.add("quotes.TextSketch", mark, pk)
        if page.unnamed:
            speaker, name = self._unnamed(where), page.unnamed.capitalize()
            self.made.add("quotes.Speaker", speaker, name, "person", pk, None, "{}", made, made)
            self.made.add("quotes.SpeakerName", speaker, name)

    def _unnamed(self, where: Where) -> int:
        """Answer the id of an article's unnamed source; one of each article is a speaker."""
        return self.sizes.taken + self.sizes.speakers + where.number + 1

    def _add_quotes(self, where: Where, page: Page) -> None:
        first = self.sizes.taken + int(plan(self.sizes).before[where.number])
        for number, made in enumerate(page.quotes, start=1):
            status = self.drawn.status[made.drawn]
            repeated = where.family and status == "accepted" and made.printed.kind != "term"
            family = page.first + number if repeated else None
            if family == first + number:
                self.made.add("quotes.StatementFamily", family, where.taken_in)
            speaker, organisation = self._speaker(where, page, made)
            dated = _dated(where, self.drawn.said[made.drawn])
            one = Stored(
                pk=first + number,
                family=family,
                speaker=speaker,
                organisation=organisation,
                made=made,
                copies=(status, where.published or where.taken_in, dated),
            )
            self._add_quote(where, one)
            self._add_beside(one)

    def _speaker(self, where: Where, page: Page, made: Made) -> tuple[int | None, int | None]:
        """Answer who it is, by id, and for whom."""
        place = self.drawn.speaker[made.drawn]
        body = int(people(self.sizes).organisations[place])
        speaks_for = body >= 0 and self.drawn.cue[made.drawn] < SPOKEN_FOR
        organisation = self.sizes.taken + body + 1 if speaks_for else None
        if made.sourcing == "none":
            return None, None
        if made.sourcing == "unnamed":
            known = made.asked.source == page.unnamed
            return self._unnamed(where) if known else None, organisation
        return self.sizes.taken + place + 1, organisation

    def _add_quote(self, where: Where, one: Stored) -> None:
        drawn, at, printed = self.drawn, one.made.drawn, one.made.printed
        status, sort_at, dated = one.copies
        said_on = dated if drawn.said[at] >= 0 else None
        decided = None if status == "suggested" else where.decided
        how = "single" if drawn.single[at] else "batch"
        machine, made = drawn.told[at] < BY_MACHINE, where.taken_in
        self.made.add(
            "quotes.Quote",
            *(one.pk, where.pk, spans(printed.content), words_of(printed.words)),
            *_printed(printed.cue, one.made.asked.cue),
            *(printed.kind, drawn.act[at], status, "machine" if machine else "person"),
            *(drawn.confidence[at] if machine else None, drawn.unsure[at], decided),
            *(how if decided else None, None, status == "accepted"),
            *(said_on, "day" if said_on else None, drawn.said[at] == EARLIER),
            *(drawn.channel[at], one.family, made, made),
            *(where.pk, where.outlet, where.language, where.published),
            *(one.speaker, sort_at, dated),
        )

    def _add_beside(self, one: Stored) -> None:
        drawn, at, printed, asked = self.drawn, one.made.drawn, one.made.printed, one.made.asked
        mention = _printed(printed.mention, asked.source)
        described = mention if one.made.sourcing == "unnamed" else (None, None)
        self.made.add(
            "quotes.Attribution",
            *(one.pk, 0, *mention, one.speaker, one.organisation, one.made.sourcing),
            *(*described, *_printed(printed.condition, asked.condition), *one.copies),
        )
        if printed.also:
            speaker = self.sizes.taken + drawn.also[at] + 1
            self.made.add(
                "quotes.Attribution",
                *(one.pk, 1, *_printed(printed.also, asked.also), speaker, None, "named"),
                *(None, None, None, None, *one.copies),
            )
        if printed.relay:
            self.made.add(
                "quotes.Relay",
                *(one.pk, 0, "Harbour Wire", None, *_printed(printed.relay, asked.relay)),
            )
        if printed.kind != "term":
            self._add_stances(one)

    def _add_stances(self, one: Stored) -> None:
        at = one.made.drawn
        taken = dict(zip(self.drawn.targets[at], self.drawn.positions[at], strict=True))
        for target, position in taken.items():
            conditional = self.drawn.conditional[at] and position is not None
            self.made.add(
                "quotes.Stance",
                *(one.pk, self.sizes.taken + target + 1, position, conditional, *one.copies),
            )


def _dated(where: Where, said: int) -> str | None:
    if where.day is None:
        return None
    return (where.day - timedelta(days=max(said, 0))).isoformat()


def _printed(span: Span | None, said: str) -> tuple[str | None, str | None]:
    return (spans([span]), words_of([said])) if span else (None, None)
