"""A changed text of an article: its quotes follow where that is sure, the rest wait."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection

from accounts.models import User
from articles.models import Article
from quotes import commands
from quotes.models import Placement, Quote, Step
from tests.corrected import NEW, NOTE, OLD, Corrected, correct, make_corrected
from tests.factories import make_article, make_quote, make_suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def quotes() -> Corrected:
    return make_corrected()


@pytest.fixture
def article(quotes: Corrected) -> Article:
    return quotes.article


def placement(quote: Quote) -> Placement:
    return Placement.objects.filter(quote=quote).latest("text_version__number")


def check_deferred() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def test_tells_what_became_of_every_quote(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    taken = correct(article, annotator)
    assert taken.anchored == commands.Anchored(exact=1, moved=1, altered=1, gone=1, waiting=3)
    text = taken.text_version
    assert (text.number, text.kind, text.dated, text.note) == (
        2,
        "correction",
        date(2031, 10, 30),
        NOTE,
    )


def test_what_is_sure_moves_with_all_that_hangs_on_it(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    text = correct(article, annotator).text_version
    check_deferred()
    quote = Quote.objects.get(pk=quotes.exact.pk)
    source = quote.attributions.get()
    assert quote.text_version == text
    assert quote.version == quotes.exact.version + 1
    for spans, words in (
        (quote.content, quote.content_words),
        (quote.cue, quote.cue_words),
        (source.mention, source.mention_words),
    ):
        assert [text.text[start:end] for start, end in spans] == words
    assert placement(quote).decision == "itself"


def test_what_is_not_sure_waits_where_it_was(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    correct(article, annotator)
    for quote, outcome in (
        (quotes.altered, "altered"),
        (quotes.ambiguous, "ambiguous"),
        (quotes.gone, "gone"),
    ):
        now = Quote.objects.get(pk=quote.pk)
        assert (now.text_version, now.version) == (quote.text_version, quote.version)
        assert (placement(now).outcome, placement(now).decision) == (outcome, "waiting")


def test_undo_brings_the_old_anchoring_back_and_redo_the_new_one(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    correct(article, annotator)
    commands.undo_last_step(article.pk, by=annotator)
    check_deferred()
    quote = Quote.objects.get(pk=quotes.exact.pk)
    assert (quote.text_version, quote.content) == (quotes.exact.text_version, quotes.exact.content)
    assert placement(quote).decision == "waiting"
    commands.redo_last_step(article.pk, by=annotator)
    check_deferred()
    assert Quote.objects.get(pk=quote.pk).text_version.number == 2


def test_a_sure_one_whose_move_was_undone_can_be_placed_by_hand(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    correct(article, annotator)
    commands.undo_last_step(article.pk, by=annotator)
    version = Quote.objects.get(pk=quotes.exact.pk).version
    quote = commands.place_quote(quotes.exact.pk, version=version, by=annotator)
    assert quote.text_version.number == 2
    assert quote.attributions.get().mention_words == ["Ilse Marrow"]


def test_taking_the_new_words_keeps_speaker_and_id(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    correct(article, annotator)
    taken = commands.place_quote(quotes.altered.pk, version=1, by=annotator)
    check_deferred()
    quote = Quote.objects.get(pk=taken.pk)
    assert quote.content_words == ["a bill sent to people who never ordered the meal"]
    assert (quote.text_version.number, quote.speaker) == (2, quotes.altered.speaker)
    assert quote.attributions.get().mention_words == ["Tomas Reke"]
    assert placement(quote).decision == "taken"


def test_a_decision_is_undone_in_one_step(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    correct(article, annotator)
    commands.place_quote(quotes.altered.pk, version=1, by=annotator)
    commands.undo_last_step(article.pk, by=annotator)
    check_deferred()
    quote = Quote.objects.get(pk=quotes.altered.pk)
    assert quote.content_words == quotes.altered.content_words
    assert quote.text_version.number == 1
    assert placement(quote).decision == "waiting"


def test_a_candidate_is_chosen(article: Article, quotes: Corrected, annotator: User) -> None:
    text = correct(article, annotator).text_version
    quote = commands.place_quote(quotes.ambiguous.pk, version=1, by=annotator, candidate=1)
    assert quote.content[0][0] == text.text.rindex("vessels would be inspected")
    assert placement(quote).decision == "placed"


def test_words_found_by_hand_are_taken(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    correct(article, annotator)
    content = [{"exact": "answered on Wednesday"}]
    quote = commands.place_quote(quotes.gone.pk, version=1, by=annotator, content=content)
    assert quote.content_words == ["answered on Wednesday"]


def test_one_that_is_left_stays_citable_and_what_is_printed_now_is_suggested(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    text = correct(article, annotator).text_version
    assert not Quote.objects.filter(text_version=text, content_words__0__contains="bill").exists()
    commands.leave_quote(quotes.altered.pk, version=1, by=annotator)
    assert Quote.objects.get(pk=quotes.altered.pk).text_version.number == 1
    assert placement(quotes.altered).decision == "left"
    suggested = Quote.objects.get(text_version=text, content_words__0__contains="bill sent")
    assert suggested.status == "suggested"
    commands.undo_last_step(article.pk, by=annotator)
    assert not Quote.objects.filter(pk=suggested.pk).exists()


def test_what_is_placed_is_not_suggested_again(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    text = correct(article, annotator).text_version
    words = Quote.objects.filter(text_version=text).values_list("content_words", flat=True)
    assert [each for each in words if "supper" in each[0]] == [quotes.exact.content_words]


def test_what_was_rejected_does_not_come_back(annotator: User) -> None:
    article = make_article(text=OLD)
    words = "We are not taxing anyone’s supper,"
    rejected = make_quote(words, article=article, status="rejected")
    taken = correct(article, annotator)
    assert taken.anchored == commands.Anchored()
    here = Quote.objects.filter(text_version=taken.text_version, content_words=[words])
    assert list(here) == [rejected]


def test_an_untouched_suggestion_moves_or_is_suggested_anew(annotator: User) -> None:
    article = make_article(text=OLD)
    sure = make_suggestion("We are not taxing anyone’s supper,", article)
    altered = make_suggestion("a bill posted to people who never ordered the meal", article)
    taken = correct(article, annotator)
    assert taken.anchored == commands.Anchored(exact=1, altered=1)
    assert Quote.objects.get(pk=sure.pk).text_version == taken.text_version
    assert Quote.objects.get(pk=altered.pk).text_version.number == 1
    assert Quote.objects.filter(
        text_version=taken.text_version, content_words__0__contains="bill sent"
    ).exists()


def test_another_text_is_refused_and_nothing_is_stored(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    with pytest.raises(commands.TooFewPlaced) as refused:
        correct(article, annotator, "A wholly different report.\n\nNobody spoke.")
    assert refused.value.anchored.by_outcome() == {"exact": 0, "moved": 0, "altered": 0, "gone": 4}
    assert article.text_versions.count() == 1
    assert not Placement.objects.exists()


def test_another_text_is_stored_where_one_insists(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    taken = correct(article, annotator, "A wholly different report.", replace=True)
    assert taken.anchored == commands.Anchored(gone=4, waiting=4)


def test_a_newer_text_asks_once_about_a_quote_that_still_waits(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    correct(article, annotator)
    taken = correct(article, annotator, NEW + "\n\nThe end.")
    decisions = Placement.objects.filter(quote=quotes.altered).order_by("text_version__number")
    assert list(decisions.values_list("decision", flat=True)) == ["passed", "waiting"]
    assert taken.anchored
    assert taken.anchored.waiting == 3


def test_one_that_was_left_comes_back_with_its_words(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    correct(article, annotator)
    commands.leave_quote(quotes.gone.pk, version=1, by=annotator)
    text = correct(article, annotator, OLD).text_version
    assert Quote.objects.get(pk=quotes.gone.pk).text_version == text
    assert text.number == 3


def test_the_same_text_again_moves_nothing(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    correct(article, annotator)
    again = correct(article, annotator)
    assert (again.change, again.anchored) == ("same", None)
    assert Step.objects.filter(command="correct_article").count() == 1


def test_what_is_decided_is_not_decided_twice(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    correct(article, annotator)
    commands.leave_quote(quotes.gone.pk, version=1, by=annotator)
    with pytest.raises(commands.Conflict):
        commands.leave_quote(quotes.gone.pk, version=1, by=annotator)
    with pytest.raises(commands.Missing):
        commands.leave_quote(make_quote().pk, version=1, by=annotator)


def test_a_quote_and_its_sources_never_end_in_two_texts(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    """The words of a source would not be those that stand in the quote's text."""
    text = correct(article, annotator).text_version
    Quote.objects.filter(pk=quotes.altered.pk).update(
        text_version=text, content=((0, 7),), content_words=["Ferries"], cue=None, cue_words=None
    )
    with pytest.raises(IntegrityError, match="mention is not the slice"):
        check_deferred()


def test_terms_are_neither_counted_nor_asked_about(annotator: User) -> None:
    article = make_article(text=OLD)
    make_quote("in good time", article=article, kind="term")
    anchored = correct(article, annotator).anchored
    assert anchored == commands.Anchored()


def test_what_is_marked_in_an_older_text_goes_on_to_the_newest(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    old = article.text_versions.get()
    text = correct(article, annotator).text_version
    at = OLD.index("The assembly met")
    marked = commands.mark_quote(old.pk, by=annotator, changes={"content": ((at, at + 24),)})
    assert marked.text_version == text
    assert marked.content_words == ["The assembly met at noon"]
    commands.undo_last_step(article.pk, by=annotator)
    assert not Quote.objects.filter(pk=marked.pk).exists()


def test_what_is_marked_in_an_older_text_and_gone_from_the_newest_waits(
    article: Article, quotes: Corrected, annotator: User
) -> None:
    old = article.text_versions.get()
    correct(article, annotator)
    at = OLD.index("did not answer questions")
    marked = commands.mark_quote(old.pk, by=annotator, changes={"content": ((at, at + 24),)})
    assert marked.text_version == old
    assert placement(marked).decision == "waiting"
