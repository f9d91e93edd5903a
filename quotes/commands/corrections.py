"""What a person decides about quotes that stand in an older text than their article has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils.translation import gettext

from quotes import spans
from quotes.anchoring import Doubles
from quotes.commands.change import raise_version
from quotes.commands.explain import explained
from quotes.commands.refusals import Conflict, Invalid, Missing
from quotes.commands.steps import step
from quotes.commands.suggestions import suggest_quotes
from quotes.commands.versions import lock_quote
from quotes.models import Placement, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User
    from articles.models import TextVersion
    from quotes.commands.inputs import PartsInput
    from quotes.commands.versions import Seen

    Parts = dict[str, spans.Spans]

PARTS = frozenset({"content", "cue", "addressee", "relays", "mention", "sourcing"})
"""What a placement sets: all that is marked in the text."""


def place_quote(
    quote_id: int,
    *,
    version: int | Seen,
    by: User | None,
    candidate: int | None = None,
    content: PartsInput | None = None,
) -> Quote:
    """Place a waiting quote in the newer text: with its new words, as they were found.

    Else at a `candidate`, by its place among them, or where `content` stands, in code points of the
    newer text. Speaker and stances go with it; what has no place there is not marked any more.
    Raises Missing, StaleVersion, DuplicateQuote, Conflict or Invalid.
    """
    with explained() as refused, transaction.atomic():
        quote = refused.quote = lock_quote(quote_id, version, PARTS)
        waiting = _waiting(quote)
        parts = _wanted(waiting, candidate, content)
        taken = candidate is None and content is None
        detail = {"text": waiting.text_version.number}
        with step(
            "place_quote", article_id=quote.article_id, quote_id=quote_id, by=by, detail=detail
        ):
            _make_room(quote, waiting.text_version, parts["content"])
            _put(quote, waiting.text_version, parts)
            _decide(waiting, Placement.Decision.TAKEN if taken else Placement.Decision.PLACED)
            _suggest_again(waiting)
    return quote


def leave_quote(quote_id: int, *, version: int | Seen, by: User | None) -> Quote:
    """Leave a waiting quote at its text, where it stays citable.

    What stands in the newer text in its place is suggested as any quote is. Raises Missing,
    StaleVersion or Conflict.
    """
    with explained(), transaction.atomic():
        quote = lock_quote(quote_id, version, PARTS)
        waiting = _waiting(quote)
        detail = {"text": waiting.old_text.number}
        with step(
            "leave_quote", article_id=quote.article_id, quote_id=quote_id, by=by, detail=detail
        ):
            _decide(waiting, Placement.Decision.LEFT)
            _suggest_again(waiting)
    return quote


def _waiting(quote: Quote) -> Placement:
    placements = Placement.objects.select_related("old_text", "text_version__article")
    found = placements.filter(quote=quote).order_by("-text_version__number").first()
    if found is None:
        raise Missing(
            "quote",
            quote.pk,
            gettext("no newer text waits for quote %(quote_id)s") % {"quote_id": quote.pk},
        )
    if found.decision != Placement.Decision.WAITING:
        raise Conflict(
            "quote",
            quote.pk,
            gettext("this is decided already: %(decision)s")
            % {"decision": found.get_decision_display()},
        )
    return found


def _wanted(waiting: Placement, candidate: int | None, content: PartsInput | None) -> Parts:
    if content is not None:
        return {"content": _read(waiting.text_version.text, content)}
    if candidate is None:
        found = waiting.proposed
    elif 0 <= candidate < len(waiting.candidates):
        found = waiting.candidates[candidate]
    else:
        raise Invalid(
            "candidate",
            candidate,
            gettext("there is no candidate %(candidate)s") % {"candidate": candidate},
        )
    if "content" not in found:
        message = gettext("there are no new words to take: choose a place, or leave it at its text")
        raise Invalid("content", None, message)
    return {name: tuple((start, end) for start, end in each) for name, each in found.items()}


def _read(text: str, content: PartsInput) -> spans.Spans:
    plain = all(isinstance(part, tuple) for part in content)
    try:
        return spans.read_spans(content, len(text)) if plain else spans.read_parts(content, text)
    except spans.SpanError as error:
        raise Invalid("content", error.value, error.message, candidates=error.candidates) from error


def _put(quote: Quote, version: TextVersion, parts: Parts) -> None:
    """Store the quote in this text, and all that hangs on it, with the words that stand there."""
    quote.text_version = version
    found = _Words(version.text, parts)
    quote.content = parts["content"]
    quote.content_words = list(spans.words(version.text, parts["content"]))
    quote.cue, quote.cue_words = found.of("cue")
    quote.addressee_span, quote.addressee_words = found.of("addressee_span")
    raise_version(quote)
    for source in quote.attributions.all():
        source.mention, source.mention_words = found.of(f"mention:{source.pk}")
        source.descriptor, source.descriptor_words = found.of(f"descriptor:{source.pk}")
        source.condition, source.condition_words = found.of(f"condition:{source.pk}")
        source.save()
    for relay in quote.relays.all():
        relay.span, relay.span_words = found.of(f"span:{relay.pk}")
        relay.save()


class _Words(NamedTuple):
    """The parts that a quote is to have in a text."""

    text: str
    parts: Parts

    def of(self, name: str) -> tuple[spans.Spans | None, list[str] | None]:
        """Answer a part and its words, both None where it has no place."""
        found = self.parts.get(name)
        return (found, list(spans.words(self.text, found))) if found else (None, None)


def _decide(waiting: Placement, decision: Placement.Decision) -> None:
    waiting.decision = decision
    waiting.save(update_fields=["decision"])


def _make_room(quote: Quote, version: TextVersion, content: spans.Spans) -> None:
    """Take away what the machine suggests in the quote's place; what stands inside stays."""
    double = Doubles([content])
    suggested = Quote.objects.filter(
        text_version=version, status=Quote.Status.SUGGESTED, origin=Quote.Origin.MACHINE
    ).exclude(pk=quote.pk)
    same = [pk for pk, its in suggested.values_list("pk", "content") if double.has(its)]
    if same:
        for nested in Quote.objects.filter(parent__in=same).exclude(pk__in=same):
            nested.parent = quote
            raise_version(nested)
        Quote.objects.filter(pk__in=same).delete()


def _suggest_again(decided: Placement) -> None:
    """Suggest what stands where a quote could have stood, unless it is marked."""
    version = decided.text_version
    there = Doubles(_contents(version))
    free = [content for content in _could_be(decided) if not there.has(content)]
    if free:
        place = Doubles(free)
        suggest_quotes(
            [(version, version.article.language)],
            wanted=lambda _, content: place.has(content) and not there.has(content),
        )


def _could_be(decided: Placement) -> Iterable[spans.Spans]:
    """Answer where a quote could have stood."""
    for parts in (decided.proposed, *decided.candidates):
        if "content" in parts:
            yield tuple((start, end) for start, end in parts["content"])
    start, end = decided.near
    if start < end:
        yield ((start, end),)


def _contents(version: TextVersion) -> Iterable[spans.Spans]:
    """Answer what is marked in a text, rejected or not, and what may yet come to stand there."""
    yield from Quote.objects.filter(text_version=version).values_list("content", flat=True)
    waiting = Placement.objects.filter(
        text_version=version, decision=Placement.Decision.WAITING
    ).values_list("proposed", flat=True)
    for parts in waiting:
        if "content" in parts:
            yield tuple((start, end) for start, end in parts["content"])
