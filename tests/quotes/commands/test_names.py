"""Speakers and targets with all that is known of them, and relays of a quote."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from quotes import commands
from quotes.commands import Ambiguous, Invalid, Missing, RelayInput, RoleInput
from quotes.models import Relay, Speaker, SpeakerName, Target
from tests.factories import TEXT, make_article, make_quote, make_speaker

pytestmark = pytest.mark.django_db


def test_a_speaker_comes_with_names_roles_and_what_it_is_part_of(annotator: User) -> None:
    ministry = commands.create_speaker("Harbour Ministry", kind="organisation", by=annotator)
    speaker = commands.create_speaker(
        "Ilse Marrow",
        names=["Ms Marrow", " Ms  Marrow ", "إلزه مارو"],
        roles=[RoleInput(role="Minister", organisation="harbour ministry", since=date(2029, 6, 1))],
        part_of=ministry.pk,
        attributes={"country": "Tessaly"},
        by=annotator,
    )
    speaker.refresh_from_db()
    names = set(speaker.names.values_list("name", flat=True))
    assert names == {"Ilse Marrow", "Ms Marrow", "إلزه مارو"}
    role = speaker.roles.get()
    assert (role.role, role.organisation, role.since) == ("Minister", ministry, date(2029, 6, 1))
    assert (speaker.part_of, speaker.attributes) == (ministry, {"country": "Tessaly"})


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "ghost"}, "kind"),
        ({"names": ["ILSE MARROW"]}, "names"),
        ({"names": [" "]}, "name"),
        ({"roles": [RoleInput(role="")]}, "role"),
        (
            {"roles": [RoleInput(role="x", since=date(2030, 1, 2), until=date(2030, 1, 1))]},
            "roles",
        ),
    ],
)
def test_a_speaker_that_cannot_be_is_refused_by_its_field_and_nothing_is_stored(
    given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        commands.create_speaker("Ilse Marrow", **given, by=None)
    assert refused.value.field == field
    assert not Speaker.objects.exists()
    assert not SpeakerName.objects.exists()


def test_a_whole_that_is_not_there_is_missing_and_one_of_two_is_asked_about() -> None:
    with pytest.raises(Missing):
        commands.create_speaker("Ilse Marrow", part_of=99, by=None)
    for _ in range(2):
        make_speaker("Council")
    with pytest.raises(Ambiguous) as refused:
        commands.create_speaker("Ilse Marrow", part_of="council", by=None)
    assert len(refused.value.candidates) == 2


def test_a_target_may_be_part_of_another_or_link_a_speaker(annotator: User) -> None:
    act = commands.create_target("Ferry Tariff Act", kind="proposal", by=annotator)
    clause = commands.create_target("Review clause", part_of=act.pk, by=annotator)
    speaker = make_speaker("Ilse Marrow")
    person = commands.create_target("Ilse Marrow", kind="speaker", speaker=speaker.pk, by=annotator)
    assert (clause.part_of, person.speaker) == (act, speaker)
    assert commands.create_target("review CLAUSE", by=annotator) == clause


@pytest.mark.parametrize(
    ("given", "field"), [({"kind": "speaker"}, "speaker"), ({"kind": "ghost"}, "kind")]
)
def test_a_target_that_cannot_be_is_refused_by_its_field(given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        commands.create_target("Ilse Marrow", **given, by=None)
    assert refused.value.field == field
    assert not Target.objects.exists()


def test_relays_are_kept_in_order_checked_and_undone(annotator: User) -> None:
    quote = make_quote(article=make_article())
    words = [RelayInput(name="the radio"), RelayInput(name="Tomas", span=[{"exact": "Tomas Reke"}])]
    quote = commands.change_quote(quote.pk, version=1, by=annotator, changes={"relays": words})
    start = TEXT.index("Tomas Reke")
    assert list(Relay.objects.order_by("position").values_list("name", "span")) == [
        ("the radio", None),
        ("Tomas", ((start, start + 10),)),
    ]
    with pytest.raises(Invalid) as refused:
        commands.change_quote(
            quote.pk,
            version=quote.version,
            by=annotator,
            changes={"relays": [RelayInput(name="x", span=[{"exact": "not there"}])]},
        )
    assert refused.value.field == "relay"
    commands.change_quote(
        quote.pk, version=quote.version, by=annotator, changes={"relays": words[:1]}
    )
    assert Relay.objects.count() == 1
    commands.undo_last_step(quote.article_id, by=annotator)
    assert Relay.objects.count() == 2


def test_a_quote_that_is_marked_may_come_with_its_relay(annotator: User) -> None:
    version = make_quote().text_version
    quote = commands.mark_quote(
        version.pk,
        by=annotator,
        changes={"content": [{"exact": "Nobody else spoke."}], "relays": [RelayInput(name="r")]},
    )
    assert quote.relays.get().name == "r"


@pytest.mark.parametrize("name", ["\u200b", "\u202e \u2066", "\x07", "\ufeff"])
def test_a_name_that_nobody_sees_is_none(annotator: User, name: str) -> None:
    with pytest.raises(Invalid, match="needs a name"):
        commands.create_speaker(name, by=annotator)
    assert commands.create_speaker(f"Ilse{name}", by=annotator).pk
