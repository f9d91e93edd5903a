"""Quotes that a person marks, and quotes that are taken away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from quotes.commands.attributions import add_attributions
from quotes.commands.change import accept_quote, apply_changes, raise_version
from quotes.commands.explain import check_now, explained
from quotes.commands.follow import follow_late
from quotes.commands.held import hold_text
from quotes.commands.known import Known
from quotes.commands.new_rows import insert_rows
from quotes.commands.reading import read_statement
from quotes.commands.refusals import Ambiguous, DuplicateQuote
from quotes.commands.relays import add_relays
from quotes.commands.stance_rows import add_stances
from quotes.commands.steps import step
from quotes.commands.versions import lock_quote
from quotes.guessing import guess_kind
from quotes.models import Quote
from quotes.queries.around import look_around, quote_of_words

if TYPE_CHECKING:
    from accounts.models import User
    from quotes.commands.inputs import PartsInput, QuoteChanges
    from quotes.commands.versions import Seen


def mark_quote(
    text_version_id: int, *, by: User | None, changes: QuoteChanges, known: Known | None = None
) -> Quote:
    """Mark a quote; accepted unless `status` says otherwise, for a person has seen it.

    `changes` names at least the content; a `parent` left out is the innermost quote that holds all
    of it. Of a text that is not the newest, it goes on to that one as far as that is sure. What is
    `known` was looked up in this transaction. Raises Missing, DuplicateQuote, Ambiguous or Invalid.
    """
    quote, known = Quote(origin=Quote.Origin.PERSON), known or Known()
    with explained() as refused, transaction.atomic():
        refused.quote = quote
        text, language = hold_text(text_version_id, known=known)
        quote.text_version, quote.article_id = text, text.article_id
        apply_changes(quote, {"status": "accepted", **changes}, by=by)
        quote.kind = quote.kind or guess_kind(text.text, quote.content, language=language)
        around = look_around(text.pk, quote.content)
        if "parent" not in changes and quote.kind != Quote.Kind.TERM:
            quote.parent_id = around.innermost
        with step(
            "mark_quote",
            article_id=text.article_id,
            quote_id=around.new_id,
            by=by,
            is_open=True,
        ):
            _add(quote, around.new_id, changes, known=known)
            if around.is_followed:
                follow_late(quote)
        if known.is_batch:
            check_now()
    return quote


def mark_words(text_version_id: int, content: PartsInput, *, by: User | None) -> Quote:
    """Mark words as a quote; where just these are suggested and wait, agree to that suggestion.

    Raises Missing, DuplicateQuote, Ambiguous or Invalid.
    """
    try:
        return mark_quote(text_version_id, by=by, changes={"content": content})
    except DuplicateQuote as duplicate:
        suggested = Quote.objects.filter(status=Quote.Status.SUGGESTED)
        waiting = duplicate.existing and suggested.filter(pk=duplicate.existing).first()
        if not waiting:
            raise
        return accept_quote(waiting.pk, version=waiting.version, by=by)


def mark_quote_at(text_version_id: int, at: int, *, by: User | None) -> Quote:
    """Mark the statement of the sentence at a code point as the reader reads it, all it takes.

    Where the reader's source goes by a name of several, it is left open. Raises Missing,
    DuplicateQuote or Invalid.
    """
    changes = read_statement(text_version_id, at)
    same = quote_of_words(text_version_id, changes["content"])  # type: ignore[arg-type]
    if same:
        raise DuplicateQuote(same)
    try:
        return mark_quote(text_version_id, by=by, changes=changes)
    except Ambiguous:
        sources = [replace(each, speaker=None) for each in changes["attributions"]]
        return mark_quote(text_version_id, by=by, changes={**changes, "attributions": sources})


def _add(quote: Quote, pk: int, changes: QuoteChanges, *, known: Known) -> None:
    """Store the quote with its first speaker at once: the same words may have another."""
    attributions = changes.get("attributions", ())
    first = attributions[0] if attributions else None
    if first and first.speaker is not None:
        unnamed_in = quote.article_id if first.sourcing == "unnamed" else None
        quote.speaker = known.speaker(first.speaker, kind=first.speaker_kind, unnamed_in=unnamed_in)
    quote.pk = pk
    insert_rows([quote])
    add_attributions(quote, attributions, known=known)
    add_relays(quote, changes.get("relays", ()), known=known)
    add_stances(quote, changes.get("stances", ()), known=known)


def delete_quote(quote_id: int, *, version: int | Seen, by: User | None) -> None:
    """Take a quote away; what stood inside it stands where it stood. Undo brings it back.

    Raises Missing or StaleVersion.
    """
    with explained(), transaction.atomic():
        quote = lock_quote(quote_id, version)
        with step("delete_quote", article_id=quote.article_id, quote_id=quote_id, by=by):
            inside = Quote.objects.select_for_update(of=("self",)).filter(parent=quote)
            for nested in inside.order_by("pk"):
                nested.parent_id = quote.parent_id
                raise_version(nested)
            quote.delete()
