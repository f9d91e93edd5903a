"""Quotes as a page shows them: the words, the paragraph they stand in, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quotes import spans
from quotes.citations import Cited, quotation
from quotes.queries.hits import Run, Term, runs
from quotes.queries.quote_json import quotes_as_objects
from quotes.queries.roles import roles_then
from quotes.segments import Mark, Paragraph, segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.segments import Layer

AROUND = 700
"""Code points of an article on either side of a quote: enough for the paragraph it stands in."""

_CUTS = """
with marked as (
    select q.id, a.title, coalesce(o.shows_full_text, true) as shown, v.text, v.length,
        lower(q.content) - %(around)s as begins, upper(q.content) + %(around)s as ends,
        (select count(distinct coalesce(f.outlet_id, p.outlet_id, -p.article_id))
            from quotes_quote p join articles_article h on h.id = p.article_id
            left join articles_articlefamily f on f.id = h.family_id
            where p.family_id = q.family_id and p.status = 'accepted' and h.withdrawn_at is null
        ) as outlets
    from quotes_quote q
    join articles_textversion v on v.id = q.text_version_id
    join articles_article a on a.id = q.article_id
    left join articles_outlet o on o.id = a.outlet_id
    where q.id = any(%(ids)s)
)
select id, title, shown, outlets, greatest(begins, 0), ends < length,
    substr(text, greatest(begins, 0) + 1, ends - greatest(begins, 0))
from marked
"""


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """One part of a quote: what was left out before it, its printed marks, its words."""

    left_out: str
    opening: str
    runs: tuple[Run, ...]
    closing: str


@dataclass(frozen=True)
class Card:
    """One quote of a list. `quote` is the object that the API answers, `people` left out.

    `printed_by` so many independent outlets; 0 where it is of no family.
    """

    quote: dict[str, Any]
    title: str
    pieces: tuple[ShownPiece, ...]
    context: tuple[Paragraph, ...]
    begins_inside: bool
    ends_inside: bool
    roles: dict[int, str]
    printed_by: int = 0

    @property
    def printed_at(self) -> datetime | None:
        """When the article was printed, if that is known."""
        at = self.quote["published_at"]
        return datetime.fromisoformat(at) if at else None

    @property
    def said_on(self) -> tuple[date, str] | None:
        """The day it was said and how to write that down: a year or a month may be all we know."""
        told = self.quote["said_on"]
        if not told:
            return None
        form = {4: "Y", 7: "F Y"}.get(len(told), "j M Y")
        return date.fromisoformat(f"{told}-01-01"[:10]), form

    @property
    def name(self) -> str:
        """Who said it, for a label: the first source."""
        speakers = [each["speaker"] for each in self.quote["attributions"] if each["speaker"]]
        return speakers[0]["name"] if speakers else _("nobody named")

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Who said it, each with the role they had then, as far as it is known."""
        return [
            {**each, "role": self.roles.get(each["speaker"]["id"], "") if each["speaker"] else ""}
            for each in self.quote["attributions"]
        ]

    @property
    def cited(self) -> Cited:
        """Answer the words and whose they are, as citations tell it."""
        sources = self.quote["attributions"]
        unnamed = [each for each in sources if each["sourcing"] == "unnamed"]
        known = [each for each in sources if each["speaker"] and each not in unnamed]
        described = next((each["descriptor"] for each in unnamed if each["descriptor"]), None)
        return Cited(
            number=self.quote["id"],
            words=tuple(part["exact"] for part in self.quote["content"]),
            kind=self.quote["kind"],
            act=self.quote["act"],
            speakers=tuple(each["speaker"]["name"] for each in known),
            unnamed=bool(unnamed),
            described=described["exact"] if described else "",
        )

    @property
    def to_copy(self) -> str:
        """Answer the words with who said them and where that was printed, in one line."""
        at, outlet = self.printed_at, self.quote["outlet"]
        day = date_format(timezone.localdate(at), "j M Y") if at else ""
        printed = ", ".join(each for each in (outlet["name"] if outlet else "", day) if each)
        words = quotation(self.cited)
        return f"{words} {printed}." if printed else words


@dataclass(frozen=True)
class _Cut:
    title: str
    shown: bool
    outlets: int
    begins: int
    goes_on: bool
    text: str


def cards(
    ids: Sequence[int], *, people: bool, terms: Sequence[Term] = (), every_text: bool = False
) -> list[Card]:
    """Answer these quotes in this order, hits of `terms` marked; `people` tells who decided.

    Where an outlet lets only its quotes be read, the context is left out unless `every_text`.
    """
    cuts = _cuts(ids)
    quotes = [quote for quote in quotes_as_objects(ids, people=people) if quote["id"] in cuts]
    roles = roles_then(quotes)
    return [
        _card(quote, cuts[quote["id"]], terms=terms, roles=roles[quote["id"]], whole=every_text)
        for quote in quotes
    ]


def _cuts(ids: Sequence[int]) -> dict[int, _Cut]:
    with connection.cursor() as cursor:
        cursor.execute(_CUTS, {"ids": list(ids), "around": AROUND})
        return {row[0]: _Cut(*row[1:]) for row in cursor.fetchall()}


def _card(
    quote: dict[str, Any], cut: _Cut, *, terms: Sequence[Term], roles: dict[int, str], whole: bool
) -> Card:
    content = _spans(quote["content"])
    start, end = _passage(cut, content)
    before, after = cut.text[:start], cut.text[end:]
    shown = cut.shown or whole
    return Card(
        quote,
        cut.title,
        pieces=tuple(
            ShownPiece(piece.left_out, piece.opening, runs(piece.words, terms), piece.closing)
            for piece in spans.pieces(cut.text, content, cut.begins)
        ),
        context=tuple(context_of(quote, cut.text[start:end], cut.begins + start)) if shown else (),
        begins_inside=bool(before or cut.begins) and not before.endswith("\n"),
        ends_inside=bool(after or cut.goes_on) and not after.startswith("\n"),
        roles=roles,
        printed_by=cut.outlets,
    )


def context_of(quote: dict[str, Any], words: str, begins: int) -> list[Paragraph]:
    """Draw a passage with the quote marked in it; it `begins` there in the text."""
    return segments(words, _marks(quote, begins, len(words)))


def _passage(cut: _Cut, content: spans.Spans) -> tuple[int, int]:
    """Answer the paragraphs of the cut that hold the quote; what is longer ends at a space."""
    first, last = content[0][0] - cut.begins, content[-1][1] - cut.begins
    start, end = cut.text.rfind("\n", 0, first) + 1, cut.text.find("\n", last)
    if not start and cut.begins:
        start = cut.text.find(" ", 0, first) + 1
    if end < 0:
        space = cut.text.rfind(" ", last) if cut.goes_on else -1
        end = space if space > 0 else len(cut.text)
    return start, end


def _marks(quote: dict[str, Any], offset: int, length: int) -> list[Mark]:
    """Answer what is marked of the quote, as far as it stands in the passage."""
    content: Layer = "term" if quote["kind"] == "term" else "quote"
    sources: list[tuple[Layer, Any]] = [
        ("mention", each["mention"]) for each in quote["attributions"]
    ]
    layers: list[tuple[Layer, Any]] = [
        (content, quote["content"]),
        ("cue", quote["cue"]),
        *sources,
    ]
    found = []
    for layer, parts in layers:
        placed = tuple((start - offset, end - offset) for start, end in _spans(parts))
        inside = tuple(part for part in placed if part[0] >= 0 and part[1] <= length)
        if inside:
            found.append(Mark(quote["id"], layer, inside, active=True))
    return found


def _spans(parts: Sequence[dict[str, Any]]) -> spans.Spans:
    return tuple((part["start"], part["end"]) for part in parts)
