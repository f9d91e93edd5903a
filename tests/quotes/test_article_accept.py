"""POST /articles/<id>/accept/: what is sure is accepted, in one step."""

from __future__ import annotations

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import Attribution, Quote, Speaker, Step
from tests.factories import make_article, make_speaker, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    everything,
    opened,
    says,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quotes() -> list[Quote]:
    article = make_article()
    found = [
        make_suggestion(words, article, confidence=confidence, mention=mention)
        for words, confidence, mention in (
            ("The ferry will sail,", 0.95, "Ilse Marrow"),
            ("It always has.", 0.92, "Ilse Marrow"),
            ("a fine promise", 0.7, "Tomas Reke"),
            ("Nobody else spoke", 0.4, None),
        )
    ]
    Attribution.objects.filter(mention_words=["Ilse Marrow"]).update(proposed_name="Ilse Marrow")
    return found


def sent(quote: Quote, **more: object) -> dict[str, object]:
    return {"text_version": quote.text_version_id, "at_least": "sure", "count": 2, **more}


def address(quotes: list[Quote]) -> str:
    return f"/articles/{quotes[0].article_id}/accept/"


def states() -> list[tuple[str, str | None]]:
    return list(Quote.objects.order_by("pk").values_list("status", "decided_how"))


def test_accepts_what_is_sure_with_its_speakers_and_goes_on(
    annotator: User, quotes: list[Quote]
) -> None:
    answer = as_htmx(annotator, address(quotes), was=quotes[0].pk, **sent(quotes[0]))

    assert "2 quotes accepted, in one step" in says(answer)
    assert states() == [("accepted", "batch")] * 2 + [("suggested", None)] * 2
    assert Speaker.objects.get().name == "Ilse Marrow"
    assert set(Quote.objects.filter(status="accepted").values_list("speaker__name", flat=True)) == {
        "Ilse Marrow"
    }
    assert Step.objects.get().detail == {"count": 2, "at_least": "sure"}
    assert answer["HX-Replace-Url"].endswith(f"?quote={quotes[2].pk}")


def test_those_to_check_go_too_where_that_is_asked(annotator: User, quotes: list[Quote]) -> None:
    as_form(annotator, address(quotes), **sent(quotes[0], at_least="check", count=3))
    assert [status for status, _ in states()] == ["accepted"] * 3 + ["suggested"]


def test_one_undo_takes_the_whole_of_it_back(annotator: User, quotes: list[Quote]) -> None:
    as_htmx(annotator, address(quotes), **sent(quotes[0]))
    answer = as_htmx(annotator, f"/articles/{quotes[0].article_id}/undo/")
    assert "Undone: accepted 2 quotes that were sure, in one step" in says(answer)
    assert states() == [("suggested", None)] * 4
    assert not Speaker.objects.exists()


def test_who_saw_another_number_is_asked_to_look_again(
    annotator: User, quotes: list[Quote]
) -> None:
    before = everything()
    answer = as_htmx(annotator, address(quotes), **sent(quotes[0], count=3))
    assert_refused(answer, 409, "there are 2 now; look again")
    assert everything() == before


def test_what_somebody_doubts_waits_for_a_person(annotator: User, quotes: list[Quote]) -> None:
    Quote.objects.filter(pk=quotes[0].pk).update(unsure=True)
    page = says(opened(annotator, f"/articles/{quotes[0].article_id}/"))
    assert "Accept 1 that is sure" in page
    as_htmx(annotator, address(quotes), **sent(quotes[0], count=1))
    assert [status for status, _ in states()] == ["suggested", "accepted", "suggested", "suggested"]


def test_a_name_of_several_waits_for_a_person(annotator: User, quotes: list[Quote]) -> None:
    make_speaker("Ilse Marrow")
    make_speaker("Ilse Marrow")
    Quote.objects.filter(pk=quotes[2].pk).update(confidence=0.9)
    answer = as_htmx(annotator, address(quotes), **sent(quotes[0], count=3))
    assert "1 quote accepted. 2 quotes wait" in says(answer)
    assert [status for status, _ in states()] == [
        "suggested", "suggested", "accepted", "suggested",
    ]  # fmt: skip


def test_names_of_one_person_become_one_speaker(annotator: User, quotes: list[Quote]) -> None:
    first = Attribution.objects.filter(quote=quotes[0])
    first.update(proposed_name="ilse  MARROW")
    commands.accept_sure(quotes[0].text_version_id, by=annotator)
    assert Speaker.objects.count() == 1


def test_what_no_threshold_is_called_is_refused(annotator: User, quotes: list[Quote]) -> None:
    answer = as_htmx(annotator, address(quotes), **sent(quotes[0], at_least="all"))
    assert_refused(answer, 422, "“all” is no threshold; use sure or check")


def test_only_annotators_accept(reader: User, annotator: User, quotes: list[Quote]) -> None:
    assert_only_annotators_post(address(quotes), reader, annotator)
