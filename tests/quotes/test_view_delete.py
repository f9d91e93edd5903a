"""POST /views/<id>/delete/: a view is taken away by whose it is."""

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import SavedView
from tests.quotes.doors import as_form

pytestmark = pytest.mark.django_db


def test_takes_a_view_away(reader: User, annotator: User) -> None:
    view = commands.save_view("Ferries", path="/quotes/", query="", by=reader)
    as_form(annotator, f"/views/{view.pk}/delete/")
    assert SavedView.objects.exists()
    assert as_form(reader, f"/views/{view.pk}/delete/").headers["Location"] == "/views/"
    assert not SavedView.objects.exists()
