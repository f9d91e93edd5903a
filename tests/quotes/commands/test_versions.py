"""Two people at one quote: other parts both stand, the same part is refused, a number is strict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from quotes import commands
from quotes.models import Quote, Target
from quotes.queries import clashes
from quotes.queries.parts import since
from tests.factories import make_article, make_suggestion, make_target

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Unpack

    from accounts.models import User
    from quotes.commands.inputs import QuoteChanges

pytestmark = pytest.mark.django_db


FIRST = commands.Seen(1)


def set_content(quote: Quote, **given: Any) -> Any:
    (start, end), *others = quote.content
    return commands.set_content(quote.pk, content=((start, end - 1), *others), **given)


def shorten(quote: Quote, **given: Any) -> Any:
    (start, end), *others = quote.content
    return commands.set_content(quote.pk, content=((start, end - 3), *others), **given)


def named(name: str) -> Callable[..., Any]:
    return lambda quote, **given: commands.set_speaker(quote.pk, speaker=name, **given)


def judged(position: str, target: str = "Fares") -> Callable[..., Any]:
    return lambda quote, **given: commands.set_stance(quote.pk, target, position=position, **given)


def changed(**changes: Unpack[QuoteChanges]) -> Callable[..., Any]:
    return lambda quote, **given: commands.change_quote(quote.pk, changes=changes, **given)


def accept(quote: Quote, **given: Any) -> Any:
    return commands.accept_quote(quote.pk, **given)


def reject(quote: Quote, **given: Any) -> Any:
    return commands.reject_quote(quote.pk, **given)


def delete(quote: Quote, **given: Any) -> Any:
    return commands.delete_quote(quote.pk, **given)


@pytest.fixture
def quote() -> Quote:
    return make_suggestion(["The ferry will sail,", "It always has."], make_article())


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        (named("Ilse Marrow"), judged("oppose")),
        (judged("support"), judged("oppose", "Timetables")),
        (set_content, changed(kind="mixed")),
        (changed(place="the quay"), changed(addressee="the council")),
        (judged("support"), accept),
        (accept, judged("support")),
        (changed(unsure=True), named("Ilse Marrow")),
    ],
)
def test_changes_of_different_parts_both_stand(
    annotator: User, reviewer: User, quote: Quote, *, theirs: Any, mine: Any
) -> None:
    theirs(quote, version=FIRST, by=reviewer)
    mine(quote, version=FIRST, by=annotator)

    assert Quote.objects.get(pk=quote.pk).version == 3
    told = clashes.beside(quote.pk, 1, user=annotator)
    assert told
    assert told.who == "The reviewer"


@pytest.mark.parametrize(
    ("theirs", "mine", "part"),
    [
        (named("Ilse Marrow"), named("Tomas Reke"), "speaker:0"),
        (set_content, shorten, "content"),
        (judged("support"), judged("oppose"), "stance"),
        (changed(place="the quay"), changed(channel="speech"), "occasion"),
        (set_content, accept, "content"),
        (named("Ilse Marrow"), reject, "speaker:0"),
        (reject, accept, "status"),
        (judged("support"), delete, "stance"),
        (changed(unsure=True), delete, "unsure"),
    ],
)
def test_the_same_part_is_refused_and_told(
    annotator: User, reviewer: User, quote: Quote, *, theirs: Any, mine: Any, part: str
) -> None:
    theirs(quote, version=FIRST, by=reviewer)

    with pytest.raises(commands.PartConflict) as refused:
        mine(quote, version=FIRST, by=annotator)

    assert refused.value.part.startswith(part)
    assert clashes.who_did(refused.value.change, user=annotator) == "The reviewer"
    assert Quote.objects.get(pk=quote.pk).version == 2


def test_two_windows_of_one_person_are_two(annotator: User, quote: Quote) -> None:
    named("Ilse Marrow")(quote, version=FIRST, by=annotator)

    with pytest.raises(commands.PartConflict) as refused:
        named("Tomas Reke")(quote, version=FIRST, by=annotator)

    assert clashes.who_did(refused.value.change, user=annotator) == ""


def test_what_is_already_as_wanted_meets_nobody(
    annotator: User, reviewer: User, quote: Quote
) -> None:
    changed(kind="mixed")(quote, version=FIRST, by=reviewer)

    changed(kind="mixed")(quote, version=FIRST, by=annotator)

    assert Quote.objects.get(pk=quote.pk).version == 2


def test_what_was_changed_and_undone_meets_nobody(
    annotator: User, reviewer: User, quote: Quote
) -> None:
    named("Ilse Marrow")(quote, version=FIRST, by=reviewer)
    commands.undo_last_step(quote.article_id, by=reviewer)

    named("Tomas Reke")(quote, version=FIRST, by=annotator)

    assert since(quote.pk, 1).parts


def test_a_number_is_strict_whatever_part_was_changed(
    annotator: User, reviewer: User, quote: Quote
) -> None:
    judged("support")(quote, version=1, by=reviewer)

    with pytest.raises(commands.StaleVersion) as refused:
        named("Tomas Reke")(quote, version=1, by=annotator)

    assert not isinstance(refused.value, commands.PartConflict)


def test_parts_and_values_are_told_in_words(annotator: User, reviewer: User, quote: Quote) -> None:
    make_target("Fares")
    judged("support")(quote, version=FIRST, by=reviewer)

    with pytest.raises(commands.PartConflict) as refused:
        judged("oppose")(quote, version=FIRST, by=annotator)

    clash = refused.value
    assert clash.part == f"stance:{Target.objects.get().pk}"
    assert clashes.part_name(clash.part) == "stance on Fares"
    assert clashes.value_of(clash.change.after, clash.part) == "support"
