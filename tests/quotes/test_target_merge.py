"""Merging two targets on the page: positions that differ are told, and one says which stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories import make_quote, make_stance, make_target
from tests.quotes.doors import as_form, opened, says

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


def test_what_has_a_like_name_is_offered(annotator: User) -> None:
    one, other = make_target("Ferry Tariff Act"), make_target("the Ferry Tariff Bill")
    assert f"?into={other.pk}" in says(opened(annotator, f"/targets/{one.pk}/merge/"))
    assert f"?into={one.pk}" in says(opened(annotator, f"/targets/{other.pk}/merge/?q=tarif act"))


def test_merged_and_unmerged_on_the_page(annotator: User) -> None:
    act, bill, quote = make_target("the Act"), make_target("the bill"), make_quote()
    make_stance(quote, act, "oppose")
    make_stance(quote, bill, "support")
    preview = says(opened(annotator, f"/targets/{bill.pk}/merge/?into={act.pk}"))
    assert "1 quote takes different positions" in " ".join(preview.split())
    assert f'<a href="/quotes/{quote.pk}/">' in preview
    sent = {"version": 1, "into": act.pk}
    refused = as_form(annotator, f"/targets/{bill.pk}/merge/", **sent)
    assert refused.status_code == 409
    assert "say which stands" in says(refused)
    done = as_form(annotator, f"/targets/{bill.pk}/merge/", **sent, keep="newer")
    assert done.headers["Location"] == f"/targets/{act.pk}/"
    moved = opened(annotator, f"/targets/{bill.pk}/")
    assert moved.headers["Location"] == f"/targets/{act.pk}/"
    shown = says(opened(annotator, f"/targets/{act.pk}/"))
    assert "merged the bill into this" in shown
    as_form(annotator, f"/targets/{bill.pk}/unmerge/")
    assert opened(annotator, f"/targets/{bill.pk}/").status_code == 200


def test_a_way_of_keeping_that_there_is_not_is_refused(annotator: User) -> None:
    act, bill = make_target(), make_target()
    sent = {"version": 1, "into": act.pk, "keep": "both"}
    assert as_form(annotator, f"/targets/{bill.pk}/merge/", **sent).status_code == 422


def test_readers_do_not_get_there(reader: User) -> None:
    target = make_target()
    assert opened(reader, f"/targets/{target.pk}/merge/").status_code == 403
    assert as_form(reader, f"/targets/{target.pk}/merge/", into=1).status_code == 403
