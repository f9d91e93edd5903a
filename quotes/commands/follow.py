"""Quotes follow their article to its next text: what is sure by itself, the rest once asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from articles.models import TextVersion
from quotes.anchoring import place_quotes
from quotes.commands.refusals import Conflict
from quotes.commands.relocate import relocate
from quotes.commands.steps import step
from quotes.models import Placement, Quote
from quotes.queries.placements import marked, standing_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User
    from articles.models import Article
    from quotes.anchoring import Parts, Place
    from quotes.queries.placements import Standing

SURE = ("exact", "moved")


@dataclass(frozen=True)
class Anchored:
    """How many quotes of an article stand how in its next text, and how many of them wait.

    Those whose words stand there, but perhaps more than once, are among the moved.
    """

    exact: int = 0
    moved: int = 0
    altered: int = 0
    gone: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        """How many quotes there are."""
        return self.exact + self.moved + self.altered + self.gone

    @property
    def placed(self) -> int:
        """How many of them have a place in the text, be it one that a person has to confirm."""
        return self.total - self.gone

    @property
    def is_another_text(self) -> bool:
        """Whether under half of the quotes can be placed: perhaps it is another article's."""
        return 2 * self.gone > self.total

    def by_outcome(self) -> dict[str, int]:
        """Answer the four counts by their names."""
        return {name: getattr(self, name) for name in ("exact", "moved", "altered", "gone")}


class TooFewPlaced(Conflict):
    """Under half of the quotes of an article can be placed in the text that was sent for it."""

    def __init__(self, article: Article, anchored: Anchored) -> None:
        super().__init__(
            "text",
            article.pk,
            gettext(
                "only %(placed)s of %(total)s quotes can be placed in this text: is it one of "
                "“%(article)s”? Send it with replace to store it all the same"
            )
            % {"placed": anchored.placed, "total": anchored.total, "article": article},
        )
        self.article, self.anchored = article, anchored


@dataclass(frozen=True)
class Following:
    """The places found for the quotes of an article; `taken` are contents that stand there now."""

    article_id: int
    text_version: TextVersion
    anchored: Anchored
    sure: list[tuple[int, Parts]]
    taken: list[tuple[tuple[int, int], ...]]


def find_places(article: Article, text_version: TextVersion, *, replace: bool) -> Following:
    """Store where each quote of an article stands in a new text of it, nothing moved yet.

    Locks the quotes. What the machine suggested and nobody touched does not wait where it is not
    sure: it is suggested anew. Raises TooFewPlaced unless `replace`.
    """
    others = Quote.objects.filter(article=article).exclude(text_version=text_version)
    list(others.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    found = _without_doubles(_found(standing_quotes(others), text_version))
    anchored = _count(found)
    if anchored.is_another_text and not replace:
        raise TooFewPlaced(article, anchored)
    _store(found, text_version)
    sure = [(each.quote.pk, each.place.parts) for each in found if each.place.outcome in SURE]
    return Following(article.pk, text_version, anchored, sure, list(_taken(found)))


def move_by_themselves(following: Following, *, by: User | None) -> None:
    """Move the quotes whose places are sure, as one step; its undo lets them wait where they were.

    In the transaction that stored the text, but outside of its context.
    """
    if not following.sure:
        return
    text, ids = following.text_version, [pk for pk, _ in following.sure]
    detail = {"count": len(ids), "text": text.number}
    with step(
        "correct_article", article_id=following.article_id, quote_id=None, by=by, detail=detail
    ):
        relocate(following.sure, text.pk)
        Placement.objects.filter(quote__in=ids, text_version=text).update(
            decision=Placement.Decision.ITSELF
        )


def follow_late(quote: Quote) -> None:
    """Let a quote that was marked in an older text go on to the newest, or wait to be placed there.

    In the step that marked it.
    """
    newest = TextVersion.objects.filter(article=quote.article_id).latest("number")
    found = _found(standing_quotes(Quote.objects.filter(pk=quote.pk)), newest)
    _store(found, newest)
    sure = [(each.quote.pk, each.place.parts) for each in found if each.place.outcome in SURE]
    if sure:
        # A refusal names the quote in the way: it looks for these words where they go to.
        quote.text_version, quote.content = newest, sure[0][1]["content"]
        relocate(sure, newest.pk)
        Placement.objects.filter(quote=quote, text_version=newest).update(
            decision=Placement.Decision.ITSELF
        )
        quote.refresh_from_db()


@dataclass(frozen=True)
class _Found:
    quote: Standing
    was: Parts
    place: Place

    @property
    def waits(self) -> bool:
        """Whether a person has to decide; of what is sure nobody, if it moves by itself."""
        return self.counts and not self.quote.is_plain

    @property
    def counts(self) -> bool:
        """Whether it is a quote to people: not rejected, and no term, which is never queued."""
        return self.quote.status != Quote.Status.REJECTED and self.quote.kind != Quote.Kind.TERM


def _found(quotes: list[Standing], new: TextVersion) -> list[_Found]:
    parts = marked([quote.pk for quote in quotes])
    texts = TextVersion.objects.in_bulk({quote.text_version_id for quote in quotes})
    found = []
    by_text = attrgetter("text_version_id")
    for text_id, group in groupby(sorted(quotes, key=by_text), by_text):
        own = list(group)
        places = place_quotes(texts[text_id].text, new.text, [parts[quote.pk] for quote in own])
        found += [
            _Found(quote, parts[quote.pk].parts, place)
            for quote, place in zip(own, places, strict=True)
            if place.outcome in SURE or not quote.is_left
        ]
    return found


def _without_doubles(found: list[_Found]) -> list[_Found]:
    """Leave out what was left at an older text and is in the way of what comes from a newer one."""
    there: set[object] = set()
    kept = []
    for each in sorted(found, key=lambda each: (each.quote.is_left, each.quote.pk)):
        content = each.place.parts.get("content")
        if each.quote.is_left and content in there:
            continue
        there.add(content)
        kept.append(each)
    return kept


def _count(found: Iterable[_Found]) -> Anchored:
    counted = [each for each in found if each.counts and not each.quote.is_left]
    outcomes = Counter(each.place.outcome for each in counted)
    return Anchored(
        exact=outcomes["exact"],
        moved=outcomes["moved"] + outcomes["ambiguous"],
        altered=outcomes["altered"],
        gone=outcomes["gone"],
        waiting=sum(each.waits and each.place.outcome not in SURE for each in counted),
    )


def _store(found: list[_Found], new: TextVersion) -> None:
    ids = [each.quote.pk for each in found]
    Placement.objects.filter(quote__in=ids, decision=Placement.Decision.WAITING).update(
        decision=Placement.Decision.PASSED
    )
    Placement.objects.bulk_create(
        Placement(
            quote_id=each.quote.pk,
            old_text_id=each.quote.text_version_id,
            text_version=new,
            outcome=each.place.outcome,
            was=each.was,
            proposed=each.place.parts,
            candidates=list(each.place.candidates),
            near=each.place.near,
            decision="waiting" if each.waits or each.place.outcome in SURE else "left",
        )
        for each in found
    )


def _taken(found: Iterable[_Found]) -> Iterable[tuple[tuple[int, int], ...]]:
    """Answer the contents that are quotes of the new text now, or wait to become some."""
    for each in found:
        if each.place.outcome in SURE or each.waits:
            for parts in (each.place.parts, *each.place.candidates):
                if "content" in parts:
                    yield parts["content"]
