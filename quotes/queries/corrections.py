"""What a next text of an article did to its quotes: for the page on which that is decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from articles.models import TextVersion
from quotes import spans
from quotes.models import Attribution, Placement, Quote, Relay
from quotes.queries.word_difference import Piece, word_difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from articles.models import Article

AROUND, NEAR = 60, 300
"""How many code points are shown round a candidate, and of what is printed in a quote's place."""


@dataclass(frozen=True)
class Candidate:
    """One place where the words of a quote stand in the new text, with what surrounds them."""

    index: int
    where: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Part:
    """Something marked beside the content, and what became of its words."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """One quote of a correction: `pieces` are its old and new words, `number` its place in reading.

    `changed` are the parts beside the content that are not the same in the new text.
    """

    placement: Placement
    number: int
    speaker_name: str
    where: str = ""
    pieces: tuple[Piece, ...] = ()
    changed: list[Part] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    near: str = ""
    is_in_note: bool = False

    @property
    def quote(self) -> Quote:
        """The quote itself."""
        return self.placement.quote

    @property
    def has_new_words(self) -> bool:
        """Whether there is a place that can be taken as it was found."""
        return "content" in self.placement.proposed and not self.candidates


@dataclass
class Correction:
    """A text that came in after another, and its quotes in reading order by what is to be done."""

    article: Article
    text_version: TextVersion
    before: TextVersion
    waiting: list[Row] = field(default_factory=list)
    decided: list[Row] = field(default_factory=list)
    by_themselves: list[Row] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many quotes there were to place."""
        return sum(self.counts.values())

    @property
    def asked(self) -> int:
        """How many of them a person had or has to decide about."""
        return len(self.waiting) + len(self.decided)


def open_correction(article: Article, *, number: int | None = None) -> Correction:
    """Answer what a text of an article did to its quotes, the newest unless named.

    Raises TextVersion.DoesNotExist where there is no such text, or it is the first.
    """
    texts = TextVersion.objects.filter(article=article, number__gt=1).order_by("-number")
    text = texts.first() if number is None else texts.filter(number=number).first()
    if text is None:
        raise TextVersion.DoesNotExist
    before = TextVersion.objects.get(article=article, number=text.number - 1)
    found = Correction(article, text, before)
    for row in _rows(text):
        outcome = row.placement.outcome
        found.counts[outcome] = found.counts.get(outcome, 0) + 1
        _list_of(found, row.placement).append(row)
    return found


def _list_of(found: Correction, placement: Placement) -> list[Row]:
    if placement.decision == Placement.Decision.WAITING:
        return found.waiting
    by_itself = placement.decision == Placement.Decision.ITSELF
    return found.by_themselves if by_itself else found.decided


def _rows(text: TextVersion) -> Iterator[Row]:
    placements = list(
        Placement.objects.filter(text_version=text)
        .exclude(quote__status=Quote.Status.REJECTED)
        .exclude(quote__kind=Quote.Kind.TERM)
        .exclude(quote__status=Quote.Status.SUGGESTED, decision=Placement.Decision.LEFT)
        .select_related("quote")
    )
    texts = TextVersion.objects.in_bulk({each.old_text_id for each in placements})
    names = _Names([each.quote_id for each in placements])
    placements.sort(key=lambda each: (each.was["content"][0][0], each.quote_id))
    for number, placement in enumerate(placements, start=1):
        placement.old_text, placement.text_version = texts[placement.old_text_id], text
        yield _row(placement, number, names)


def _row(placement: Placement, number: int, names: _Names) -> Row:
    speaker = names.speaker(placement.quote_id)
    if placement.decision == Placement.Decision.ITSELF:  # of thousands, only its words are shown
        return Row(placement, number, speaker)
    old, new = placement.old_text, placement.text_version
    was = spans_of(placement.was, "content")
    words = spans.words(old.text, was)
    candidates = [
        _candidate(index, spans_of(parts, "content"), new)
        for index, parts in enumerate(placement.candidates)
    ]
    there = () if candidates else spans_of(placement.proposed, "content")
    near = new.text[slice(*placement.near)]
    return Row(
        placement,
        number,
        speaker,
        where=where(new, there[0][0] if there else placement.near[0]),
        pieces=(
            Piece("", spans.marks_before(old.text, was[0][0])),
            *word_difference(words, words if candidates else spans.words(new.text, there)),
            Piece("", spans.marks_after(old.text, was[-1][1])),
        ),
        changed=list(_changed(placement, names)) if there else [],
        candidates=candidates,
        near=near if len(near) <= NEAR else f"{near[:NEAR]}…",
        is_in_note=bool(speaker) and speaker.split()[-1] in new.note,
    )


def _candidate(index: int, found: spans.Spans, new: TextVersion) -> Candidate:
    start, end = found[0][0], found[-1][1]
    line_end = new.text.find("\n", end)
    before = new.text[new.text.rfind("\n", 0, start) + 1 : start]
    after = new.text[end : line_end if line_end >= 0 else new.length]
    return Candidate(
        index,
        where(new, start),
        before if len(before) <= AROUND else f"… {before[-AROUND:].partition(' ')[2]}",
        new.text[start:end],
        after if len(after) <= AROUND else f"{after[:AROUND].rpartition(' ')[0]} …",
    )


def _changed(placement: Placement, names: _Names) -> Iterator[Part]:
    """Yield what is marked beside the content and has other words now, or no place."""
    old, new = placement.old_text.text, placement.text_version.text
    for name in placement.was:
        before = spans.words(old, spans_of(placement.was, name))
        after = spans.words(new, spans_of(placement.proposed, name))
        if name != "content" and before != after:
            yield Part(names.part(name), word_difference(before, after))


def where(text: TextVersion, offset: int) -> str:
    """Say in which part of an article a code point of its text lies."""
    role = next(
        (
            block["role"]
            for block in text.blocks
            if block["start"] <= offset < block["end"] and block["role"] != "body"
        ),
        "",
    )
    if role:
        return {
            "headline": _("Headline"),
            "standfirst": _("Standfirst"),
            "caption": _("Caption"),
        }[role]
    before = text.text[: offset + 1].split("\n")
    return _("Paragraph %(number)s") % {"number": sum(map(bool, before)) or 1}


def spans_of(parts: dict[str, Any], name: str) -> spans.Spans:
    """Answer a stored part as spans."""
    return tuple((start, end) for start, end in parts.get(name, ()))


class _Names:
    """Who said each of some quotes, and what their parts are called."""

    def __init__(self, quotes: Iterable[int]) -> None:
        listed = list(quotes)
        rows = Attribution.objects.filter(quote__in=listed).order_by("quote", "position")
        self._speakers: dict[int, str] = {}
        for row in rows.select_related("speaker__merged_into"):
            speaker = row.speaker and (row.speaker.merged_into or row.speaker)
            self._speakers.setdefault(row.quote_id, speaker.name if speaker else row.proposed_name)
        self._relays = dict(Relay.objects.filter(quote__in=listed).values_list("pk", "name"))

    def speaker(self, quote_id: int) -> str:
        """Answer the first who is said to have said it, "" for nobody."""
        return self._speakers.get(quote_id, "")

    def part(self, name: str) -> str:
        """Answer what a marked part is called."""
        column, _colon, row = name.partition(":")
        if column == "span":
            return _("the relay %(name)s") % {"name": self._relays.get(int(row), "")}
        return {
            "cue": _("the cue"),
            "addressee_span": _("the addressee"),
            "mention": _("the words that name the source"),
            "descriptor": _("how the source is described"),
            "condition": _("the condition"),
        }[column]
