"""What is sent twice is done once, one after the other and at the same instant."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection

from quotes import commands
from quotes.models import Quote, Step
from tests.factories import make_article, make_suggestion
from tests.quotes.doors import as_form, as_htmx, parts, says

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User


@pytest.fixture
def quote(database: None) -> Quote:
    article = make_article()
    make_suggestion("a fine promise", article)
    return make_suggestion(["The ferry will sail,", "It always has."], article)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do several things on connections of their own, at the same instant."""
    ready = Barrier(len(acts))

    def act(each: Callable[[], Any]) -> Any:
        ready.wait()
        try:
            return each()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


@pytest.mark.django_db
def test_a_form_that_comes_again_is_answered_and_not_done_again(
    annotator: User, quote: Quote
) -> None:
    sent = {"version": 1, "was": quote.pk, "shown": 1, "deed": str(uuid4())}
    address = f"/quotes/{quote.pk}/accept/"

    first, again, form = (post(annotator, address, **sent) for post in (as_htmx, as_htmx, as_form))

    assert (first.status_code, again.status_code, form.status_code) == (200, 200, 302)
    assert first["HX-Replace-Url"] == again["HX-Replace-Url"]
    assert "Saved" in says(again)
    assert Step.objects.count() == 1
    assert Quote.objects.get(pk=quote.pk).version == 2


@pytest.mark.django_db
def test_the_deed_of_somebody_else_is_not_mine(
    annotator: User, reviewer: User, quote: Quote
) -> None:
    deed = str(uuid4())
    as_htmx(annotator, f"/quotes/{quote.pk}/accept/", version=1, deed=deed)

    as_htmx(reviewer, f"/quotes/{quote.pk}/reject/", version=2, deed=deed)

    assert Quote.objects.get(pk=quote.pk).status == "rejected"


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["", "one", "x" * 36])
def test_what_is_no_id_of_a_deed_counts_for_nothing(
    annotator: User, quote: Quote, deed: str
) -> None:
    answer = as_htmx(annotator, f"/quotes/{quote.pk}/accept/", version=1, deed=deed)

    assert answer.status_code == 200
    assert Step.objects.get().deed is None


def test_two_copies_of_a_form_at_the_same_instant_are_one_deed(
    own_database: str, annotator: User, quote: Quote
) -> None:
    text, _ = quote.text_version.text, quote.content
    sent = {"text_version": quote.text_version_id, "content": parts(text, (0, 9))}
    sent["deed"] = str(uuid4())
    address = f"/articles/{quote.article_id}/quotes/"

    answers = at_once(*4 * [lambda: as_htmx(annotator, address, **sent).status_code])

    assert answers == [200] * 4
    assert Step.objects.count() == 1
    assert Quote.objects.count() == 3


def test_the_same_quote_by_two_people_at_the_same_instant_is_one_quote(
    own_database: str, annotator: User, reviewer: User, quote: Quote
) -> None:
    sent: dict[str, Any] = {
        "text_version": quote.text_version_id,
        "content": parts(quote.text_version.text, (0, 9)),
    }
    address = f"/articles/{quote.article_id}/quotes/"

    answers = at_once(
        *[lambda by=by: as_htmx(by, address, **sent).status_code for by in (annotator, reviewer)]
    )

    assert sorted(answers) == [200, 409]
    assert Quote.objects.count() == 3


def test_two_changes_of_different_parts_at_the_same_instant_both_stand(
    own_database: str, annotator: User, reviewer: User, quote: Quote
) -> None:
    seen = commands.Seen(1)

    at_once(
        lambda: commands.set_speaker(quote.pk, version=seen, by=annotator, speaker="Ilse Marrow"),
        lambda: commands.set_stance(
            quote.pk, "Fares", version=seen, by=reviewer, position="oppose"
        ),
    )

    stored = Quote.objects.get(pk=quote.pk)
    assert stored.version == 3
    assert stored.speaker
    assert (stored.speaker.name, stored.stances.get().position) == ("Ilse Marrow", "oppose")


def test_the_same_part_at_the_same_instant_is_stored_once_and_refused_once(
    own_database: str, annotator: User, reviewer: User, quote: Quote
) -> None:
    address, sent = f"/quotes/{quote.pk}/speaker/", {"version": 1, "was": quote.pk, "shown": 1}

    answers = at_once(
        lambda: as_htmx(annotator, address, **sent, q="Ilse Marrow"),
        lambda: as_htmx(reviewer, address, **sent, q="Tomas Reke"),
    )

    assert sorted(each.status_code for each in answers) == [200, 409]
    (refused,) = (each for each in answers if each.status_code == 409)
    assert "Ilse Marrow" in says(refused)
    assert "Tomas Reke" in says(refused)
    assert Step.objects.count() == 1
