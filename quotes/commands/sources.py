"""One source of a quote: added, changed in one respect, taken away; each is one step."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Value
from django.utils.translation import gettext

from quotes.commands.attributions import fill_attribution, read_part, sourcing_of
from quotes.commands.change import raise_version
from quotes.commands.explain import explained
from quotes.commands.refusals import Missing
from quotes.commands.speakers import find_or_add_speaker
from quotes.commands.steps import step
from quotes.commands.versions import lock_quote
from quotes.extraction.lexicon import lexicon_for
from quotes.models import Attribution, Speaker
from quotes.models.speakers import Fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User
    from quotes.commands.inputs import AttributionChanges, AttributionInput
    from quotes.commands.speakers import SpeakerRef
    from quotes.commands.versions import Seen
    from quotes.models import Quote

PART_OF = {"speaker_kind": "speaker", "descriptor": "sourcing", "condition": "sourcing"}
"""Which part of a quote a change of a source belongs to, where that is not the part of its name."""
SPANS = ("mention", "descriptor", "condition")
WHOLE = ("speaker", "mention", "organisation", "sourcing")


def set_speaker(
    quote_id: int,
    *,
    version: int | Seen,
    by: User | None,
    speaker: SpeakerRef,
    position: int = 0,
    kind: str = "",
    unnamed: bool = False,
) -> Quote:
    """Say who the source at `position` is; the words that name the source stay as marked.

    A new name of a known document is that document; with `unnamed` a new name is a source of this
    article alone. Raises Missing, StaleVersion, DuplicateQuote, Ambiguous or Invalid.
    """
    sourcing = {"sourcing": "unnamed"} if unnamed else {}
    changes: Any = {"speaker": speaker, "speaker_kind": kind, **sourcing}
    return change_attribution(
        quote_id, version=version, by=by, position=position, changes=changes, command="set_speaker"
    )


def change_attribution(
    quote_id: int,
    *,
    version: int | Seen,
    by: User | None,
    changes: AttributionChanges,
    position: int = 0,
    command: str = "change_attribution",
) -> Quote:
    """Change of one source what `changes` names and leave the rest; no change is no step.

    Raises Missing, StaleVersion, DuplicateQuote, Ambiguous or Invalid.
    """
    parts = frozenset(f"{PART_OF.get(key, key)}:{position}" for key in changes)
    with _changing(quote_id, version=version, by=by, command=command, parts=parts) as quote:
        row = quote.attributions.filter(position=position).first()
        if row is None and position:
            raise _no_source(quote_id, position)
        row = row or Attribution(quote=quote, position=0, sourcing="none")
        before = _state(row)
        _apply(quote, row, changes)
        if row.pk and _state(row) == before:
            transaction.set_rollback(True)  # nothing happened, so there is no step to undo
            return quote
        row.save()
        _store(quote)
    return quote


def add_attribution(
    quote_id: int, *, version: int | Seen, by: User | None, changes: AttributionChanges
) -> Quote:
    """Attribute a quote to one source more, after those it has.

    Raises Missing, StaleVersion, DuplicateQuote, Ambiguous or Invalid.
    """
    parts = frozenset({"speaker:new"})
    with _changing(
        quote_id, version=version, by=by, command="add_attribution", parts=parts
    ) as quote:
        row = Attribution(quote=quote, position=quote.attributions.count(), sourcing="none")
        _apply(quote, row, changes)
        row.save()
        _store(quote)
    return quote


def put_attribution(
    quote_id: int,
    wanted: AttributionInput,
    *,
    version: int | Seen,
    by: User | None,
    position: int | None = None,
) -> int:
    """Make the source at `position` all that is wanted, or add one; answer its position, from 0.

    Raises Missing, StaleVersion, DuplicateQuote, Ambiguous or Invalid.
    """
    command = "add_attribution" if position is None else "change_attribution"
    parts = frozenset({"speaker:new" if position is None else f"speaker:{position}"})
    with _changing(quote_id, version=version, by=by, command=command, parts=parts) as quote:
        at = quote.attributions.count() if position is None else position
        row = quote.attributions.filter(position=at).first()
        if row is None and position is not None:
            raise _no_source(quote_id, position)
        row = row or Attribution(quote=quote, position=at)
        before = _state(row)
        fill_attribution(row, wanted, quote=quote)
        if row.pk and _state(row) == before:
            transaction.set_rollback(True)  # nothing happened, so there is no step to undo
            return at
        row.save()
        _store(quote)
    return at


def remove_attribution(
    quote_id: int, *, version: int | Seen, by: User | None, position: int
) -> Quote:
    """Take one source of a quote away; those after it move up.

    Raises Missing, StaleVersion or DuplicateQuote.
    """
    parts = frozenset(f"{part}:{position}" for part in WHOLE)
    with _changing(
        quote_id, version=version, by=by, command="remove_attribution", parts=parts
    ) as quote:
        gone, _ = quote.attributions.filter(position=position).delete()
        if not gone:
            raise _no_source(quote_id, position)
        for row in quote.attributions.filter(position__gt=position).order_by("position"):
            row.position -= 1
            row.save(update_fields=["position"])
        _store(quote)
    return quote


def _no_source(quote_id: int, position: int) -> Missing:
    message = gettext("quote %(id)s has no source %(n)s") % {"id": quote_id, "n": position + 1}
    return Missing("position", position, message)


def _changed(parts: frozenset[str]) -> dict[str, object]:
    """Answer what a step keeps of what it changed, for lists of steps."""
    return {"changed": sorted(part.partition(":")[0] for part in parts)}


@contextmanager
def _changing(
    quote_id: int, *, version: int | Seen, by: User | None, command: str, parts: frozenset[str]
) -> Iterator[Quote]:
    with explained() as refused, transaction.atomic():
        quote = refused.quote = lock_quote(quote_id, version, parts)
        with (
            transaction.atomic(),
            step(
                command,
                article_id=quote.article_id,
                quote_id=quote_id,
                by=by,
                detail=_changed(parts) if command == "change_attribution" else {},
            ),
        ):
            yield quote


def _store(quote: Quote) -> None:
    quote.changed = quote.changed or quote.origin == "machine"
    raise_version(quote)


def _state(row: Attribution) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _apply(quote: Quote, row: Attribution, changes: AttributionChanges) -> None:
    given: dict[str, Any] = dict(changes)
    for field in SPANS:
        if field in given:
            span, words = read_part(quote, given[field], field)
            setattr(row, field, span)
            setattr(row, f"{field}_words", words)
    if "organisation" in given:
        at = given["organisation"]
        row.organisation = None if at is None else find_or_add_speaker(at, kind="organisation")
    if given.get("speaker") is not None:
        kind, unnamed = given.get("speaker_kind") or "", given.get("sourcing") == "unnamed"
        row.speaker = _speaker(quote, given["speaker"], kind=kind, unnamed=unnamed)
        row.sourcing, row.proposed_name = sourcing_of(None, row.speaker), ""
    elif "speaker" in given:
        row.speaker, row.proposed_name = None, ""
    if "sourcing" in given and "speaker" not in given:
        _identify(quote, row, sourcing_of(given["sourcing"], None))
    if row.sourcing == "none" and (row.mention or row.speaker):
        row.sourcing = _sourcing_of_words(quote, row)


def _speaker(quote: Quote, ref: SpeakerRef, *, kind: str, unnamed: bool) -> Speaker:
    """Answer who is meant; a new name is a source of this article alone where that is `unnamed`."""
    if isinstance(ref, int) or not unnamed:
        return find_or_add_speaker(ref, kind=kind)
    name = Fold(Value(" ".join(ref.split())))
    same = Speaker.objects.alias(folded=Fold("names__name")).filter(folded=name)
    own = same.filter(article=quote.article_id)
    home = quote.article_id if own.exists() or not same.filter(article=None).exists() else None
    return find_or_add_speaker(ref, kind=kind, unnamed_in=home)


def _identify(quote: Quote, row: Attribution, sourcing: str) -> None:
    """Say how the article identifies a source: what it does not name is known nowhere else."""
    row.sourcing = sourcing
    if sourcing == "none":
        row.speaker, row.proposed_name = None, ""
        row.mention = row.mention_words = None
    elif row.speaker and sourcing == "unnamed" and row.speaker.article_id is None:
        row.speaker = find_or_add_speaker(
            row.speaker.name, kind=row.speaker.kind, unnamed_in=quote.article_id
        )
    elif row.speaker and sourcing != "unnamed" and row.speaker.article_id is not None:
        row.speaker = find_or_add_speaker(row.speaker.name, kind=row.speaker.kind)


def _sourcing_of_words(quote: Quote, row: Attribution) -> str:
    """Answer how words identify a source: "a harbour official" names nobody, all others may."""
    if row.speaker:
        return sourcing_of(None, row.speaker)
    first, *others = " ".join(row.mention_words or ()).split()
    indefinite = first.lower() in lexicon_for(quote.language).indefinite
    names = any(word[:1].isupper() for word in others)
    return "unnamed" if indefinite and others and not names else "named"
