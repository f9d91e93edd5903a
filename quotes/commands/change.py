"""Changes of one quote: each locks it, checks and raises its version, and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from articles.drafts import EXTERNAL_ID_LENGTH
from quotes.commands.attributions import read_part, set_attributions, settle_speakers
from quotes.commands.explain import explained
from quotes.commands.refusals import Invalid, Missing
from quotes.commands.relays import set_relays
from quotes.commands.stance_rows import set_stances
from quotes.commands.steps import step
from quotes.commands.versions import DECIDED, lock_quote, refuse_if_changed
from quotes.models import Quote
from quotes.models.quotes import QUOTE_COPIES

if TYPE_CHECKING:
    from accounts.models import User
    from quotes.commands.inputs import PartsInput, QuoteChanges
    from quotes.commands.versions import Seen

CHOICES: dict[str, list[Any]] = {
    "kind": Quote.Kind.values,
    "act": Quote.Act.values,
    "status": Quote.Status.values,
    "said_on_precision": ["day", "month", "year", None],
    "channel": ["", "interview", "briefing", "speech", "statement", "document", "post", "court"],
}
PLAIN = {
    "kind",
    "act",
    "unsure",
    "stances_done",
    "said_on",
    "said_on_precision",
    "earlier",
    "place",
    "channel",
    "said_in",
    "addressee",
    "external_id",
}
STORED = [
    field.name
    for field in Quote._meta.concrete_fields
    if field.name not in QUOTE_COPIES and not field.primary_key
]
"""What a change stores: the copies are the database's own, and newer there than in Python."""
BESIDE = {"attributions", "relays", "stances"}
"""What is kept in rows beside the quote."""
PARTS: dict[str, frozenset[str]] = {
    "status": DECIDED,
    "attributions": frozenset({"speaker", "mention", "organisation", "sourcing"}),
    "addressee_span": frozenset({"addressee"}),
    "stances": frozenset({"stance"}),
    **dict.fromkeys(
        ("said_on", "said_on_precision", "earlier", "place", "channel", "said_in"),
        frozenset({"occasion"}),
    ),
}
"""Which parts of a quote what is changed belongs to, where that is not the part of its name."""
REVISES = {"content", "cue", "kind", "act", "addressee", "addressee_span", "parent"}
REVISES |= {"attributions", "relays"}
"""Changes after which a quote is no longer what the machine suggested."""


def change_quote(
    quote_id: int,
    *,
    version: int | Seen,
    by: User | None,
    changes: QuoteChanges,
    command: str = "change_quote",
) -> Quote:
    """Change what `changes` names and leave the rest; what changes nothing is no step.

    Raises Missing, StaleVersion, DuplicateQuote, Ambiguous or Invalid.
    """
    with explained() as refused, transaction.atomic():
        locked = refused.quote = lock_quote(quote_id, version, frozenset())
        wanted = _differing(locked, changes)
        refuse_if_changed(locked, version, _parts_of(changes) - (changes.keys() - wanted.keys()))
        if not wanted:
            return locked
        detail = {"changed": sorted(wanted)} if command == "change_quote" else {}
        with step(command, article_id=locked.article_id, quote_id=quote_id, by=by, detail=detail):
            apply_changes(locked, wanted, by=by)
            raise_version(locked)
        return locked


def accept_quote(quote_id: int, *, version: int | Seen, by: User | None) -> Quote:
    """Agree to a quote as it stands, its proposed speakers included; raises as `change_quote`."""
    return change_quote(
        quote_id, version=version, by=by, changes={"status": "accepted"}, command="accept_quote"
    )


def reject_quote(quote_id: int, *, version: int | Seen, by: User | None) -> Quote:
    """Say that this is no quote; it stays, out of sight, and can be accepted later.

    Raises Missing or StaleVersion.
    """
    return change_quote(
        quote_id, version=version, by=by, changes={"status": "rejected"}, command="reject_quote"
    )


def set_content(
    quote_id: int, *, version: int | Seen, by: User | None, content: PartsInput
) -> Quote:
    """Make these parts of the text, in code points, the quote's content.

    Raises Missing, StaleVersion, DuplicateQuote or Invalid.
    """
    return change_quote(
        quote_id, version=version, by=by, changes={"content": content}, command="set_content"
    )


def raise_version(quote: Quote) -> None:
    """Store the quote as changed once more."""
    quote.version += 1
    quote.updated_at = timezone.now()
    quote.save(update_fields=STORED)


def _parts_of(changes: QuoteChanges) -> frozenset[str]:
    return frozenset().union(*(PARTS.get(key, {key}) for key in changes))


def _differing(quote: Quote, changes: QuoteChanges) -> QuoteChanges:
    """Answer the changes that would change something, spans read; rows beside it are taken to."""
    given: dict[str, Any] = dict(changes)
    if given.get("addressee", quote.addressee) != quote.addressee:  # not the words marked before
        given.setdefault("addressee_span", None)
    for field in ("content", "cue", "addressee_span"):
        if field in given:
            given[field], _ = read_part(quote, given[field], field)
    now = {**vars(quote), "parent": quote.parent_id}
    return cast(
        "QuoteChanges",
        {key: value for key, value in given.items() if key in BESIDE or now[key] != value},
    )


def apply_changes(quote: Quote, changes: QuoteChanges, *, by: User | None) -> None:
    """Put the changes into the quote and the rows beside it; the caller stores the quote.

    Raises Missing, Ambiguous or Invalid.
    """
    _apply_parts(quote, changes)
    check_external_id(changes.get("external_id"))
    for key, value in changes.items():
        _check_choice(key, value)
        if key in PLAIN:
            setattr(quote, key, value)
    if "parent" in changes:
        quote.parent = _parent(quote, changes["parent"])
    if quote.pk and "attributions" in changes:
        set_attributions(quote, changes["attributions"])
    if quote.pk and "relays" in changes:
        set_relays(quote, changes["relays"])
    if quote.pk and "stances" in changes:
        set_stances(quote, changes["stances"])
    quote.changed = quote.changed or (quote.origin == "machine" and not REVISES.isdisjoint(changes))
    if "status" in changes:
        decide(quote, changes["status"], by=by)


def _apply_parts(quote: Quote, changes: QuoteChanges) -> None:
    if "content" in changes:
        content, words = read_part(quote, changes["content"], "content")
        if content is None or words is None:
            message = gettext("a quote needs at least one part; to take it away, delete it")
            raise Invalid("content", changes["content"], message)
        quote.content, quote.content_words = content, words
    if "cue" in changes:
        quote.cue, quote.cue_words = read_part(quote, changes["cue"], "cue")
    if "addressee_span" in changes:
        span, words = read_part(quote, changes["addressee_span"], "addressee")
        quote.addressee_span, quote.addressee_words = span, words


def decide(quote: Quote, status: str, *, by: User | None) -> None:
    """Put a decision, or none, into the quote; accepting settles the speakers proposed."""
    decided = status != "suggested"
    quote.status = status
    quote.decided_by = by if decided else None
    quote.decided_at = timezone.now() if decided else None
    quote.decided_how = "single" if decided else None
    if quote.pk and status == "accepted":
        settle_speakers(quote)


def _parent(quote: Quote, parent_id: int | None) -> Quote | None:
    if parent_id is None:
        return None
    parent = Quote.objects.filter(pk=parent_id, text_version_id=quote.text_version_id).first()
    if parent is None:
        raise Missing(
            "parent",
            parent_id,
            gettext("there is no quote %(parent_id)s in this text version")
            % {"parent_id": parent_id},
        )
    return parent


def check_external_id(value: str | None) -> None:
    """Refuse what cannot be a client's own name of a quote. Raises Invalid."""
    if value is None or (value.isprintable() and 1 <= len(value) <= EXTERNAL_ID_LENGTH):
        return
    message = gettext("an external_id has 1 to %(most)s characters, all of them printable")
    raise Invalid("external_id", value[:40], message % {"most": EXTERNAL_ID_LENGTH})


def _check_choice(key: str, value: object) -> None:
    if key in CHOICES and value not in CHOICES[key]:
        known = ", ".join(choice for choice in CHOICES[key] if choice)
        raise Invalid(
            key,
            value,
            gettext("“%(value)s” is no %(part)s; use one of %(known)s")
            % {"value": value, "part": key.replace("_", " "), "known": known},
        )
