"""Every change of a quote is one step: checked, locked, versioned, recorded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from quotes import commands
from quotes.models import Quote, Speaker, Step
from tests.factories import find_parts, make_article, make_quote, make_speaker

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


def suggested(name: str = "Ilse Marrow", **overrides: Any) -> Quote:
    """Make a suggestion of the machine that proposes a speaker."""
    quote = make_quote(
        status="suggested", origin="machine", mention="Ilse Marrow", confidence=0.9, **overrides
    )
    quote.attributions.update(proposed_name=name)
    return quote


def test_accepting_settles_whom_the_machine_proposes(annotator: User) -> None:
    accepted = commands.accept_quote(suggested().pk, version=1, by=annotator)
    accepted.refresh_from_db()
    assert (accepted.status, accepted.decided_by, accepted.decided_how) == (
        "accepted",
        annotator,
        "single",
    )
    assert (accepted.version, accepted.changed) == (2, False)
    assert accepted.speaker is not None
    assert accepted.speaker.name == "Ilse Marrow"
    assert accepted.attributions.get().speaker == accepted.speaker


def test_accepting_takes_a_speaker_the_newsroom_knows_by_any_name(annotator: User) -> None:
    known = make_speaker("Ilse Marrow-Vint")
    known.names.create(name="ilse márrow")
    assert (
        commands.accept_quote(suggested().pk, version=1, by=annotator).attributions.get().speaker
        == known
    )


def test_an_unnamed_source_is_made_for_its_article_alone(annotator: User) -> None:
    elsewhere = make_speaker("harbour official", article=make_article())
    quote = suggested("harbour official")
    quote.attributions.update(sourcing="unnamed")
    speaker = commands.accept_quote(quote.pk, version=1, by=annotator).attributions.get().speaker
    assert speaker is not None
    assert speaker != elsewhere
    assert speaker.article_id == quote.article_id


def test_a_name_of_several_is_refused_with_the_candidates(annotator: User) -> None:
    two = [make_speaker("Ilse Marrow"), make_speaker("Ilse Marrow")]
    with pytest.raises(commands.Ambiguous) as caught:
        commands.accept_quote(suggested().pk, version=1, by=annotator)
    assert [pk for pk, _ in caught.value.candidates] == [speaker.pk for speaker in two]
    assert Quote.objects.get().status == "suggested"


def test_a_stale_version_changes_nothing(annotator: User) -> None:
    quote = suggested()
    commands.accept_quote(quote.pk, version=1, by=annotator)
    with pytest.raises(commands.StaleVersion) as caught:
        commands.reject_quote(quote.pk, version=1, by=annotator)
    assert caught.value.current == 2
    assert Quote.objects.get().status == "accepted"


def test_what_changes_nothing_is_no_step(annotator: User) -> None:
    quote = make_quote()
    same = commands.change_quote(
        quote.pk, version=1, by=annotator, changes={"content": quote.content, "kind": "direct"}
    )
    assert same.version == 1
    assert not Step.objects.exists()


def test_a_quote_that_is_not_there_is_missing(annotator: User) -> None:
    with pytest.raises(commands.Missing, match="no quote 404"):
        commands.accept_quote(404, version=1, by=annotator)


def test_changed_content_keeps_its_words_and_says_it_differs(annotator: User) -> None:
    quote = suggested()
    changed = commands.set_content(
        quote.pk, version=1, by=annotator, content=[{"exact": "It always has."}]
    )
    assert changed.content_words == ["It always has."]
    assert changed.changed


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ((), "at least one part"),
        (((5, 5),), "is empty"),
        (((9, 5),), "ends before it begins"),
        (((5, 5000),), "5000"),
        (((-3, 5),), "-3"),
        (((1, 8), (5, 20)), "overlap"),
        ([{"start": 1, "end": 4, "exact": "lie"}], "lie"),
        ([{"exact": "not in the text"}], "do not stand in the text"),
        ([{"exact": "a"}], "more than one place"),
    ],
)
def test_content_that_is_not_in_the_text_is_refused(
    content: object, complaint: str, annotator: User
) -> None:
    quote = make_quote()
    with pytest.raises(commands.Invalid, match=complaint) as caught:
        commands.set_content(quote.pk, version=1, by=annotator, content=content)  # type: ignore[arg-type]
    assert caught.value.field == "content"
    quote.refresh_from_db()
    assert quote.version == 1


def test_a_choice_that_does_not_exist_names_those_that_do(annotator: User) -> None:
    with pytest.raises(commands.Invalid, match="direct, indirect, mixed, term"):
        commands.change_quote(make_quote().pk, version=1, by=annotator, changes={"kind": "loud"})


def test_several_things_change_as_one_step(annotator: User) -> None:
    quote = make_quote()
    commands.change_quote(
        quote.pk,
        version=1,
        by=annotator,
        changes={
            "act": "announced",
            "said_on": date(2031, 10, 1),
            "said_on_precision": "month",
            "cue": [{"exact": "said"}],
            "attributions": [
                commands.AttributionInput(
                    speaker="Ilse Marrow", mention=[{"exact": "Ilse Marrow"}]
                ),
                commands.AttributionInput(speaker="Harbour Act", speaker_kind="document"),
                commands.AttributionInput(speaker="a deckhand", sourcing="unnamed"),
            ],
        },
    )
    quote.refresh_from_db()
    assert (quote.act, str(quote.dated_on), quote.cue_words, quote.version) == (
        "announced",
        "2031-10-01",
        ["said"],
        2,
    )
    assert [
        (row.speaker.name, row.sourcing)
        for row in quote.attributions.order_by("position")
        if row.speaker
    ] == [
        ("Ilse Marrow", "named"),
        ("Harbour Act", "document"),
        ("a deckhand", "unnamed"),
    ]
    assert Step.objects.count() == 1


def test_a_quote_stands_only_inside_one_of_the_same_text(annotator: User) -> None:
    with pytest.raises(commands.Missing, match="in this text version"):
        commands.change_quote(
            make_quote().pk, version=1, by=annotator, changes={"parent": make_quote().pk}
        )


def test_choosing_a_speaker_keeps_the_words_that_name_him(annotator: User) -> None:
    quote = suggested()
    changed = commands.set_speaker(quote.pk, version=1, by=annotator, speaker="Tomas Reke")
    row = changed.attributions.get()
    assert (row.mention_words, str(row.speaker), row.proposed_name, changed.changed) == (
        ["Ilse Marrow"],
        "Tomas Reke",
        "",
        True,
    )


def test_two_quotes_of_the_same_words_cannot_get_the_same_speaker(annotator: User) -> None:
    speaker = make_speaker("Tomas Reke")
    first = make_quote(speaker=speaker)
    second = make_quote(article=first.article)
    with pytest.raises(commands.DuplicateQuote) as caught:
        commands.set_speaker(second.pk, version=1, by=annotator, speaker=speaker.pk)
    assert caught.value.existing == first.pk


def test_marking_the_same_words_again_is_refused_and_names_the_quote(annotator: User) -> None:
    quote = make_quote()
    with pytest.raises(commands.DuplicateQuote) as caught:
        commands.mark_quote(quote.text_version_id, by=annotator, changes={"content": quote.content})
    assert caught.value.existing == quote.pk
    assert Quote.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The ferry will sail,", "direct"),
        ("Tomas Reke called it “a fine promise", "mixed"),
        ("Nobody else spoke", "indirect"),
    ],
)
def test_a_marked_quote_is_accepted_and_of_the_kind_its_marks_say(
    words: str, kind: str, annotator: User
) -> None:
    article = make_article()
    version = apps.get_model("articles", "TextVersion").objects.get(article=article)
    quote = commands.mark_quote(
        version.pk, by=annotator, changes={"content": find_parts(version.text, [words])}
    )
    assert (quote.kind, quote.status, quote.origin, quote.decided_by) == (
        kind,
        "accepted",
        "person",
        annotator,
    )
    assert Step.objects.get().quote_id == quote.pk


def test_marking_in_a_text_that_is_not_there_is_missing(annotator: User) -> None:
    with pytest.raises(commands.Missing, match="no text version 404"):
        commands.mark_quote(404, by=annotator, changes={"content": ((0, 1),)})


def test_a_name_known_by_no_one_creates_by_one_uses(annotator: User) -> None:
    first = commands.create_speaker("  Noor   Hallam ", by=annotator)
    quote = make_quote()
    changed = commands.set_speaker(quote.pk, version=1, by=annotator, speaker="noor hallam")
    assert changed.attributions.get().speaker == first
    assert Speaker.objects.get().name == "Noor Hallam"


@pytest.mark.parametrize("name", ["", "  ", "x" * 301, "a\x00b"])
def test_a_name_has_to_be_one(name: str, annotator: User) -> None:
    with pytest.raises(commands.Invalid):
        commands.create_speaker(name, by=annotator)


def test_events_say_who_and_by_which_command(annotator: User) -> None:
    commands.accept_quote(suggested().pk, version=1, by=annotator)
    event = apps.get_model("quotes", "QuoteEvent").objects.latest("pgh_id")
    assert event.pgh_context.metadata == {"user": annotator.pk, "command": "accept_quote"}
    assert event.pgh_xid is not None
