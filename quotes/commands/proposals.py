"""Proposed speakers become speakers, many at once: a name known is used, a new one is added."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from quotes.commands.names import clean_name
from quotes.commands.refusals import Invalid
from quotes.commands.speakers import became
from quotes.models import Attribution, Speaker, SpeakerName

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Proposed(NamedTuple):
    """Whom the machine reads in one attribution."""

    attribution: int
    quote: int
    name: str
    kind: str
    is_unnamed: bool


def settle_all(quotes: Collection[int], *, article_id: int) -> tuple[dict[int, int], set[int]]:
    """Find who the proposals of these quotes become, as accepting one does, inside a step.

    Answers speakers by attributions, still to be stored, and the quotes to leave as they are: a
    source of theirs has a name that several speakers go by, or that cannot be one.
    """
    proposed = list(_proposed(quotes))
    settled: dict[int, int] = {}
    left: set[int] = set()
    for is_unnamed in (False, True):
        rows = [row for row in proposed if row.is_unnamed is is_unnamed]
        who = _speakers({row.name: row.kind for row in rows}, article_id if is_unnamed else None)
        left |= {row.quote for row in rows if row.name not in who}
        settled |= {row.attribution: who[row.name] for row in rows if row.name in who}
    known = {row.attribution: settled[row.attribution] for row in proposed if row.quote not in left}
    return known, left


def _proposed(quotes: Collection[int]) -> Iterable[Proposed]:
    rows = Attribution.objects.filter(quote__in=quotes, speaker=None).exclude(proposed_name="")
    columns = ("pk", "quote_id", "proposed_name", "proposed_kind", "sourcing")
    for pk, quote, name, kind, sourcing in rows.order_by("pk").values_list(*columns):
        yield Proposed(pk, quote, name, kind, sourcing == Attribution.Sourcing.UNNAMED)


def _speakers(kinds: dict[str, str], unnamed_in: int | None) -> dict[str, int]:
    """Answer who each name is; several names that fold to one are one."""
    cleaned = {name: clean for name in kinds if (clean := _cleaned(name))}
    keys = _folded_and_locked(list(cleaned.values()))
    known = _known(list(cleaned.values()), unnamed_in)
    first = {keys[clean]: name for name, clean in reversed(cleaned.items())}
    new = {key: name for key, name in first.items() if key not in known}
    added = Speaker.objects.bulk_create(
        Speaker(name=cleaned[name], kind=kinds[name], article_id=unnamed_in)
        for name in new.values()
    )
    SpeakerName.objects.bulk_create(SpeakerName(speaker=each, name=each.name) for each in added)
    known |= {key: {each.pk} for key, each in zip(new, added, strict=True)}
    whose = {name: known[keys[clean]] for name, clean in cleaned.items()}
    return {name: min(found) for name, found in whose.items() if len(found) == 1}


def _cleaned(name: str) -> str:
    try:
        return clean_name(name, "speaker")
    except Invalid:
        return ""


def _folded_and_locked(names: list[str]) -> dict[str, str]:
    """Answer how each name folds; others who look for one of them wait, as they do for one name."""
    with connection.cursor() as cursor:
        cursor.execute("select name, fold(name) from unnest(%s::text[]) as name", [names])
        folded = dict(cursor.fetchall())
        cursor.execute(
            """select pg_advisory_xact_lock(key) from (
                select distinct hashtextextended(fold('speaker ' || name), 0) as key
                from unnest(%s::text[]) as name order by key) keys""",
            [names],
        )
    return folded


def _known(names: list[str], unnamed_in: int | None) -> dict[str, set[int]]:
    """Answer by folded name who goes by it: those merged as whom they became."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select distinct fold(name.name), speaker.id from unnest(%s::text[]) as wanted
            join quotes_speakername name on fold(name.name) = fold(wanted)
            join quotes_speaker speaker on speaker.id = name.speaker_id
            where speaker.article_id is not distinct from %s""",
            [names, unnamed_in],
        )
        rows = cursor.fetchall()
    found = Speaker.objects.select_related("merged_into").in_bulk({pk for _, pk in rows})
    known: dict[str, set[int]] = {}
    for key, pk in rows:
        known.setdefault(key, set()).add(became(found[pk]).pk)
    return known


def store_speakers(speakers: dict[int, int]) -> None:
    """Let attributions name these speakers."""
    with connection.cursor() as cursor:
        cursor.execute(
            """update quotes_attribution a set speaker_id = given.speaker
            from unnest(%s::bigint[], %s::bigint[]) as given (id, speaker)
            where a.id = given.id""",
            [list(speakers), list(speakers.values())],
        )
