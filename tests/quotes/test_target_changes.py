"""Who changed their mind on a target, and when: people and sides, by day, as a file."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from quotes import commands
from tests.factories import make_speaker, make_target
from tests.pages import by_class, open_page, text_of
from tests.quotes.figures.said import say

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from quotes.models import Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def rent(db: None) -> Target:
    """Return a target on which two people and a side moved, and one did not."""
    rent, union = make_target("Pier rent"), make_speaker("Ferry Union", kind="organisation")
    vell, reke, essery = (make_speaker(name) for name in ("Ona Vell", "Tomas Reke", "Bram Essery"))
    say("2031-01-01", vell, "support", rent, organisation=union)
    say("2031-02-01", vell, "oppose", rent)
    say("2031-02-01", reke, "oppose", rent, organisation=union)
    say("2031-05-01", reke, "mixed", rent)
    say("2031-05-01", essery, "oppose", rent)
    return rent


def test_lists_people_and_sides_newest_first(reading: Client, rent: Target) -> None:
    shown = open_page(reading, f"/targets/{rent.pk}/changes/")
    people, sides = by_class(shown, "moves")
    assert text_of(people).index("Tomas Reke") < text_of(people).index("Ona Vell")
    assert "Bram Essery" not in text_of(people)
    assert text_of(sides).startswith("Ferry Union as a side support to oppose 31 days apart")
    assert "Others spoke: nobody is quoted on both sides." in text_of(sides)


def test_days_tell_when(reading: Client, rent: Target) -> None:
    shown = open_page(reading, f"/targets/{rent.pk}/changes/?said_from=2031-04-01")
    (people,) = by_class(shown, "moves")
    assert text_of(people).startswith("Tomas Reke oppose to mixed 89 days apart")
    nobody = open_page(reading, f"/targets/{rent.pk}/changes/?said_to=2030-12-31")
    assert "No evidence that anybody moved." in text_of(nobody)


def test_is_kept_as_a_file(reading: Client, rent: Target) -> None:
    answer = reading.get(f"/targets/{rent.pk}/changes/?as=changes.csv")
    header, *rows = csv.reader(StringIO(answer.content.decode(), newline=""))
    told = [dict(zip(header, row, strict=True)) for row in rows]
    assert [each["speaker"] for each in told] == ["Tomas Reke", "Ona Vell", "Ferry Union"]
    assert (told[1]["day_before"], told[1]["position_after"]) == ("2031-01-01", "oppose")


def test_a_merged_target_leads_to_what_it_became(
    reading: Client, rent: Target, annotator: User
) -> None:
    other = make_target("The rent of the pier")
    say("2031-01-01", make_speaker(), "support", other)
    commands.merge_targets(other.pk, rent.pk, version=1, by=annotator)
    answer = reading.get(f"/targets/{other.pk}/changes/")
    assert answer.headers["Location"] == f"/targets/{rent.pk}/changes/"


def test_what_is_no_target_or_no_filter_is_refused(reading: Client, rent: Target) -> None:
    assert reading.get("/targets/987654/changes/").status_code == 404
    assert reading.get(f"/targets/{rent.pk}/changes/?loud=1").status_code == 400
