"""Each named constraint of the tables of record, broken by the least that breaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from quotes.models import (
    Attribution,
    Import,
    ImportedRow,
    ImportItem,
    Note,
    Placement,
    Presence,
    Relay,
    SavedView,
    Speaker,
    SpeakerMerge,
    SpeakerName,
    SpeakerRole,
    SpeakersApart,
    StatementPlace,
    Step,
    Target,
    TargetMerge,
)
from tests.factories import (
    make_quote,
    make_speaker,
    make_stance,
    make_target,
    make_text_version,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from quotes.models import Quote

pytestmark = pytest.mark.django_db


def run(sql: str, *params: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def two_of_one_external_id() -> None:
    for words in ("The ferry will sail,", "It always has."):
        quote = make_quote(words)
        run("update quotes_quote set external_id = 'a' where id = %s", quote.pk)


def quote_with(change: str) -> Callable[[], object]:
    return lambda: run(f"update quotes_quote set {change} where id = %s", make_quote().pk)


def attribution_with(change: str) -> Callable[[], object]:
    return lambda: run(
        f"update quotes_attribution set {change} where quote_id = %s", make_quote().pk
    )


def speaker_with(change: str) -> Callable[[], object]:
    return lambda: run(f"update quotes_speaker set {change} where id = %s", make_speaker().pk)


def target_with(change: str) -> Callable[[], object]:
    return lambda: run(f"update quotes_target set {change} where id = %s", make_target().pk)


def behind_the_triggers(table: str, change: str) -> Callable[[], object]:
    """Break a constraint in a copy of the table: in the table itself a trigger is there before."""

    def refused() -> None:
        quote = make_quote(cue="said", mention="Ilse Marrow")
        Relay.objects.create(quote=quote, name="state media")
        run(f"create temporary table copied (like {table} including constraints) on commit drop")
        run(f"insert into copied select * from {table}")
        run(f"update copied set {change}")

    return refused


def twice(make: Callable[[Quote], object]) -> Callable[[], object]:
    def both() -> None:
        quote = make_quote()
        make(quote)
        make(quote)

    return both


def the_same_quote_again() -> None:
    speaker = make_speaker()
    make_quote(article=make_quote(speaker=speaker).article, speaker=speaker)


def two_of_one_name_in_an_article() -> None:
    article = make_quote().article
    for name in ("A Baltic official", "a baltic Official"):
        Speaker.objects.create(name=name, article=article)


def two_targets_of_one_speaker() -> None:
    speaker = make_speaker()
    for _ in range(2):
        make_target(kind="speaker", speaker=speaker)


def a_second_stance_on_the_target() -> None:
    quote, target = make_quote(), make_target()
    for position in ("support", "oppose"):
        make_stance(quote, target, position)


def beside_itself() -> None:
    quote = make_quote()
    StatementPlace.objects.create(quote=quote, beside=quote)


def undo_of_nothing() -> None:
    Step.objects.create(
        article=make_quote().article,
        command="undo",
        by=User.objects.create(username="ann"),
        context="00000000-0000-0000-0000-000000000000",
    )


def a_deed_done_twice() -> None:
    by = User.objects.create(username="ann")
    about: dict[str, Any] = {"article": make_quote().article, "command": "accept_quote", "by": by}
    for _ in range(2):
        Step.objects.create(**about, context=uuid4(), deed=UUID(int=1))


def present_twice() -> None:
    here = {"article": make_quote().article, "user": User.objects.create(username="ann")}
    for _ in range(2):
        Presence.objects.create(**here)


def placed(**overrides: object) -> Placement:
    quote = make_quote()
    text = make_text_version(quote.article, text="Another.")
    given = {"old_text": quote.text_version, "text_version": text, "was": {}, "near": [0, 0]}
    return Placement.objects.create(quote=quote, **{**given, "outcome": "gone", **overrides})


def placed_twice() -> None:
    again = placed()
    again.pk = None
    again.save(force_insert=True)


def placed_in_its_own_text() -> None:
    own = placed()
    Placement.objects.filter(pk=own.pk).update(text_version=own.old_text)


def make_import() -> Import:
    return Import.objects.get_or_create(outlet="")[0]


def import_item(batch: Import, **overrides: object) -> ImportItem:
    given = {"position": 0, "name": "a.txt", "format": "text", "source": b"words", **overrides}
    return ImportItem.objects.create(batch=batch, **given)


def saved_view(**overrides: object) -> SavedView:
    owner = User.objects.get_or_create(username="ann")[0]
    given = {"name": "Ferries", "owner": owner, "path": "/quotes/", **overrides}
    return SavedView.objects.create(**given)


def merge_of(one: Speaker | Target) -> object:
    if isinstance(one, Speaker):
        return SpeakerMerge.objects.create(speaker=one, into=one)
    return TargetMerge.objects.create(target=one, into=one)


def apart(first: Speaker, second: Speaker) -> object:
    return SpeakersApart.objects.create(first=first, second=second)


def redacted_without_a_reason() -> None:
    """By the function itself: nobody else writes that table."""
    article = make_quote().article_id
    run("select redact(%s, '{}', '{}', '{}', false, null, ' ')", article)


REFUSED: dict[str, Callable[[], object]] = {
    "speaker_has_a_name": speaker_with("name = ''"),
    "speaker_kind_is_known": speaker_with("kind = 'ghost'"),
    "speaker_is_no_part_of_itself": speaker_with("part_of_id = id"),
    "speaker_is_not_merged_into_itself": speaker_with("merged_into_id = id"),
    "speaker_wikidata_id_is_one": speaker_with("wikidata_id = 'P7'"),
    "speaker_version_counts_from_one": speaker_with("version = 0"),
    "speaker_unnamed_once_an_article": two_of_one_name_in_an_article,
    "speaker_name_once": lambda: SpeakerName.objects.create(
        speaker=make_speaker("Zoë Marrow"), name="ZOE MARROW"
    ),
    "speaker_name_is_not_empty": lambda: SpeakerName.objects.create(
        speaker=make_speaker(), name=""
    ),
    "speaker_role_is_not_empty": lambda: SpeakerRole.objects.create(
        speaker=make_speaker(), role=""
    ),
    "speaker_role_ends_after_it_begins": lambda: SpeakerRole.objects.create(
        speaker=make_speaker(), role="mayor", since="2031-05-02", until="2031-05-01"
    ),
    "quote_once_a_speaker": the_same_quote_again,
    "quote_kind_is_known": quote_with("kind = 'shouted'"),
    "quote_act_is_known": quote_with("act = 'sang'"),
    "quote_origin_is_known": quote_with("origin = 'rumour'"),
    "quote_decision_is_whole": quote_with("decided_at = null"),
    "quote_confidence_is_a_share": quote_with("confidence = 1.5"),
    "quote_external_id_once": two_of_one_external_id,
    "quote_external_id_length": quote_with("external_id = ''"),
    "quote_content_is_not_empty": behind_the_triggers("quotes_quote", "content = '{}'"),
    "quote_cue_is_not_empty": behind_the_triggers("quotes_quote", "cue = '{[-3,1)}'"),
    "quote_addressee_is_not_empty": behind_the_triggers("quotes_quote", "addressee_span = '{}'"),
    "quote_is_not_its_own_parent": behind_the_triggers("quotes_quote", "parent_id = id"),
    "quote_said_on_has_a_precision": quote_with("said_on = '2031-05-02'"),
    "quote_channel_is_known": quote_with("channel = 'telepathy'"),
    "quote_version_counts_from_one": quote_with("version = 0"),
    "attribution_position_once": lambda: Attribution.objects.create(
        quote=make_quote(), sourcing="named"
    ),
    "attribution_mention_is_not_empty": behind_the_triggers("quotes_attribution", "mention = '{}'"),
    "attribution_descriptor_is_not_empty": behind_the_triggers(
        "quotes_attribution", "descriptor = '{}'"
    ),
    "attribution_condition_is_not_empty": behind_the_triggers(
        "quotes_attribution", "condition = '{}'"
    ),
    "attribution_sourcing_is_known": attribution_with("sourcing = 'guessed'"),
    "attribution_none_names_nobody": lambda: Attribution.objects.create(
        quote=make_quote(), position=1, sourcing="none", speaker=make_speaker()
    ),
    "relay_position_once": twice(
        lambda quote: Relay.objects.create(quote=quote, name="state media")
    ),
    "relay_span_is_not_empty": behind_the_triggers("quotes_relay", "span = '{}'"),
    "relay_has_a_name": lambda: Relay.objects.create(quote=make_quote(), name=""),
    "target_name_once": lambda: [make_target(name) for name in ("Café law", "CAFE LAW")],
    "target_speaker_once": two_targets_of_one_speaker,
    "target_has_a_name": target_with("name = ''"),
    "target_kind_is_known": target_with("kind = 'mood'"),
    "target_links_its_speaker": target_with("kind = 'speaker'"),
    "target_is_no_part_of_itself": target_with("part_of_id = id"),
    "target_is_not_merged_into_itself": target_with("merged_into_id = id"),
    "target_version_counts_from_one": target_with("version = 0"),
    "stance_once_a_target": a_second_stance_on_the_target,
    "stance_position_is_known": lambda: make_stance(make_quote(), make_target(), "maybe"),
    "step_undo_names_what_it_undoes": undo_of_nothing,
    "step_deed_once": a_deed_done_twice,
    "presence_once_a_person": present_twice,
    "placement_once_a_text": placed_twice,
    "placement_is_in_another_text": placed_in_its_own_text,
    "placement_outcome_is_known": lambda: placed(outcome="lost"),
    "placement_decision_is_known": lambda: placed(decision="guessed"),
    "placement_by_itself_is_sure": lambda: placed(decision="itself"),
    "note_says_something": lambda: Note.objects.create(quote=make_quote(), text=" \n"),
    "import_item_once": lambda: [import_item(make_import()) for _ in range(2)],
    "import_item_state_is_known": lambda: import_item(make_import(), state="lost"),
    "import_item_waits_with_its_source": lambda: import_item(make_import(), source=None),
    "imported_row_once": lambda: [
        ImportedRow.objects.create(format="dna", key="statement 1") for _ in range(2)
    ],
    "imported_row_has_a_key": lambda: ImportedRow.objects.create(format="dna", key=""),
    "saved_view_has_a_name": lambda: saved_view(name=" \n"),
    "saved_view_path_is_a_page": lambda: saved_view(path="//elsewhere.example/"),
    "saved_view_name_once_a_person": lambda: [saved_view(name=each) for each in ("Été", "ETE")],
    "speaker_merge_joins_two": lambda: merge_of(make_speaker()),
    "speaker_merge_once_at_a_time": lambda: [
        SpeakerMerge.objects.create(speaker=one, into=make_speaker())
        for one in [make_speaker()] * 2
    ],
    "target_merge_joins_two": lambda: merge_of(make_target()),
    "target_merge_once_at_a_time": lambda: [
        TargetMerge.objects.create(target=one, into=make_target()) for one in [make_target()] * 2
    ],
    "statement_place_is_beside_another": beside_itself,
    "redaction_has_a_reason": redacted_without_a_reason,
    "speakers_apart_once": lambda: [
        apart(*pair) for pair in [(make_speaker(), make_speaker())] * 2
    ],
    "speakers_apart_are_two_in_order": lambda: apart(*[make_speaker()] * 2),
}


@pytest.mark.parametrize("constraint", REFUSED)
def test_keeps_the_promise_of(constraint: str) -> None:
    run("set constraints all immediate")
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        REFUSED[constraint]()
    diagnosis = getattr(caught.value.__cause__, "diag", None)
    assert getattr(diagnosis, "constraint_name", "") == constraint


def test_every_constraint_has_its_test() -> None:
    models = apps.get_app_config("quotes").get_models()
    assert {each.name for model in models for each in model._meta.constraints} == set(REFUSED)


@pytest.mark.parametrize("make", [make_speaker, make_target])
def test_who_is_merged_leads_to_one_that_is_merged_into_nothing(
    make: Callable[..., Speaker | Target],
) -> None:
    last = make()
    middle = make(merged_into=last)
    for broken in (
        lambda: make(merged_into=middle),
        lambda: type(last)._default_manager.filter(pk=last.pk).update(merged_into=make()),
    ):
        with pytest.raises(IntegrityError, match="merged into nothing"), transaction.atomic():
            broken()
