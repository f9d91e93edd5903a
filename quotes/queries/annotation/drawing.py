"""The text of a sheet with its marks, as paragraphs to draw."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes import spans
from quotes.models import Quote
from quotes.segments import Mark, Paragraph, segments

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from quotes.queries.annotation.sheet import Placed, Sheet
    from quotes.queries.chains import Chains


def draw(sheet: Sheet, *, active_id: int, only: Collection[int] | None = None) -> list[Paragraph]:
    """Answer the paragraphs of a sheet, or `only` those that begin at these code points."""
    text = sheet.text_version.text
    if only is None:
        placed = sheet.placed
    else:
        placed = sheet.touching([line for line in spans.paragraphs(text) if line[0] in only])
    marks = [*all_marks(placed, active_id=active_id, chains=sheet.chains), *sheet.former]
    return segments(text, marks, only)


def touched_by(sheet: Sheet, quotes: Iterable[Placed | None]) -> set[int]:
    """Answer where the paragraphs begin on which anything of these quotes is marked."""
    known = [each for each in quotes if each]
    sheet.load(known)
    parts = [part for each in known for part in each.spans]
    return spans.touched(sheet.text_version.text, parts)


def mentions_recoloured(sheet: Sheet, before: Chains) -> list[tuple[int, int]]:
    """Answer where the mentions stand whose chain had another number before."""
    known = [each for pk in sheet.chains.differing(before) if (each := sheet.by_id.get(pk))]
    sheet.load(known)
    return [part for each in known for source in each.sources[:1] for part in source.mention or ()]


def all_marks(
    placed: Iterable[Placed], *, active_id: int, chains: Chains | None = None
) -> list[Mark]:
    """Answer what is drawn of these quotes: content, mentions, cue; of rejected ones nothing."""
    words = _words()
    return [
        mark
        for each in placed
        if each.status != Quote.Status.REJECTED
        for mark in _marks(
            each, words, active=each.pk == active_id, chain=chains.number(each.pk) if chains else 0
        )
    ]


def _words() -> dict[str, str]:
    """Look up once what is said of thousands: each status, and under "" that nobody is known."""
    return {"": _("nobody yet"), **{status.value: str(status.label) for status in Quote.Status}}


def _marks(each: Placed, words: dict[str, str], *, active: bool, chain: int) -> list[Mark]:
    quote = each.quote
    mark = partial(Mark, quote.pk, suggested=quote.status == Quote.Status.SUGGESTED, active=active)
    if quote.kind == Quote.Kind.TERM:
        return [mark("term", quote.content)]
    label = f"{each.speaker_name or words['']}, {words[quote.status]}"
    marks = [mark("quote", quote.content, number=each.number, label=label)]
    if quote.cue:
        marks.append(mark("cue", quote.cue))
    marks += [
        mark("mention", source.mention, chain=0 if place else chain)
        for place, source in enumerate(each.sources)
        if source.mention
    ]
    return marks
