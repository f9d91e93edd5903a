"""The printings of one statement: who ran it first, who cut it, who put it otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from quotes.models import StatementPlace
from quotes.printings import Printing, conditions_dropped, cue_changed, what_became
from quotes.queries.filters import may_see_undecided
from quotes.queries.word_difference import Piece, word_difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.printings import What

SHOWN = 100
"""Printings of one statement that a page shows, the first ones."""

_PRINTINGS = """
    select q.id, q.article_id, coalesce(o.name, ''),
        coalesce(f.outlet_id, q.outlet_id, -q.article_id), q.published_at, q.content_words, q.kind,
        coalesce(array_to_string(q.cue_words, ' … '), ''), q.language,
        coalesce((select array_to_string(t.condition_words, ' ') from quotes_attribution t
            where t.quote_id = q.id and t.condition is not null order by t.position limit 1), ''),
        array(select coalesce(m.name, g.name) from quotes_stance s
            join quotes_target g on g.id = s.target_id
            left join quotes_target m on m.id = g.merged_into_id
            where s.quote_id = q.id and s.conditional),
        array(select coalesce(m.name, g.name) from quotes_stance s
            join quotes_target g on g.id = s.target_id
            left join quotes_target m on m.id = g.merged_into_id
            where s.quote_id = q.id and s.position is not null),
        a.family_id, count(*) over ()
    from quotes_quote q
    join articles_article a on a.id = q.article_id
    left join articles_articlefamily f on f.id = a.family_id
    left join articles_outlet o on o.id = q.outlet_id
    where q.family_id = (select family_id from quotes_quote where id = %(quote)s)
        and q.status = 'accepted' and (%(withdrawn)s or a.withdrawn_at is null)
    order by q.sort_at, q.id limit %(shown)s
"""

WHAT: dict[What, object] = {
    "first": pgettext_lazy("printing", "first"),
    "copy": pgettext_lazy("printing", "copy of it"),
    "again": pgettext_lazy("printing", "again"),
    "same": pgettext_lazy("printing", "same words"),
    "cut": pgettext_lazy("printing", "cut"),
    "longer": pgettext_lazy("printing", "longer"),
    "other": pgettext_lazy("printing", "other words"),
}


@dataclass(frozen=True)
class Compared:
    """A printing beside the first: `pieces` word by word, `what` became of it, in words."""

    printing: Printing
    pieces: tuple[Piece, ...]
    what: object
    has_other_cue: bool


@dataclass(frozen=True)
class Printings:
    """All printings of a statement, the first first; `sentences` tell what was made of it.

    `count` of them, in `outlets` independent outlets; `by_hand` whether a person placed this quote.
    """

    rows: tuple[Compared, ...]
    count: int
    outlets: int
    sentences: tuple[str, ...]
    by_hand: bool


def printings_of(quote_id: int, *, user: User | AnonymousUser) -> Printings:
    """Answer the printings of the statement of a quote that this person may see, or none."""
    with connection.cursor() as cursor:
        may = may_see_undecided(user)
        cursor.execute(_PRINTINGS, {"quote": quote_id, "withdrawn": may, "shown": SHOWN})
        found = cursor.fetchall()
    rows = [_printing(row) for row in found]
    by_hand = StatementPlace.objects.filter(quote=quote_id).exists()
    if len(rows) < 2:  # noqa: PLR2004 - one is no family
        return Printings((), 0, 0, (), by_hand)
    first = rows[0]
    compared = tuple(
        Compared(
            row,
            word_difference(first.words, row.words),
            WHAT[what_became(first, row)],
            row is not first and row.cue.casefold() != first.cue.casefold(),
        )
        for row in rows
    )
    outlets = len({row.unit for row in rows})
    return Printings(compared, found[0][-1], outlets, tuple(_sentences(rows)), by_hand)


def _printing(row: tuple[object, ...]) -> Printing:
    names = (
        *("quote", "article", "outlet", "unit", "at", "words", "kind", "cue", "language"),
        *("condition", "conditions", "positions", "copy_of"),
    )
    known = dict(zip(names, row, strict=False))
    for name, kind in (("words", tuple), ("conditions", frozenset), ("positions", frozenset)):
        known[name] = kind(known[name])  # type: ignore[arg-type]
    return Printing(**known)  # type: ignore[arg-type]


def _sentences(rows: list[Printing]) -> Iterable[str]:
    """Yield what a reader would say of them, most important first."""
    first, *others = rows
    when = f"{first.at:%Y-%m-%d}" if first.at else ""
    told = {"who": _name(first), "when": when}
    yield (
        _("%(who)s ran it first, on %(when)s.") % told
        if when
        else _("%(who)s has it first.") % told
    )
    for kind, sentence in (
        ("copy", _("%(who)s: a copy of the same article.")),
        ("cut", _("%(who)s: cut.")),
        ("longer", _("%(who)s: with more of the words.")),
        ("other", _("%(who)s: in other words.")),
    ):
        yield from _told(sentence, others, lambda row, k=kind: what_became(first, row) == k)
    for target in sorted(first.conditions):
        yield from _told(
            _("%(who)s: the condition is dropped, the position on %(target)s no longer an “if”."),
            others,
            lambda row, t=target: t in conditions_dropped(first, row),
            target=target,
        )
    if first.condition:
        yield from _told(
            _("%(who)s: not told is on what condition the source spoke (“%(condition)s”)."),
            others,
            lambda row: not row.condition and what_became(first, row) != "again",
            condition=first.condition,
        )
    for row in others:
        if changed := cue_changed(first, row):
            told = {"who": _name(row), "was": first.cue, "now": row.cue}
            yield {
                "distancing": _("%(who)s made “%(was)s” into “%(now)s”: it leaves it open."),
                "endorsing": _("%(who)s made “%(was)s” into “%(now)s”: it takes it to be so."),
                "neutral": _("%(who)s made “%(was)s” into “%(now)s”: it only reports it."),
            }[changed] % told


def _told(
    sentence: str, rows: Iterable[Printing], fits: Callable[[Printing], bool], **more: str
) -> Iterable[str]:
    who = list(dict.fromkeys(_name(row) for row in rows if fits(row)))
    if who:
        yield sentence % {"who": ", ".join(who), **more}


def _name(row: Printing) -> str:
    return row.outlet or _("An article of no known outlet")
