"""Undo: what a step did is taken back, row by row, from what its events say."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quotes import commands
from quotes.models import Note, Quote, Speaker, Stance, Step
from quotes.queries.touched import COUNTED, recorded
from tests.factories import find_parts, make_quote, make_speaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User

pytestmark = pytest.mark.django_db


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Answer every row of record, without what goes on with each change."""
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in COUNTED}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in recorded()
    }


def test_an_accepted_quote_waits_again_and_its_new_speaker_is_gone(annotator: User) -> None:
    quote = make_quote(status="suggested", origin="machine")
    quote.attributions.update(proposed_name="Ilse Marrow", sourcing="named")
    before = snapshot()
    commands.accept_quote(quote.pk, version=1, by=annotator)
    undone = commands.undo_last_step(quote.article_id, by=annotator)
    assert (undone.command, undone.quote_id) == ("accept_quote", quote.pk)
    assert snapshot() == before
    assert Quote.objects.get().version == 3


def test_a_deleted_quote_comes_back_with_the_same_id_and_a_higher_version(annotator: User) -> None:
    quote = make_quote(speaker=make_speaker("Ilse Marrow"))
    commands.set_stance(quote.pk, "War", version=1, by=annotator, position="oppose")
    before = snapshot()
    commands.delete_quote(quote.pk, version=2, by=annotator)
    assert not Quote.objects.exists()
    commands.undo_last_step(quote.article_id, by=annotator)
    assert snapshot() == before
    assert Quote.objects.get().version == 3


def test_what_stood_inside_a_deleted_quote_goes_back_inside(annotator: User) -> None:
    outer = make_quote()
    inner = make_quote("The ferry will sail,", article=outer.article, parent=outer)
    commands.delete_quote(outer.pk, version=1, by=annotator)
    inner.refresh_from_db()
    assert inner.parent is None
    commands.undo_last_step(outer.article_id, by=annotator)
    inner.refresh_from_db()
    assert inner.parent == outer


def test_a_speaker_somebody_else_uses_by_now_stays(annotator: User, reviewer: User) -> None:
    first, second = make_quote(), make_quote()
    commands.set_speaker(first.pk, version=1, by=annotator, speaker="Tomas Reke")
    commands.set_speaker(second.pk, version=1, by=reviewer, speaker="Tomas Reke")
    commands.undo_last_step(first.article_id, by=annotator)
    assert Speaker.objects.get().names.get().name == "Tomas Reke"
    assert Quote.objects.get(pk=first.pk).speaker is None


def test_only_my_own_steps_are_undone(annotator: User, reviewer: User) -> None:
    quote = make_quote()
    commands.set_stance(quote.pk, "War", version=1, by=reviewer, position="oppose")
    with pytest.raises(commands.Conflict, match="nothing of yours"):
        commands.undo_last_step(quote.article_id, by=annotator)


def test_what_somebody_changed_since_is_not_taken_from_them(
    annotator: User, reviewer: User
) -> None:
    quote = make_quote(status="suggested")
    commands.accept_quote(quote.pk, version=1, by=annotator)
    commands.reject_quote(quote.pk, version=2, by=reviewer)
    with pytest.raises(commands.Conflict, match="since"):
        commands.undo_last_step(quote.article_id, by=annotator)
    assert Quote.objects.get().status == "rejected"
    assert not Step.objects.filter(command="undo").exists()


def test_another_persons_stance_does_not_stop_mine_from_being_undone(
    annotator: User, reviewer: User
) -> None:
    mine, theirs = make_quote(), make_quote()
    commands.set_stance(mine.pk, "War", version=1, by=annotator, position="oppose")
    commands.set_stance(theirs.pk, "War", version=1, by=reviewer, position="support")
    commands.undo_last_step(mine.article_id, by=annotator)
    assert Stance.objects.get().quote == theirs


def test_undoing_a_mark_leaves_the_same_words_by_nobody_alone(annotator: User) -> None:
    quote = make_quote()
    before = snapshot()
    reke = commands.AttributionInput(speaker="Tomas Reke")
    changes: commands.QuoteChanges = {"content": quote.content, "attributions": [reke]}
    commands.mark_quote(quote.text_version_id, by=annotator, changes=changes)
    commands.undo_last_step(quote.article_id, by=annotator)
    assert snapshot() == before


def test_a_step_of_another_person_is_undone_by_its_id(annotator: User, reviewer: User) -> None:
    quote = make_quote(status="suggested")
    before = snapshot()
    commands.accept_quote(quote.pk, version=1, by=annotator)
    commands.undo_step(Step.objects.get().pk, by=reviewer)
    assert snapshot() == before
    assert Step.objects.latest("id").by == reviewer


def test_what_was_undone_already_says_by_whom(annotator: User, reviewer: User) -> None:
    quote = make_quote(status="suggested")
    commands.accept_quote(quote.pk, version=1, by=annotator)
    step = Step.objects.get()
    commands.undo_step(step.pk, by=reviewer)
    with pytest.raises(commands.Conflict, match="undone already: The reviewer undid"):
        commands.undo_step(step.pk, by=annotator)
    with pytest.raises(commands.Missing, match="no step 987654"):
        commands.undo_step(987654, by=annotator)


def test_a_redo_brings_the_same_rows_with_the_same_ids(annotator: User) -> None:
    quote = make_quote(status="suggested", origin="machine")
    quote.attributions.update(proposed_name="Ilse Marrow", sourcing="named")
    commands.accept_quote(quote.pk, version=1, by=annotator)
    after = snapshot()
    commands.undo_last_step(quote.article_id, by=annotator)
    commands.redo_last_step(quote.article_id, by=annotator)
    assert snapshot() == after
    assert Quote.objects.get().version == 4
    commands.undo_last_step(quote.article_id, by=annotator)
    assert Quote.objects.get().status == "suggested"


def test_a_new_step_ends_what_could_be_done_again(annotator: User) -> None:
    quote = make_quote(status="suggested")
    commands.accept_quote(quote.pk, version=1, by=annotator)
    commands.undo_last_step(quote.article_id, by=annotator)
    commands.reject_quote(quote.pk, version=3, by=annotator)
    with pytest.raises(commands.Conflict, match="nothing of yours to redo"):
        commands.redo_last_step(quote.article_id, by=annotator)


def test_an_older_step_goes_where_later_ones_changed_something_else(annotator: User) -> None:
    quote = make_quote(status="suggested", origin="machine", cue="said")
    changes: commands.QuoteChanges = {"cue": None}
    commands.change_quote(quote.pk, version=1, by=annotator, changes=changes)
    step = Step.objects.latest("id")
    commands.accept_quote(quote.pk, version=2, by=annotator)
    commands.set_stance(quote.pk, "War", version=3, by=annotator, position="oppose")
    commands.undo_step(step.pk, by=annotator)
    quote.refresh_from_db()
    assert (quote.cue_words, quote.status, quote.version) == (["said"], "accepted", 5)
    assert Stance.objects.get().position == "oppose"


def test_an_older_step_names_the_later_one_that_stands_in_its_way(
    annotator: User, reviewer: User
) -> None:
    quote = make_quote(status="suggested")
    commands.accept_quote(quote.pk, version=1, by=annotator)
    step = Step.objects.get()
    commands.reject_quote(quote.pk, version=2, by=reviewer)
    later = Step.objects.latest("id")
    with pytest.raises(commands.ChangedSince, match="since: The reviewer rejected") as refused:
        commands.undo_step(step.pk, by=annotator)
    assert [each.step for each in refused.value.standing] == [later]
    commands.undo_step(later.pk, by=annotator)
    commands.undo_step(step.pk, by=annotator)
    assert Quote.objects.get().status == "suggested"


def test_a_mark_stays_while_others_hung_something_on_it(annotator: User, reviewer: User) -> None:
    version = make_quote("a fine promise").text_version
    changes: commands.QuoteChanges = {"content": find_parts(version.text, ["Nobody else"])}
    marked = commands.mark_quote(version.pk, by=annotator, changes=changes)
    mark = Step.objects.latest("id")
    commands.set_stance(marked.pk, "War", version=1, by=reviewer, position="oppose")
    with pytest.raises(commands.ChangedSince, match="The reviewer set a stance"):
        commands.undo_step(mark.pk, by=annotator)
    commands.undo_last_step(version.article_id, by=reviewer)
    commands.undo_step(mark.pk, by=annotator)
    assert not Quote.objects.filter(pk=marked.pk).exists()


def test_a_deleted_quote_comes_back_with_its_notes(annotator: User) -> None:
    quote = make_quote()
    Note.objects.create(quote=quote, by=annotator, text="Ask the desk.")
    before = snapshot()
    commands.delete_quote(quote.pk, version=1, by=annotator)
    assert not Note.objects.exists()
    commands.undo_step(Step.objects.get().pk, by=annotator)
    assert snapshot() == before


MOVES = [
    *("accept", "reject", "content", "cue", "speaker", "stance", "target", "unstance", "mark"),
    *("delete", "batch", "chain", "move", "unsure"),
]
WORDS = ("The ferry will sail,", "It always has.", "a fine promise", "Nobody else spoke")


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 5)), max_size=8))
def test_undoing_every_step_ends_where_it_began_and_redoing_where_it_ended(
    moves: list[tuple[str, int]], annotator: User
) -> None:
    quote = make_quote(status="suggested", origin="machine", mention="Ilse Marrow", confidence=0.9)
    quote.attributions.update(proposed_name="Ilse Marrow")
    other = make_quote("a fine promise", article=quote.article, mention="Tomas Reke")
    other.attributions.update(proposed_name="Ilse Marrow")
    article, states, done = quote.article_id, [snapshot()], Step.objects.count()
    for move, pick in moves:
        _do(move, pick, quote=quote, by=annotator)
        if Step.objects.count() > done:
            states.append(snapshot())
            done = Step.objects.count()
    for state in reversed(states[:-1]):
        commands.undo_last_step(article, by=annotator)
        assert snapshot() == state
    for state in states[1:]:
        commands.redo_last_step(article, by=annotator)
        assert snapshot() == state
    for state in reversed(states[:-1]):
        commands.undo_last_step(article, by=annotator)
        assert snapshot() == state


def _do(move: str, pick: int, *, quote: Quote, by: User) -> None:
    """Make one move on one of the article's quotes; one that is refused changes nothing."""
    quotes = list(Quote.objects.filter(article=quote.article_id).order_by("pk"))
    words = find_parts(quote.text_version.text, [WORDS[pick % len(WORDS)]])
    text_version = quote.text_version_id
    chosen = quotes[pick % len(quotes)] if quotes else quote
    like = quotes[(pick + 1) % len(quotes)].pk if quotes else 0
    target = chosen.stances.values_list("target", flat=True).first() or 0
    one: dict[str, Any] = {"quote_id": chosen.pk, "version": chosen.version, "by": by}
    unsure: commands.QuoteChanges = {"unsure": pick % 2 == 0}
    cue: commands.QuoteChanges = {"cue": words}
    moves: dict[str, Callable[[], object]] = {
        "mark": lambda: commands.mark_quote(text_version, by=by, changes={"content": words}),
        "accept": lambda: commands.accept_quote(**one),
        "reject": lambda: commands.reject_quote(**one),
        "content": lambda: commands.set_content(**one, content=words),
        "cue": lambda: commands.change_quote(**one, changes=cue),
        "unsure": lambda: commands.change_quote(**one, changes=unsure),
        "speaker": lambda: commands.set_speaker(**one, speaker=f"S{pick}", unnamed=pick % 2 == 0),
        "stance": lambda: commands.set_stance(**one, target=f"T{pick}", position="oppose"),
        "target": lambda: commands.add_target(**one, target=f"T{pick}"),
        "unstance": lambda: commands.remove_stance(**one, target_id=target),
        "delete": lambda: commands.delete_quote(**one),
        "batch": lambda: commands.accept_sure(text_version, by=by),
        "chain": lambda: commands.apply_speaker_to_chain(**one),
        "move": lambda: commands.move_mention(**one, like=like),
    }
    with suppress(commands.Refused):
        moves[move]()
