"""Two speakers become one and two again; nothing has to be guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quotes import commands
from quotes.models import Attribution, Quote, QuotesToMove, Speaker, Step
from quotes.queries.filters import QuoteFilters
from quotes.queries.quote_json import quotes_as_objects
from quotes.queries.search import find_page
from tests.factories import make_article, make_quote, make_speaker

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


def merge(speaker: Speaker, into: Speaker, *, by: User, reason: str = "") -> None:
    speaker.refresh_from_db()
    commands.merge_speakers(speaker.pk, into.pk, version=speaker.version, by=by, reason=reason)


def move_all() -> None:
    while commands.move_merged(batch=2) is not None:
        pass


def said_by(speaker: Speaker, user: User) -> set[int]:
    filters = QuoteFilters(speaker=(speaker.pk,))
    return set(find_page(filters, user=user, cursor=None, limit=100).rows)


def who_said(quote: Quote) -> str:
    (shown,) = quotes_as_objects([quote.pk], people=False)
    return str(shown["attributions"][0]["speaker"]["name"])


def rows() -> list[object]:
    return [
        *Attribution.objects.order_by("pk").values("pk", "speaker"),
        *Quote.objects.order_by("pk").values("pk", "speaker", "version"),
        *Speaker.objects.order_by("pk").values("pk", "merged_into", "name"),
    ]


def test_quotes_are_shown_as_the_others_at_once_and_moved_in_batches(annotator: User) -> None:
    one, other = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    quotes = [make_quote(speaker=one) for _ in range(5)]
    own = make_quote(speaker=other)
    merge(one, other, by=annotator)
    assert {who_said(quote) for quote in quotes} == {"Sergei Ivin"}
    assert said_by(other, annotator) == {own.pk, *(quote.pk for quote in quotes)}
    moved = [commands.move_merged(batch=2) for _ in range(4)]
    assert moved == [2, 2, 1, None]
    assert set(Quote.objects.values_list("speaker", flat=True)) == {other.pk}
    assert said_by(other, annotator) == {own.pk, *(quote.pk for quote in quotes)}


def test_an_unmerge_gives_back_what_was_tagged_and_keeps_what_came_since(annotator: User) -> None:
    one, other = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    before = [make_quote(speaker=one) for _ in range(3)]
    merge(one, other, by=annotator)
    move_all()
    since = make_quote(speaker=other)
    commands.unmerge_speaker(one.pk, by=annotator)
    assert said_by(one, annotator) == {quote.pk for quote in before}
    assert said_by(other, annotator) == {since.pk}
    move_all()
    assert set(Quote.objects.filter(speaker=one).values_list("pk", flat=True)) == {
        quote.pk for quote in before
    }


def test_an_unmerge_while_quotes_are_being_moved_ends_where_it_began(annotator: User) -> None:
    one, other = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    for _ in range(5):
        make_quote(speaker=one)
    before = rows()
    merge(one, other, by=annotator)
    assert commands.move_merged(batch=2) == 2
    commands.unmerge_speaker(one.pk, by=annotator)
    move_all()
    assert [each for each in rows() if "merged_into" not in str(each)] == [
        each for each in before if "merged_into" not in str(each)
    ]
    assert not QuotesToMove.objects.exists()


def test_a_chain_leads_to_its_end_and_comes_apart_link_by_link(annotator: User) -> None:
    one, two, three = (make_speaker(name) for name in ("S. Ivin", "Sergey Ivin", "Sergei Ivin"))
    quotes = [make_quote(speaker=each) for each in (one, two, three)]
    merge(one, two, by=annotator)
    merge(two, three, by=annotator)
    move_all()
    assert {who_said(quote) for quote in quotes} == {"Sergei Ivin"}
    commands.unmerge_speaker(two.pk, by=annotator)
    move_all()
    assert [who_said(quote) for quote in quotes] == ["Sergey Ivin", "Sergey Ivin", "Sergei Ivin"]
    commands.unmerge_speaker(one.pk, by=annotator)
    move_all()
    assert [who_said(quote) for quote in quotes] == ["S. Ivin", "Sergey Ivin", "Sergei Ivin"]
    assert said_by(one, annotator) == {quotes[0].pk}


def test_into_one_who_is_merged_means_whom_they_became(annotator: User) -> None:
    one, two, three = (make_speaker(name) for name in ("S. Ivin", "Sergey Ivin", "Sergei Ivin"))
    merge(two, three, by=annotator)
    merge(one, two, by=annotator)
    one.refresh_from_db()
    assert one.merged_into == three


def test_loops_are_refused(annotator: User) -> None:
    one, two = make_speaker(), make_speaker()
    merge(one, two, by=annotator)
    with pytest.raises(commands.Conflict, match="unmerge that first"):
        merge(two, one, by=annotator)
    with pytest.raises(commands.Conflict, match="themselves"):
        merge(two, two, by=annotator)
    with pytest.raises(commands.Conflict, match="merged already"):
        merge(one, make_speaker(), by=annotator)


def test_the_same_words_marked_for_both_are_told_before(annotator: User) -> None:
    one, two, article = make_speaker(), make_speaker(), make_article()
    first = make_quote("a fine promise", speaker=one, article=article)
    make_quote("a fine promise", speaker=two, article=article)
    with pytest.raises(commands.Conflict, match="marked for both"):
        merge(one, two, by=annotator)
    commands.reject_quote(first.pk, version=first.version, by=annotator)
    merge(one, two, by=annotator)
    move_all()


def test_the_same_words_marked_for_the_other_while_quotes_move_stop_nothing(
    annotator: User,
) -> None:
    one, two, article = make_speaker(), make_speaker(), make_article()
    make_quote("a fine promise", speaker=one, article=article)
    make_quote(speaker=one)
    merge(one, two, by=annotator)
    make_quote("a fine promise", speaker=two, article=article)
    move_all()
    assert Quote.objects.filter(speaker=two).count() == 2
    assert len(said_by(two, annotator)) == 3


def test_a_name_of_one_merged_means_whom_they_became(annotator: User) -> None:
    one, two = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    merge(one, two, by=annotator)
    quote = make_quote()
    for meant in ("Sergey Ivin", one.pk):
        quote = commands.set_speaker(quote.pk, version=quote.version, by=annotator, speaker=meant)
        assert quote.attributions.get().speaker == two


def test_undoing_an_older_step_of_a_quote_names_whom_the_speaker_became(annotator: User) -> None:
    one, two, third = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin"), make_speaker()
    quote = make_quote(speaker=one)
    commands.set_speaker(quote.pk, version=quote.version, by=annotator, speaker=third.pk)
    merge(one, two, by=annotator)
    move_all()
    commands.undo_last_step(quote.article_id, by=annotator)
    quote.refresh_from_db()
    assert quote.speaker == two
    assert who_said(quote) == "Sergei Ivin"


def test_an_unnamed_source_is_somebody_only_by_a_reviewer_with_a_printed_reason(
    annotator: User, reviewer: User
) -> None:
    article = make_article()
    source, named = make_speaker("a Baltic official", article=article), make_speaker("Ona Vell")
    with pytest.raises(commands.Conflict, match="reviewer"):
        merge(source, named, by=annotator, reason="She said so in print.")
    with pytest.raises(commands.Invalid, match="printed"):
        merge(source, named, by=reviewer, reason=" ")
    with pytest.raises(commands.Invalid, match="other way round"):
        merge(named, source, by=reviewer, reason="She said so in print.")
    merge(source, named, by=reviewer, reason="The Aldmoor Courier named her on 2 May.")
    assert source.merges.get().reason == "The Aldmoor Courier named her on 2 May."


def test_a_source_unnamed_in_two_articles_stays_one_in_each(reviewer: User) -> None:
    here, there = make_article(), make_article()
    one = make_speaker("a Baltic official", article=here)
    two = make_speaker("the official", article=there)
    quote = make_quote("a fine promise", article=here, speaker=one)
    merge(one, two, by=reviewer, reason="The paper says that they are one.")
    assert who_said(quote) == "the official"
    again = commands.set_speaker(
        make_quote(article=here).pk, version=1, by=reviewer, speaker=one.pk
    )
    assert again.attributions.get().speaker == one


def test_a_merge_can_be_undone_and_done_again_as_any_step(annotator: User) -> None:
    one, two = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    quote = make_quote(speaker=one)
    merge(one, two, by=annotator)
    merged = Step.objects.get(command="merge_speakers")
    commands.undo_step(merged.pk, by=annotator)
    assert who_said(quote) == "Sergey Ivin"
    commands.undo_step(Step.objects.get(command="unmerge_speaker").pk, by=annotator)
    assert who_said(quote) == "Sergei Ivin"
