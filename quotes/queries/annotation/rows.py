"""The stance rows of the quote in hand: the targets it has, and hints of what it may be about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quotes import hints, positions
from quotes.queries.annotation.candidates import known_of, named_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quotes.queries.annotation.candidates import Known, Used
    from quotes.queries.annotation.sheet import Placed, Sheet

ROWS = 8
LIKELY = 16
"""So many targets, the likeliest by their names, are compared by what was said of them."""
LEAST = 0.03


class Asked(NamedTuple):
    """The quote that rows are made for, its words as hints compare them, the quotes inside it."""

    sheet: Sheet
    placed: Placed
    words: hints.Words
    nested: list[Placed]


class TargetInHand(NamedTuple):
    """What a row says of its target."""

    pk: int
    name: str


@dataclass
class StanceRow:
    """One target and the position towards it; a hint is not stored until a position is given.

    `hint`: the position the words say plainly, for the editor to take, where none is stored.
    """

    target: TargetInHand
    position: str | None = None
    conditional: bool = False
    is_stored: bool = False
    is_lit: bool = False
    hint: positions.Hint | None = None


def stance_rows(
    sheet: Sheet,
    placed: Placed,
    *,
    nested: Sequence[int] = (),
    lit: int | None = None,
    lit_after: int | None = None,
) -> list[StanceRow]:
    """Answer the targets of a quote and those it may be about, the likeliest first.

    `nested` are the ids of the quotes inside it, whose words are not the speaker's view.
    Giving one of them a position moves none: what nothing but the quote tells of stands before.
    The row of the target `lit`, or the next empty one after that of `lit_after`, takes the digits;
    unless said, the first that is empty.
    """
    words = hints.words_of(sheet.text_version.text, placed.quote.content)
    asked = Asked(sheet, placed, words, [sheet.by_id[pk] for pk in nested])
    names, used = named_in(sheet, words)
    stored = {each.target: each for each in used if each.quote == placed.pk}
    likely = hints.ranked(_scores(asked, used, names, {}), _first(names))[:LIKELY]
    known = known_of(sheet, placed, {*likely, *(each.target for each in used)})
    names |= {pk: [each.name, *each.aliases] for pk, each in known.items()}
    scores = _scores(asked, used, names, known)
    hinted = [pk for pk in hints.ranked(scores, _first(names)) if scores[pk] >= LEAST]
    shown = _shown(hinted, stored.keys() - set(hinted[:ROWS]), names)
    rows = [
        StanceRow(
            TargetInHand(pk, names[pk][0]),
            stored[pk].position if pk in stored else None,
            conditional=pk in stored and stored[pk].conditional,
            is_stored=pk in stored,
        )
        for pk in shown
    ]
    _hint(rows, asked, known, scores)
    for row in _lit(rows, lit=lit, lit_after=lit_after)[:1]:
        row.is_lit = True
    return rows


def _first(names: Mapping[int, Sequence[str]]) -> dict[int, str]:
    return {pk: all_names[0] for pk, all_names in names.items()}


def _scores(
    asked: Asked,
    used: list[Used],
    names: Mapping[int, Sequence[str]],
    known: Mapping[int, Known],
) -> dict[int, float]:
    """Weigh targets; what the quote itself is stored to be about tells nothing.

    Criticism of oneself is none: a speaker is not offered as the target of what they said.
    """
    speaker, quote = asked.placed.speaker_name, asked.placed.pk
    before = [each for each in used if each.quote != quote]
    same = {each.target for each in before if each.speaker == speaker}
    own = {pk for pk, (name, *_) in names.items() if name == speaker}
    own -= {each.target for each in used}
    return hints.scores(
        {pk: all_names for pk, all_names in names.items() if pk not in own},
        asked.words,
        by_speaker=same,
        by_others={each.target for each in before} - same,
        earlier={pk: each.earlier for pk, each in known.items()},
    )


def _shown(hinted: list[int], others: set[int], names: Mapping[int, Sequence[str]]) -> list[int]:
    first = sorted(others, key=lambda pk: (names[pk][0].casefold(), pk))
    return [*first, *hinted[:ROWS]]


def _hint(
    rows: list[StanceRow],
    asked: Asked,
    known: Mapping[int, Known],
    scores: Mapping[int, float],
) -> None:
    """Give the rows without a position the one that the words say plainly, if they do."""
    sheet, placed, words, nested = asked
    sheet.load(nested)
    quote = placed.quote
    mentions = [" ".join(source.mention_words or ()) for source in placed.sources[:1]]
    said = positions.Said(
        sheet.text_version.text,
        quote.content,
        cue=quote.cue or (),
        kind=quote.kind,
        act=quote.act,
        language=sheet.article.language,
        mention=" ".join(mentions),
        nested=tuple((each.quote.content[0][0], each.quote.content[-1][1]) for each in nested),
        printed=words.article,
    )
    targets = {
        row.target.pk: _target(row, asked, known.get(row.target.pk), scores.get(row.target.pk, 0.0))
        for row in rows
    }
    found = positions.positions_of(said, targets)
    for row in rows:
        if row.position is None:
            row.hint = found.get(row.target.pk)


def _target(row: StanceRow, asked: Asked, known: Known | None, weight: float) -> positions.Target:
    names = (row.target.name, *(known.aliases if known else ()))
    in_use = known is not None and bool(known.earlier)
    return positions.Target(
        names,
        is_person=known is not None and known.is_person,
        is_given=row.is_stored,
        is_printed=in_use or any(name.casefold() in asked.words.printed for name in names),
        weight=weight,
    )


def _lit(rows: list[StanceRow], *, lit: int | None, lit_after: int | None) -> list[StanceRow]:
    if lit is not None:
        return [row for row in rows if row.target.pk == lit]
    places = [place for place, row in enumerate(rows) if row.target.pk == lit_after]
    following = rows[places[0] + 1 :] if places else rows
    return [row for row in following if row.position is None]
