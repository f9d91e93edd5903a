"""The quotes of a file and all that hangs on them, many rows in one statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from quotes import spans
from quotes.commands.loading.hanging import Hanging
from quotes.commands.suggestions import new_quote_ids
from quotes.guessing import guess_kind
from quotes.models import Quote
from quotes.queries.same_words import quotes_of_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accounts.models import User
    from articles.models import TextVersion
    from quotes.commands.loading.given import GivenQuote

    Same = tuple[int, spans.Spans, int | None]

TOGETHER = 1000
"""Rows of one statement."""


@dataclass(frozen=True)
class Ids:
    """What the keys of a file mean here, and which of its rows are known and what they became.

    `whole` says whom those among the speakers who were merged became.
    """

    format: str
    texts: Mapping[str, TextVersion]
    speakers: Mapping[str, int]
    whole: Mapping[int, int]
    targets: Mapping[str, int]
    people: Mapping[str, User]
    known: Mapping[str, int | None]
    by: User | None


@dataclass
class Added:
    """What became of the quotes of a file."""

    quotes: int = 0
    stances: int = 0
    told: list[str] = field(default_factory=list)


def add_quotes(given: Sequence[GivenQuote], ids: Ids) -> Added:
    """Store the quotes; the same words by the same speaker are one, whoever marked them first."""
    groups: dict[Same, list[GivenQuote]] = {}
    for quote in given:
        groups.setdefault(_same(quote, ids), []).append(quote)
    there = quotes_of_words({text for text, _content, _speaker in groups})
    new = [same for same in groups if same not in there]
    pks = {**there, **dict(zip(new, new_quote_ids(len(new)), strict=True))}
    by_key = {quote.key: pks[same] for same, group in groups.items() for quote in group}
    parents = {
        pks[same]: by_key[parent]
        for same in new
        if (parent := groups[same][0].parent) is not None and parent in by_key
    }
    _drop_loops(parents)
    rows = []
    for same in new:
        quote = groups[same][0]
        rows.append(_row(pks[same], same, quote, ids))
        rows[-1].parent_id = parents.get(pks[same])
    left_out = _drop_taken(rows)
    Quote.objects.bulk_create(rows, batch_size=TOGETHER)
    _accept([pks[same] for same in groups if same in there], ids)
    hanging = Hanging(ids)
    for same, group in groups.items():
        hanging.add(pks[same], group, is_new=same not in there)
    stances = hanging.store()
    return Added(len(new), stances, [*_told(groups, hanging), *left_out])


def _drop_taken(rows: Sequence[Quote]) -> list[str]:
    """Take out external ids that another quote has, here or before in the file; tell which."""
    named = Quote.objects.filter(external_id__in=[row.external_id for row in rows])
    taken = set(named.values_list("external_id", flat=True))
    told = []
    for row in rows:
        if row.external_id in taken:
            message = _("quote %(number)s: another has the external_id “%(external_id)s”: left out")
            told.append(message % {"number": row.pk, "external_id": row.external_id})
            row.external_id = None
        elif row.external_id is not None:
            taken.add(row.external_id)
    return told


def _drop_loops(parents: dict[int, int]) -> None:
    """Take out parents that lead back: of two records that are one quote, one was inside."""
    for pk in [*parents]:
        above, seen = parents.get(pk), {pk}
        while above is not None and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == pk:
            del parents[pk]


def _same(quote: GivenQuote, ids: Ids) -> Same:
    first = quote.attributions[0].speaker if quote.attributions else None
    speaker = None if first is None else ids.speakers[first]
    return ids.texts[quote.article].pk, quote.content, ids.whole.get(speaker or 0, speaker)


def _row(pk: int, same: Same, quote: GivenQuote, ids: Ids) -> Quote:
    version, (_text, content, speaker) = ids.texts[quote.article], same
    facts: dict[str, Any] = {
        "decided_how": "single",
        "decided_at": timezone.now(),
        "origin": Quote.Origin.IMPORT,
        **quote.facts,
    }
    for name, words in (("cue", "cue_words"), ("addressee_span", "addressee_words")):
        facts[words] = placed_words(version.text, facts.get(name))
    decided_by = quote.decided_by and ids.people.get(quote.decided_by)
    return Quote(
        id=pk,
        text_version=version,
        content=content,
        content_words=list(spans.words(version.text, content)),
        kind=quote.kind or _kind(version, content),
        status=Quote.Status.ACCEPTED,
        decided_by=decided_by or ids.by,
        speaker_id=speaker,
        **facts,
    )


def placed_words(text: str, parts: spans.Spans | None) -> list[str] | None:
    """Answer the words of parts of a text, None for none."""
    return list(spans.words(text, parts)) if parts else None


def _kind(version: TextVersion, content: spans.Spans) -> str:
    """Guess the kind of what somebody coded as a statement: never a term."""
    kind = guess_kind(version.text, content, language=version.article.language)
    return Quote.Kind.DIRECT if kind == Quote.Kind.TERM else kind


def _accept(pks: Sequence[int], ids: Ids) -> None:
    """Agree to what was only suggested: somebody marked just these words in the file, too."""
    waiting = Quote.objects.filter(pk__in=pks, status=Quote.Status.SUGGESTED)
    waiting.update(
        status=Quote.Status.ACCEPTED,
        decided_by=ids.by,
        decided_at=timezone.now(),
        decided_how="single",
        version=F("version") + 1,
    )


def _told(groups: Mapping[Same, Sequence[GivenQuote]], hanging: Hanging) -> list[str]:
    told = []
    if hanging.both:
        message = _("%(count)s times one passage both supports and opposes a target: mixed here")
        told.append(message % {"count": hanging.both})
    if hanging.differ:
        message = _("%(count)s positions differ from those given here, which stand")
        told.append(message % {"count": hanging.differ})
    sides = sum(
        len({(each.speaker, each.organisation) for quote in group for each in quote.attributions})
        > 1
        for group in groups.values()
        if len(group) > 1
    )
    if sides:
        message = _(
            "%(count)s passages are coded for one person and several organisations: one quote each,"
            " whose positions count for each of them"
        )
        told.append(message % {"count": sides})
    return told
