"""Views are kept under a name, by whose they are; others see what is shared, and nothing else."""

from typing import Any

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import SavedView, Step
from quotes.queries.saved import find_view, own_views, shared_views

pytestmark = pytest.mark.django_db


def test_keeps_a_page_and_its_filters_under_a_name(reader: User) -> None:
    view = commands.save_view("  Ferries ", path="/quotes/", query="target=7", by=reader)
    assert (view.name, view.path, view.query, view.shared) == (
        "Ferries",
        "/quotes/",
        "target=7",
        False,
    )
    assert own_views(reader) == [view]


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("view", {"name": " "}),
        ("view", {"name": "a" * 301}),
        ("path", {"path": "//elsewhere.example/"}),
        ("path", {"path": "https://elsewhere.example/"}),
        ("path", {"path": "/quotes/\n"}),
        ("query", {"query": "q=" + "a" * 4000}),
        ("query", {"query": "q=a\x00b"}),
    ],
)
def test_keeps_nothing_that_is_no_view(reader: User, field: str, given: dict[str, str]) -> None:
    view: dict[str, Any] = {"name": "Ferries", "path": "/quotes/", "query": "", **given}
    with pytest.raises(commands.Invalid) as refused:
        commands.save_view(**view, by=reader)
    assert refused.value.field == field
    assert not SavedView.objects.exists()


def test_a_name_is_taken_once_a_person(reader: User, annotator: User) -> None:
    commands.save_view("Été", path="/quotes/", query="", by=reader)
    with pytest.raises(commands.Conflict, match="called “ETE” already"):
        commands.save_view("ETE", path="/matrix/", query="", by=reader)
    commands.save_view("Été", path="/quotes/", query="", by=annotator)


def test_a_private_view_is_seen_by_its_owner_alone(reader: User, reviewer: User) -> None:
    view = commands.save_view("Ferries", path="/quotes/", query="", by=reader)
    assert find_view(view.pk, user=reader) == view
    assert find_view(view.pk, user=reviewer) is None
    assert shared_views(reviewer) == []
    commands.change_view(view.pk, shared=True, by=reader)
    assert shared_views(reviewer) == [view]
    assert shared_views(reader) == []


def test_only_the_owner_changes_a_view(reader: User, reviewer: User) -> None:
    view = commands.save_view("Ferries", path="/quotes/", query="", shared=True, by=reader)
    with pytest.raises(commands.Missing):
        commands.change_view(view.pk, name="Mine", by=reviewer)
    commands.change_view(view.pk, name="Boats", by=reader)
    view.refresh_from_db()
    assert (view.name, view.shared) == ("Boats", True)


def test_a_view_keeps_its_own_name_when_only_its_letters_change(reader: User) -> None:
    view = commands.save_view("ferries", path="/quotes/", query="", by=reader)
    assert commands.change_view(view.pk, name="Ferries", by=reader).name == "Ferries"


def test_reviewers_take_away_what_is_shared_and_nobody_what_is_private(
    reader: User, annotator: User, reviewer: User
) -> None:
    private = commands.save_view("Ferries", path="/quotes/", query="", by=reader)
    shared = commands.save_view("Boats", path="/quotes/", query="", shared=True, by=reader)
    for view, by in ((private, reviewer), (shared, annotator)):
        with pytest.raises(commands.Missing):
            commands.delete_view(view.pk, by=by)
    commands.delete_view(shared.pk, by=reviewer)
    commands.delete_view(private.pk, by=reader)
    assert not SavedView.objects.exists()


def test_each_change_is_a_step_that_can_be_undone_and_tells_no_name(reader: User) -> None:
    view = commands.save_view("Ferries", path="/quotes/", query="target=7", by=reader)
    commands.change_view(view.pk, name="Boats", shared=True, by=reader)
    commands.delete_view(view.pk, by=reader)
    steps = list(Step.objects.order_by("-pk"))
    assert [each.command for each in steps] == ["delete_view", "change_view", "save_view"]
    assert [each.detail for each in steps] == [{}] * 3
    commands.undo_step(steps[0].pk, by=reader)
    commands.undo_step(steps[1].pk, by=reader)
    back = SavedView.objects.get()
    assert (back.pk, back.name, back.shared) == (view.pk, "Ferries", False)


def test_changing_nothing_is_no_step(reader: User) -> None:
    view = commands.save_view("Ferries", path="/quotes/", query="", by=reader)
    commands.change_view(view.pk, name="Ferries", shared=False, by=reader)
    assert Step.objects.count() == 1
