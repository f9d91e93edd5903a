"""Merging two speakers on the page: what moves is told, done at once, and taken back at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from quotes import commands
from quotes.models import Attribution, QuotesToMove, Relay, Speaker
from tests.factories import make_article, make_quote, make_speaker, make_target
from tests.quotes.doors import as_form, opened, says

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


def preview(user: User, one: Speaker, other: Speaker) -> str:
    answer = opened(user, f"/speakers/{one.pk}/merge/?into={other.pk}")
    assert answer.status_code == 200
    return " ".join(says(answer).split())


def test_who_has_a_like_name_is_offered_and_others_are_found(annotator: User) -> None:
    one, other = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    make_speaker("Ona Vell")
    shown = says(opened(annotator, f"/speakers/{one.pk}/merge/"))
    assert f"?into={other.pk}" in shown
    assert "Ona Vell" not in shown
    assert "Ona Vell" in says(opened(annotator, f"/speakers/{one.pk}/merge/?q=vell"))


def test_the_preview_tells_what_moves_and_writes_nothing(annotator: User) -> None:
    one, other = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    quote = make_quote(speaker=one)
    Relay.objects.create(quote=quote, name="the envoy", speaker=one)
    Attribution.objects.filter(quote=quote).update(organisation=one)
    make_target("Ivin", kind="speaker", speaker=one)
    make_target("Sergei Ivin", kind="speaker", speaker=other)
    words = preview(annotator, one, other)
    for each in ("1 beside 0", "1 sources", "1 quotes", "Both are targets of their own"):
        assert each in words
    assert not QuotesToMove.objects.exists()


def test_merged_and_unmerged_on_the_page(annotator: User) -> None:
    one, other = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    make_quote(speaker=one)
    sent = {"version": 1, "into": other.pk}
    done = as_form(annotator, f"/speakers/{one.pk}/merge/", **sent)
    assert done.headers["Location"] == f"/speakers/{other.pk}/"
    call_command("move_merged")
    shown = says(opened(annotator, f"/speakers/{other.pk}/"))
    assert "merged Sergey Ivin into this" in shown
    assert "Unmerge Sergey Ivin" in shown
    back = as_form(annotator, f"/speakers/{one.pk}/unmerge/")
    assert back.headers["Location"] == f"/speakers/{other.pk}/"
    assert opened(annotator, f"/speakers/{one.pk}/").status_code == 200


def test_the_same_words_marked_for_both_stand_in_the_way(annotator: User) -> None:
    one, other, article = make_speaker(), make_speaker(), make_article()
    quotes = [make_quote("a fine promise", speaker=each, article=article) for each in (one, other)]
    words = preview(annotator, one, other)
    assert f"/quotes/{quotes[0].pk}/" in words
    assert "The same words are marked for both" in words
    refused = as_form(annotator, f"/speakers/{one.pk}/merge/", version=1, into=other.pk)
    assert refused.status_code == 409
    assert "reject one of each first" in says(refused)


def test_a_speaker_changed_since_is_looked_at_again(annotator: User) -> None:
    one, other = make_speaker(), make_speaker()
    commands.add_speaker_name(one.pk, "Another", version=1, by=annotator)
    refused = as_form(annotator, f"/speakers/{one.pk}/merge/", version=1, into=other.pk)
    assert refused.status_code == 409
    assert "Somebody changed this" in says(refused)
    one.refresh_from_db()
    assert one.merged_into is None


def test_nobody_is_proposed_for_an_unnamed_source_and_a_reviewer_gives_the_reason(
    annotator: User, reviewer: User
) -> None:
    article = make_article()
    source = make_speaker("Ona Vell of the ministry", article=article)
    named = make_speaker("Ona Vell")
    assert "Nobody is proposed" in says(opened(reviewer, f"/speakers/{source.pk}/merge/"))
    assert "a reviewer decides" in preview(annotator, source, named)
    assert "does not become an unnamed source" in preview(reviewer, named, source)
    assert 'name="reason"' in preview(reviewer, source, named)
    sent = {"version": 1, "into": named.pk, "reason": "Named in print on 2 May."}
    refused = as_form(annotator, f"/speakers/{source.pk}/merge/", **sent)
    assert refused.status_code == 409
    assert as_form(reviewer, f"/speakers/{source.pk}/merge/", **sent).status_code == 302
    assert "Named in print on 2 May." in says(opened(reviewer, f"/speakers/{named.pk}/"))


def test_readers_do_not_get_there(reader: User) -> None:
    one = make_speaker()
    assert opened(reader, f"/speakers/{one.pk}/merge/").status_code == 403
    assert as_form(reader, f"/speakers/{one.pk}/merge/", into=2).status_code == 403
    assert opened(None, f"/speakers/{one.pk}/merge/").status_code == 302


def test_a_speaker_who_is_not_there_is_not_there(annotator: User) -> None:
    assert opened(annotator, "/speakers/987654/merge/").status_code == 404
    assert as_form(annotator, "/speakers/987654/unmerge/").status_code == 404


def test_desk_and_steps_tell_of_it(annotator: User) -> None:
    one, other = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    commands.merge_speakers(one.pk, other.pk, version=1, by=annotator)
    commands.add_speaker_name(other.pk, "Ivin", version=1, by=annotator)
    for path in ("/", "/steps/"):
        assert opened(annotator, path).status_code == 200
