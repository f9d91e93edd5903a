"""Who may be one is offered, once; who is known to be two is not offered again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quotes import commands
from quotes.models import SpeakerName
from quotes.queries.duplicates import count_duplicates, likely_duplicates
from tests.factories import make_article, make_quote, make_speaker
from tests.quotes.doors import as_form, assert_only_annotators_post, opened, says

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db
PAGE = "/speakers/duplicates/"


def pairs() -> set[frozenset[str]]:
    return {frozenset((pair.one.name, pair.other.name)) for pair in likely_duplicates()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Ivin", "Sergey Ivin"),
        ("Ilse Marrow", "Ilse Marow"),
        ("Ilse Marrow", "I. Marrow"),
        ("Ilse Marrow", "Dr. Ilse Marrow"),
        ("Ilse Marrow", "Marrow"),
        ("Zoë Marrow", "ZOE MARROW"),
        ("Сергей Ивин", "Sergej Iwin"),
        ("Thomas Reke", "Reke, Tomas"),
        ("Tomas Reke", "Tomas Reke"),
    ],
)
def test_offers(one: str, other: str) -> None:
    for name in (one, other):
        make_speaker(name)
    assert pairs() == {frozenset((one, other))}
    assert count_duplicates() == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tomas Reke", "Theodora Reke"), ("Tomas Reke", "Tomas Rocco"), ("T. Reke", "A. Reke")],
)
def test_does_not_offer(one: str, other: str) -> None:
    for name in (one, other):
        make_speaker(name)
    assert pairs() == set()


def test_unnamed_sources_are_paired_with_nobody() -> None:
    make_speaker("a Baltic official")
    for _ in range(2):
        make_speaker("a Baltic official", article=make_article())
    assert pairs() == set()


def test_a_person_is_not_paired_with_an_organisation() -> None:
    make_speaker("Solve Lines")
    make_speaker("Solve Lines", kind="organisation")
    assert pairs() == set()


def test_another_name_is_enough_and_who_is_merged_counts_as_whom_they_became(
    annotator: User,
) -> None:
    one, two, three = make_speaker("Ilse Marrow"), make_speaker("Ona Vell"), make_speaker("Ylse")
    SpeakerName.objects.create(speaker=two, name="Ilse Marow")
    assert pairs() == {frozenset(("Ilse Marrow", "Ona Vell"))}
    commands.merge_speakers(two.pk, three.pk, version=1, by=annotator)
    assert pairs() == {frozenset(("Ilse Marrow", "Ylse"))}
    commands.merge_speakers(one.pk, three.pk, version=1, by=annotator)
    assert pairs() == set()


def test_not_the_same_is_remembered(annotator: User) -> None:
    one, two = make_speaker("Sergei Ivin"), make_speaker("Sergey Ivin")
    sent = {"first": two.pk, "second": one.pk}
    assert as_form(annotator, "/speakers/apart/", **sent).headers["Location"] == PAGE
    assert pairs() == set()
    assert as_form(annotator, "/speakers/apart/", **sent).status_code == 302
    assert as_form(annotator, "/speakers/apart/", first=1, second=987654).status_code == 404


def test_the_page_offers_to_merge_the_less_quoted_into_the_other(annotator: User) -> None:
    often, seldom = make_speaker("Sergei Ivin"), make_speaker("Sergey Ivin")
    make_quote(speaker=often)
    shown = says(opened(annotator, PAGE))
    assert f"/speakers/{seldom.pk}/merge/?into={often.pk}" in shown
    assert "sound alike" in shown
    assert "1 may be one person" in says(opened(annotator, "/speakers/"))


def test_where_nobody_may_be_another_the_page_says_so(annotator: User) -> None:
    assert "No two speakers" in says(opened(annotator, PAGE))


def test_is_for_annotators(reader: User, annotator: User) -> None:
    assert opened(reader, PAGE).status_code == 403
    assert_only_annotators_post("/speakers/apart/", reader, annotator)
