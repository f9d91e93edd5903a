"""The history of a quote says in words what every step changed, by whom, and what was undone."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from articles.drafts import Draft
from articles.models import TextVersion
from quotes import commands
from quotes.models import Quote
from quotes.queries.history import history_of
from quotes.queries.word_difference import word_difference
from tests.factories import (
    TEXT,
    find_parts,
    make_article,
    make_quote,
    make_speaker,
    make_suggestion,
    make_target,
)

pytestmark = pytest.mark.django_db


def told(quote: Quote, user: User) -> list[str]:
    return [
        f"{entry.who or 'machine'}{' undid' if entry.undoes else ''}: "
        + "; ".join(change.text for change in entry.changes)
        for entry in history_of(quote.pk, user=user)
    ]


@pytest.fixture
def quote(annotator: User) -> Quote:
    """Mark a quote by command, as a person does."""
    version = TextVersion.objects.get(article=make_article())
    changes: commands.QuoteChanges = {
        "content": find_parts(TEXT, ["The ferry will sail,", "It always has."]),
        "cue": find_parts(TEXT, ["said"]),
        "attributions": [
            commands.AttributionInput(
                speaker=make_speaker("Ilse Marrow").pk, mention=find_parts(TEXT, ["Ilse Marrow"])
            )
        ],
    }
    return commands.mark_quote(version.pk, by=annotator, changes=changes)


def test_begins_with_who_marked_it(quote: Quote, annotator: User) -> None:
    assert told(quote, annotator) == ["The annotator: marked it"]


def test_begins_with_the_reason_of_the_machine_and_who_agreed(annotator: User) -> None:
    taken = commands.take_in_article(Draft(text=TEXT), by=annotator)
    quote = Quote.objects.filter(article=taken.article, kind="direct").earliest("id")
    assert quote.reason
    commands.accept_quote(quote.pk, version=quote.version, by=annotator)
    assert told(quote, annotator) == [
        f"machine: Suggested by the machine: {quote.reason}",
        "The annotator: accepted it",
    ]


def test_says_what_changed_from_what_to_what(quote: Quote, annotator: User, reviewer: User) -> None:
    other = make_speaker("Henrik Solve")
    changed = commands.set_speaker(quote.pk, version=1, by=reviewer, speaker=other.pk)
    more: commands.QuoteChanges = {
        "kind": "mixed",
        "cue": None,
        "unsure": True,
        "status": "rejected",
    }
    commands.change_quote(quote.pk, version=changed.version, by=reviewer, changes=more)
    assert "; ".join(told(quote, annotator)[1:]).split("; ") == [
        "The reviewer: changed the speaker from Ilse Marrow to Henrik Solve",
        "The reviewer: rejected it",
        "took the cue “said” away",
        "changed the kind from direct to mixed",
        "marked it as unsure",
    ]


def test_says_every_change_of_a_stance(quote: Quote, annotator: User) -> None:
    act = make_target("Ferry Act")
    steps: list[tuple[str | None, bool]] = [(None, False), ("support", False), ("oppose", True)]
    version = quote.version
    for position, conditional in steps:
        version = commands.set_stance(
            quote.pk,
            act.pk,
            version=version,
            by=annotator,
            position=position,
            conditional=conditional,
        ).version
    commands.remove_stance(quote.pk, act.pk, version=version, by=annotator)
    assert [line.partition(": ")[2] for line in told(quote, annotator)[1:]] == [
        "noted that it is about Ferry Act",
        "set the stance on Ferry Act to support",
        "set the stance on Ferry Act from support to oppose, conditional",
        "took the stance on Ferry Act away",
    ]


def test_shows_a_change_of_the_words_word_by_word(quote: Quote, annotator: User) -> None:
    shorter = find_parts(TEXT, ["The ferry will", "It always has."])
    commands.set_content(quote.pk, version=quote.version, by=annotator, content=shorter)
    change = history_of(quote.pk, user=annotator)[-1].changes[0]
    assert change.text == "changed the content"
    assert [(piece.kind, piece.words) for piece in change.pieces] == [
        ("", "The ferry will"),
        ("del", " sail,"),
        ("", ""),
        ("", "It always has."),
    ]


def test_a_part_that_came_brings_its_gap() -> None:
    pieces = word_difference(["It is 🙂"], ["It is 🙂", "so"])
    assert [(piece.kind, piece.words, piece.is_gap) for piece in pieces] == [
        ("", "It is 🙂", False),
        ("ins", "", True),
        ("ins", "so", False),
    ]


def test_an_undone_step_stays_and_says_so(quote: Quote, annotator: User) -> None:
    new = "Somebody Else"
    commands.set_speaker(quote.pk, version=quote.version, by=annotator, speaker=new)
    commands.undo_last_step(quote.article_id, by=annotator)
    history = history_of(quote.pk, user=annotator)
    changed = "changed the speaker from Ilse Marrow to Somebody Else"
    assert told(quote, annotator)[1:] == [
        f"The annotator: {changed}",
        f"The annotator undid: {changed}",
    ]
    assert [entry.undone for entry in history] == [False, True, False]


def test_who_works_here_is_told_to_nobody_else(quote: Quote, annotator: User, reader: User) -> None:
    commands.reject_quote(quote.pk, version=quote.version, by=annotator)
    for user in (reader, AnonymousUser()):
        assert [entry.who for entry in history_of(quote.pk, user=user)] == ["An editor"] * 2


def test_a_write_from_outside_is_told_as_such(quote: Quote, annotator: User) -> None:
    with connection.cursor() as cursor:  # another transaction would begin without a context
        cursor.execute("select set_config('pghistory.context_id', '', true)")
    Quote.objects.filter(pk=quote.pk).update(kind="mixed")
    assert told(quote, annotator)[-1] == "Verbatim: changed the kind from direct to mixed"


def test_a_long_history_costs_as_many_queries_as_a_short_one(quote: Quote, annotator: User) -> None:
    costs, version = [], quote.version
    for position in ("support", "oppose"):
        for number in range(8):
            version = commands.set_stance(
                quote.pk, f"Target {number}", version=version, by=annotator, position=position
            ).version
        with CaptureQueriesContext(connection) as asked:
            history_of(quote.pk, user=annotator)
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_readers_do_not_learn_inside_which_undecided_quote_it_stood(
    quote: Quote, annotator: User, reader: User, status: str
) -> None:
    parent = make_quote("The ferry will sail", article=quote.article, status=status)
    changes: commands.QuoteChanges = {"parent": parent.pk}
    commands.change_quote(quote.pk, version=quote.version, by=annotator, changes=changes)
    shown = f"quote {parent.pk}" if status == "accepted" else "another quote"
    assert told(quote, annotator)[-1].endswith(f"inside quote {parent.pk}")
    assert told(quote, reader)[-1].endswith(f"inside {shown}")


def test_says_with_how_many_others_it_was_accepted_and_what_was_done_again(annotator: User) -> None:
    article = make_article()
    first, *_ = (
        make_suggestion(words, article, confidence=0.95)
        for words in ("The ferry will sail,", "It always has.", "a fine promise")
    )
    commands.accept_sure(first.text_version_id, by=annotator)
    commands.undo_last_step(article.pk, by=annotator)
    commands.redo_last_step(article.pk, by=annotator)
    entries = history_of(first.pk, user=annotator)
    assert [(entry.undoes, entry.again, entry.undone, entry.others) for entry in entries[1:]] == [
        (False, False, True, 2),
        (True, False, True, 2),
        (False, True, False, 2),
    ]
    assert {entry.changes[0].text for entry in entries[1:]} == {"accepted it"}


def test_tells_of_notes_to_those_who_work_here(quote: Quote, annotator: User, reader: User) -> None:
    commands.add_note(quote.pk, text="Ask the desk.", by=annotator)
    assert told(quote, annotator)[-1] == "The annotator: noted: “Ask the desk.”"
    assert len(told(quote, reader)) == 1


def test_tells_of_a_whole_chain(annotator: User) -> None:
    article = make_article()
    first = make_quote(article=article, speaker=make_speaker("H. Solve"))
    second = make_quote("a fine promise", article=article, speaker=first.speaker)
    commands.set_speaker(first.pk, version=1, by=annotator, speaker="Henrik Solve")
    commands.apply_speaker_to_chain(first.pk, version=2, by=annotator)
    entry = history_of(second.pk, user=annotator)[-1]
    assert entry.changes[0].text == "changed the speaker from H. Solve to Henrik Solve"
    assert entry.others == 1
