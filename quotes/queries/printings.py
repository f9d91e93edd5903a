"""The printings of one statement: who ran it first, who cut it, who put it otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from quotes.models import StatementPlace
from quotes.printings import Printing, conditions_dropped, cue_changed, what_became
from quotes.queries.filters import may_see_undecided
from quotes.queries.word_difference import Piece, word_difference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.printings import What

SHOWN = 100
"""Printings of one statement that a page shows, the first ones."""

_PRINTINGS = """
    select q.id, q.article_id, coalesce(o.name, '') as outlet,
        coalesce(f.outlet_id, q.outlet_id, -q.article_id) as unit, q.published_at,
        q.content_words as words, q.kind,
        coalesce(array_to_string(q.cue_words, ' … '), '') as cue, q.language,
        coalesce((select array_to_string(t.condition_words, ' ') from quotes_attribution t
            where t.quote_id = q.id and t.condition is not null order by t.position limit 1), '')
            as condition,
        array(select coalesce(m.name, g.name) from quotes_stance s
            join quotes_target g on g.id = s.target_id
            left join quotes_target m on m.id = g.merged_into_id
            where s.quote_id = q.id and s.conditional) as conditions,
        array(select coalesce(m.name, g.name) from quotes_stance s
            join quotes_target g on g.id = s.target_id
            left join quotes_target m on m.id = g.merged_into_id
            where s.quote_id = q.id and s.position is not null) as positions,
        a.family_id as copy_of, q.family_id, count(*) over () as count
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
    "copy": pgettext_lazy("printing", "the same article"),
    "again": pgettext_lazy("printing", "again"),
    "same": pgettext_lazy("printing", "same words"),
    "cut": pgettext_lazy("printing", "cut"),
    "longer": pgettext_lazy("printing", "longer"),
    "other": pgettext_lazy("printing", "other words"),
}
CUES: dict[str, object] = {
    "distancing": gettext_lazy(
        "%(who)s made “%(was)s” into “%(now)s”: it leaves open whether it is so."
    ),
    "endorsing": gettext_lazy("%(who)s made “%(was)s” into “%(now)s”: it takes it to be so."),
    "neutral": gettext_lazy("%(who)s made “%(was)s” into “%(now)s”: it only reports it."),
}
"""What a cue of another class makes of the words."""


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
    family: int = 0


def printings_of(quote_id: int, *, user: User | AnonymousUser) -> Printings:
    """Answer the printings of the statement of a quote that this person may see, or none."""
    with connection.cursor() as cursor:
        may = may_see_undecided(user)
        cursor.execute(_PRINTINGS, {"quote": quote_id, "withdrawn": may, "shown": SHOWN})
        names = [column.name for column in cursor.description or ()]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
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
    return Printings(
        compared,
        found[0]["count"],
        outlets,
        tuple(_sentences(rows)),
        by_hand,
        found[0]["family_id"],
    )


def _printing(row: dict[str, Any]) -> Printing:
    return Printing(
        quote=row["id"],
        article=row["article_id"],
        outlet=row["outlet"],
        unit=row["unit"],
        at=row["published_at"],
        words=tuple(row["words"]),
        kind=row["kind"],
        cue=row["cue"],
        language=row["language"],
        condition=row["condition"],
        conditions=frozenset(row["conditions"]),
        positions=frozenset(row["positions"]),
        copy_of=row["copy_of"],
    )


def _sentences(rows: list[Printing]) -> Iterable[str]:
    """Yield what a reader would say of them, most important first."""
    first, *others = rows
    yield _ran_first(first)
    became = {row.quote: what_became(first, row) for row in others}
    for kind, sentence in (
        ("copy", _("%(who)s: a copy of the same article.")),
        ("cut", _("%(who)s: cut.")),
        ("longer", _("%(who)s: with more of the words.")),
        ("other", _("%(who)s: in other words.")),
    ):
        yield from _told(sentence, [row for row in others if became[row.quote] == kind])
    for target in sorted(first.conditions):
        dropped = [row for row in others if target in conditions_dropped(first, row)]
        sentence = _("%(who)s: the “if” is dropped from the position on %(target)s.")
        yield from _told(sentence, dropped, target=target)
    if first.condition:
        silent = [row for row in others if not row.condition and became[row.quote] != "again"]
        sentence = _("%(who)s: not told is on what condition the source spoke (“%(condition)s”).")
        yield from _told(sentence, silent, condition=first.condition)
    for row in others:
        if changed := cue_changed(first, row):
            told = {"who": _name(row), "was": first.cue, "now": row.cue}
            yield str(CUES[changed]) % told


def _ran_first(first: Printing) -> str:
    if first.at is None:
        return _("%(who)s has it first.") % {"who": _name(first)}
    when = date_format(localtime(first.at), "j F Y, H:i")
    return _("%(who)s ran it first, on %(when)s.") % {"who": _name(first), "when": when}


def _told(sentence: str, rows: Iterable[Printing], **more: str) -> Iterable[str]:
    who = list(dict.fromkeys(map(_name, rows)))
    if who:
        yield sentence % {"who": ", ".join(who), **more}


def _name(row: Printing) -> str:
    return row.outlet or _("an article of no known outlet")
