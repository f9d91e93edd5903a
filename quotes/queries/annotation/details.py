"""Every shape of the quote in hand: its sources, relays, addressee, act, occasion, surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotes import occasions, spans, splitting
from quotes.models import Attribution, Quote

if TYPE_CHECKING:
    from datetime import date

    from quotes.queries.annotation.sheet import Placed, Sheet

KINDS = tuple(Quote.Kind.choices)
SOURCINGS = tuple(Attribution.Sourcing.choices)
ACTS = tuple(Quote.Act.choices)
CHANNELS = (
    ("interview", _("interview")), ("briefing", _("briefing")), ("speech", _("speech")),
    ("statement", _("statement")), ("document", _("document")), ("post", _("post")),
    ("court", _("court")),
)  # fmt: skip


@dataclass
class SourceInHand:
    """One attribution; `takes_keys`: the letters for sources mean this one."""

    position: int
    name: str = ""
    is_new: bool = False
    mention: str = ""
    descriptor: str = ""
    condition: str = ""
    sourcing: str = "none"
    organisation: str = ""
    takes_keys: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the article names the source, so that nobody has to be asked how."""
        return self.sourcing == Attribution.Sourcing.NAMED

    @property
    def suffix(self) -> str:
        """What ends the ids of its controls: nothing for the first source."""
        return f"-{self.position}" if self.position else ""


@dataclass(frozen=True)
class Holder:
    """A quote that may be the one around it; `is_parent`: it is."""

    pk: int
    number: int
    words: str
    is_parent: bool


@dataclass(frozen=True)
class Details:
    """What the inspector asks of a quote beside its words and stances.

    `nested` are the ids of the quotes inside it; `holders` those that hold its words, the innermost
    first, eight at most.
    """

    sources: list[SourceInHand]
    relays: list[str]
    addressee: str
    place: str
    channel: str
    said_in: str
    earlier: bool
    unsure: bool
    stances_done: bool
    said_on: date | None
    has_notes: bool
    nested: list[int]
    said_format: str
    said_typed: str
    proposed: list[occasions.Occasion]
    holders: list[Holder]
    may_split: bool
    kinds: Any = KINDS
    sourcings: Any = SOURCINGS
    acts: Any = ACTS
    channels: Any = CHANNELS

    @property
    def has_occasion(self) -> bool:
        """Whether anything is known of when, where and how it was said."""
        return bool(self.said_on or self.earlier or self.place or self.channel or self.said_in)


FORMATS = {"day": ("j M Y", "%Y-%m-%d"), "month": ("M Y", "%Y-%m"), "year": ("Y", "%Y")}
SHAPE = """
select q.addressee, q.place, q.channel, q.said_in, q.earlier, q.unsure, q.stances_done, q.said_on,
    exists(select from quotes_note where quote_id = q.id),
    array(select id from quotes_quote where parent_id = q.id),
    array(select id from quotes_quote outer_one
        where text_version_id = q.text_version_id and kind <> 'term' and id <> q.id
            and (id = q.parent_id or content @> q.content and content <> q.content)
        order by (select sum(upper(part) - lower(part)) from unnest(content) part), id
        limit 8),
    coalesce(q.said_on_precision, 'day'),
    array(select name from quotes_relay where quote_id = q.id order by position),
    (select json_agg(json_build_array(
        a.position, coalesce(m.name, s.name, a.proposed_name),
        s.id is null and a.proposed_name <> '' and not exists (
            select from quotes_speakername n join quotes_speaker k on k.id = n.speaker_id
            where fold(n.name) = fold(a.proposed_name)
                and k.article_id is not distinct from
                    case when a.sourcing = 'unnamed' then q.article_id end),
        array_to_string(a.mention_words, ' … '), array_to_string(a.descriptor_words, ' … '),
        array_to_string(a.condition_words, ' … '), a.sourcing, coalesce(om.name, o.name)
        ) order by a.position)
    from quotes_attribution a
    left join quotes_speaker s on s.id = a.speaker_id
    left join quotes_speaker m on m.id = s.merged_into_id
    left join quotes_speaker o on o.id = a.organisation_id
    left join quotes_speaker om on om.id = o.merged_into_id
    where a.quote_id = q.id)
from quotes_quote q where q.id = %s
"""
COLUMNS = (
    "addressee", "place", "channel", "said_in", "earlier", "unsure", "stances_done", "said_on",
    "has_notes", "nested",
)  # fmt: skip


def details_of(sheet: Sheet, placed: Placed) -> Details:
    """Answer the shape of one quote of a sheet, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(SHAPE, [placed.pk])
        ((*columns, holders, precision, relays, sources),) = cursor.fetchall()
    facts: dict[str, Any] = dict(zip(COLUMNS, columns, strict=True))
    shown, typed = FORMATS[precision]
    said_on, text = facts["said_on"], sheet.text_version.text
    facts["nested"] = sorted(sheet.by_id.keys() & facts["nested"], key=sheet.by_id.at)
    return Details(
        **facts,
        sources=_sources(sources),
        relays=relays,
        said_format=shown,
        said_typed=said_on.strftime(typed) if said_on else "",
        proposed=[] if said_on else _proposed(sheet, placed),
        holders=_holders(sheet, placed, holders),
        may_split=splitting.inside_marks(text, placed.quote.content) != placed.quote.content,
    )


def published_on(sheet: Sheet) -> date | None:
    """Answer the day of print, in the newsroom's time zone."""
    at = sheet.article.published_at
    return timezone.localtime(at).date() if at else None


def _proposed(sheet: Sheet, placed: Placed) -> list[occasions.Occasion]:
    """Answer days named beside the words that were said, those next to the cue first."""
    text, content = sheet.text_version.text, placed.quote.content
    start = text.rfind("\n", 0, content[0][0]) + 1
    end = text.find("\n", content[-1][1])
    beside = list(text[start : end if end >= 0 else len(text)])
    for first, last in content:
        beside[first - start : last - start] = " " * (last - first)
    cue = placed.quote.cue
    near = (cue[0][1] if cue else content[0][1]) - start
    return occasions.propose("".join(beside), near=near, published=published_on(sheet))


def _holders(sheet: Sheet, placed: Placed, ids: list[int]) -> list[Holder]:
    """Answer the quotes that hold the words of this one, of the ids of those the ones in view."""
    found = [sheet.by_id[pk] for pk in ids if pk in sheet.by_id]
    sheet.load(found)
    text, parent = sheet.text_version.text, placed.quote.parent_id
    return [
        Holder(
            each.pk,
            each.number,
            " … ".join(spans.words(text, each.quote.content)),
            is_parent=each.pk == parent,
        )
        for each in found
    ]


OF_A_SOURCE = ("mention", "descriptor", "condition", "sourcing", "organisation")


def _words(columns: list[str | None]) -> dict[str, Any]:
    return {name: words or "" for name, words in zip(OF_A_SOURCE, columns, strict=True)}


def _sources(rows: list[list[Any]] | None) -> list[SourceInHand]:
    found = [
        SourceInHand(position, name, is_new=is_new, **_words(others))
        for position, name, is_new, *others in rows or ()
    ] or [SourceInHand(0)]
    lacking = [each for each in found if not each.name]
    (lacking[-1] if lacking else found[0]).takes_keys = True
    return found
