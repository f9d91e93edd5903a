"""POST /views/<id>/: whose view it is renames it, and shares it or not."""

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import SavedView
from tests.quotes.doors import as_form, opened, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def view(reader: User) -> SavedView:
    return commands.save_view("Ferries", path="/quotes/", query="", by=reader)


def test_renames_and_shares(reader: User, view: SavedView) -> None:
    answer = as_form(reader, f"/views/{view.pk}/", name="Boats", shared="on")
    assert answer.headers["Location"] == "/views/"
    view.refresh_from_db()
    assert (view.name, view.shared) == ("Boats", True)
    as_form(reader, f"/views/{view.pk}/", name="Boats")
    view.refresh_from_db()
    assert not view.shared


def test_nobody_changes_anothers(reviewer: User, view: SavedView) -> None:
    answer = as_form(reviewer, f"/views/{view.pk}/", name="Mine")
    assert "there is no view" in says(answer.client.get("/views/"))
    view.refresh_from_db()
    assert view.name == "Ferries"


def test_is_a_form_alone(reader: User, view: SavedView) -> None:
    assert opened(reader, f"/views/{view.pk}/").status_code == 405
    assert as_form(None, f"/views/{view.pk}/").headers["Location"].startswith("/sign-in/")
