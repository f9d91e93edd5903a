"""POST /articles/<id>/undo/."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages

from accounts.models import User
from articles.models import TextVersion
from quotes import commands
from quotes.models import Quote
from tests.factories import make_article, make_suggestion, make_text_version
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    everything,
    says,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote() -> Quote:
    article = make_article()
    make_suggestion("a fine promise", article)
    return make_suggestion(["The ferry will sail,", "It always has."], article)


def address(quote: Quote) -> str:
    return f"/articles/{quote.article_id}/undo/"


def test_takes_back_the_last_step_and_shows_its_quote(annotator: User, quote: Quote) -> None:
    other = Quote.objects.exclude(pk=quote.pk).get()
    commands.accept_quote(quote.pk, version=1, by=annotator)

    answer = as_htmx(annotator, address(quote), was=other.pk)

    quote.refresh_from_db()
    assert (quote.status, quote.version) == ("suggested", 3)
    assert answer["HX-Replace-Url"].endswith(f"?quote={quote.pk}")
    assert "Undone: accepted quote 1" in says(answer)
    assert f'id="row-{other.pk}"' in says(answer)  # no longer the one in hand


def test_a_quote_that_was_deleted_is_back_in_its_place(annotator: User, quote: Quote) -> None:
    commands.delete_quote(quote.pk, version=1, by=annotator)

    answer = as_htmx(annotator, address(quote))

    assert Quote.objects.filter(pk=quote.pk).exists()
    assert f'id="q{quote.pk}" href="?quote={quote.pk}" data-n="1"' in says(answer)


def test_after_a_mark_is_undone_the_quote_before_is_in_hand(annotator: User, quote: Quote) -> None:
    version = quote.text_version
    start = version.text.index("Nobody else")
    words = [{"start": start, "end": start + 11, "exact": "Nobody else"}]
    marked = commands.mark_quote(version.pk, by=annotator, changes={"content": words})

    answer = as_htmx(annotator, address(quote), was=marked.pk)

    assert not Quote.objects.filter(pk=marked.pk).exists()
    assert answer["HX-Replace-Url"].endswith(f"?quote={quote.pk}")


def mark_whole(version: TextVersion, by: User) -> Quote:
    words = [{"start": 0, "end": version.length, "exact": version.text}]
    return commands.mark_quote(version.pk, by=by, changes={"content": words})


def test_a_text_that_is_not_in_view_is_loaded_and_never_mixed_into_the_one_in_view(
    annotator: User, quote: Quote
) -> None:
    make_text_version(quote.article, text="Nothing is left of it.")
    commands.accept_quote(quote.pk, version=1, by=annotator)

    answer = as_htmx(annotator, address(quote), shown=2)

    assert answer["HX-Redirect"] == f"/articles/{quote.article_id}/?quote={quote.pk}"
    assert answer.content == b""
    assert [str(said) for said in get_messages(answer.wsgi_request)] == [
        "Undone: accepted quote 1."
    ]


def test_an_earlier_text_stays_in_view_when_its_mark_is_undone(
    annotator: User, quote: Quote
) -> None:
    earlier = quote.text_version
    Quote.objects.filter(text_version=earlier).delete()
    make_text_version(quote.article, text="Nothing is left of it.")
    mark_whole(earlier, annotator)

    answer = as_htmx(annotator, address(quote), shown=1)

    assert "Nobody else spoke." in says(answer)
    assert "Nothing is left of it." not in says(answer)
    assert answer["HX-Replace-Url"] == f"/articles/{quote.article_id}/?text=1"


def test_that_there_is_nothing_to_undo_leaves_an_earlier_text_in_view(
    annotator: User, quote: Quote
) -> None:
    Quote.objects.all().delete()
    make_text_version(quote.article, text="Nothing is left of it.")

    answer = as_htmx(annotator, address(quote), shown=1)

    assert answer.status_code == 200
    assert answer["HX-Replace-Url"] == f"/articles/{quote.article_id}/?text=1"


def test_without_scripts_the_page_of_its_quote_follows(annotator: User, quote: Quote) -> None:
    commands.accept_quote(quote.pk, version=1, by=annotator)

    answer = as_form(annotator, address(quote))

    assert answer["Location"] == f"/articles/{quote.article_id}/?quote={quote.pk}"


def test_where_there_is_nothing_to_undo_that_is_said(annotator: User, quote: Quote) -> None:
    before = everything()

    shown = as_htmx(annotator, address(quote), was=quote.pk)
    sent = as_form(annotator, address(quote), was=quote.pk)

    told = "There is nothing of yours to undo in this article."
    assert shown.status_code == 200  # no refusal, which would hold the keys typed behind it
    assert f'<p class="toast">{told}</p>' in says(shown)
    assert sent["Location"] == f"/articles/{quote.article_id}/?quote={quote.pk}"
    assert [str(each) for each in get_messages(sent.wsgi_request)] == [told]
    assert everything() == before


def test_steps_of_others_are_left_alone(annotator: User, reviewer: User, quote: Quote) -> None:
    commands.accept_quote(quote.pk, version=1, by=reviewer)

    assert "nothing of yours to undo" in says(as_htmx(annotator, address(quote)))
    quote.refresh_from_db()
    assert quote.status == "accepted"


def test_an_article_that_is_not_there_is_not_found(annotator: User) -> None:
    assert as_htmx(annotator, "/articles/987654/undo/").status_code == 404


def test_only_annotators_undo(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)
