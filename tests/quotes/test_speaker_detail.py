"""The page of a speaker: all that is known, and kept right by editors, each change undone again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from quotes import commands
from quotes.models import Speaker, SpeakerName, SpeakerRole, Step
from tests.counting import queries_of
from tests.factories import make_article, make_quote, make_speaker
from tests.pages import open_page, printed, text_of
from tests.quotes.doors import as_form, assert_only_annotators_post, opened, says

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


def page(speaker: Speaker) -> str:
    return f"/speakers/{speaker.pk}/"


def send(user: User, speaker: Speaker, what: str, **sent: Any) -> Any:
    speaker.refresh_from_db()
    return as_form(user, f"{page(speaker)}{what}/", **{"version": speaker.version, **sent})


def facts(speaker: Speaker, **changed: str) -> dict[str, str]:
    return {"name": speaker.name, "kind": speaker.kind, **changed}


def test_shows_what_is_known_and_what_was_said(reading: Client) -> None:
    ministry = make_speaker("Harbour Ministry", kind="organisation")
    speaker = make_speaker(
        "Ilse Marrow", part_of=ministry, attributes={"party": "Civic Bloc"}, wikidata_id="Q77"
    )
    SpeakerRole.objects.create(
        speaker=speaker, role="Harbour Minister", organisation=ministry, since="2028-05-01"
    )
    make_quote(speaker=speaker)
    shown = open_page(reading, page(speaker))
    words = text_of(shown)
    for each in ("Harbour Minister, Harbour Ministry", "Since 1 May 2028", "Civic Bloc", "Q77"):
        assert each in words
    assert printed(shown) == ["The ferry will sail, | It always has."]
    assert not shown.xpath("//main//form[@method='post']")


def test_a_merged_speaker_is_shown_as_whom_they_became(reading: Client, annotator: User) -> None:
    one, two = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    make_quote(speaker=one)
    commands.merge_speakers(one.pk, two.pk, version=1, by=annotator)
    assert reading.get(page(one)).headers["Location"] == page(two)
    shown = open_page(reading, page(two))
    assert "Sergey Ivin" in text_of(shown)
    assert printed(shown)


def test_readers_see_who_has_an_accepted_quote(reading: Client, annotator: User) -> None:
    speaker = make_speaker("Ona Vell")
    make_quote(speaker=speaker, status="suggested")
    assert reading.get(page(speaker)).status_code == 404
    assert opened(annotator, page(speaker)).status_code == 200
    assert reading.get("/speakers/987654/").status_code == 404


def test_an_unnamed_source_names_its_article(annotator: User) -> None:
    article = make_article(title="The pen comes back")
    source = make_speaker("a harbour official", article=article)
    assert "known in this article only: The pen comes back" in " ".join(
        says(opened(annotator, page(source))).replace("<", " <").split()
    ).replace(f' <a href="/articles/{article.pk}/" dir="auto">', " ")


def test_facts_are_changed_recorded_and_undone(annotator: User) -> None:
    speaker = make_speaker("Ilse Marow")
    changed = facts(
        speaker,
        name="Ilse Marrow",
        part_of="Harbour Ministry",
        wikidata_id="q77",
        attributes="party: Civic Bloc\ncountry: Tessaly",
    )
    assert send(annotator, speaker, "facts", **changed).headers["Location"] == page(speaker)
    speaker.refresh_from_db()
    assert (speaker.name, speaker.wikidata_id) == ("Ilse Marrow", "Q77")
    assert speaker.attributes == {"party": "Civic Bloc", "country": "Tessaly"}
    assert speaker.part_of is not None
    assert speaker.part_of.kind == "organisation"
    shown = says(opened(annotator, page(speaker)))
    assert "changed the name from Ilse Marow to Ilse Marrow" in shown
    assert "set “party” to Civic Bloc" in shown
    step = Step.objects.get(command="change_speaker")
    assert send(annotator, speaker, "undo", step=step.pk).status_code == 302
    speaker.refresh_from_db()
    assert (speaker.name, speaker.wikidata_id, speaker.attributes) == ("Ilse Marow", None, {})
    assert [each.name for each in speaker.names.all()] == ["Ilse Marow"]


def test_names_are_added_and_taken_away(annotator: User) -> None:
    speaker = make_speaker("Ilse Marrow")
    send(annotator, speaker, "names", name="Ms Marrow")
    added = speaker.names.get(name="Ms Marrow")
    assert send(annotator, speaker, "names", name="MS MÁRROW ").status_code == 302
    added.refresh_from_db()
    assert added.name == "MS MÁRROW"
    send(annotator, speaker, "names", remove=added.pk)
    assert speaker.names.count() == 1
    refused = send(annotator, speaker, "names", remove=speaker.names.get().pk)
    assert refused.status_code == 409
    assert "the name that is shown" in says(refused).lower()


def test_roles_have_dates_as_far_as_known(annotator: User) -> None:
    speaker = make_speaker("Ilse Marrow")
    send(
        annotator,
        speaker,
        "roles",
        role="Delegate",
        organisation="Port Ansel",
        since="2021",
        until="2028-02",
    )
    role = speaker.roles.get()
    assert (str(role.since), str(role.until)) == ("2021-01-01", "2028-02-29")
    send(annotator, speaker, "roles", role="Harbour delegate", known=role.pk)
    role.refresh_from_db()
    assert (role.role, role.organisation, role.since) == ("Harbour delegate", None, None)
    shown = says(opened(annotator, page(speaker)))
    assert "added the role “Delegate, Port Ansel” since 2021-01-01 until 2028-02-29" in shown
    send(annotator, speaker, "roles", remove=role.pk)
    assert not speaker.roles.exists()


@pytest.mark.parametrize(
    ("what", "sent", "words"),
    [
        ("roles", {"role": "mayor", "since": "May 2028"}, "is no day"),
        ("roles", {"role": "mayor", "since": "2028", "until": "2021"}, "cannot end before"),
        ("roles", {"role": " "}, "needs a name"),
        ("names", {"name": ""}, "needs a name"),
        ("facts", {"name": "Ilse", "kind": "ghost"}, "no kind of speaker"),
        ("facts", {"name": "Ilse", "kind": "person", "wikidata_id": "P1"}, "no Wikidata id"),
        ("facts", {"name": "Ilse", "kind": "person", "attributes": "party"}, "has no colon"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_kept(
    annotator: User, what: str, sent: dict[str, str], words: str
) -> None:
    speaker = make_speaker("Ilse Marrow")
    refused = send(annotator, speaker, what, **sent)
    assert refused.status_code == 422
    assert words in says(refused)
    for typed in (value for value in sent.values() if value.strip()):
        assert typed in says(refused)
    assert not Step.objects.exists()


def test_a_change_of_what_somebody_else_changed_is_told_and_kept(annotator: User) -> None:
    speaker = make_speaker("Ilse Marrow")
    commands.add_speaker_name(speaker.pk, "Ms Marrow", version=1, by=annotator)
    refused = as_form(annotator, f"{page(speaker)}names/", version=1, name="I. Marrow")
    assert refused.status_code == 409
    assert "Somebody changed this since you opened it" in says(refused)
    assert 'value="I. Marrow"' in says(refused)
    assert 'name="version" value="2"' in says(refused)


def test_two_of_one_wikidata_id_may_be_one(annotator: User) -> None:
    make_speaker("Ilse Marrow", wikidata_id="Q77")
    other = make_speaker("I. Marrow")
    refused = send(annotator, other, "facts", **facts(other, wikidata_id="Q77"))
    assert refused.status_code == 409
    assert "is the id of Ilse Marrow" in says(refused)


def test_nothing_is_part_of_its_own_part(annotator: User) -> None:
    whole = make_speaker("Harbour Ministry", kind="organisation")
    part = make_speaker("Pier Office", kind="organisation", part_of=whole)
    refused = send(annotator, whole, "facts", **facts(whole, part_of=part.name))
    assert refused.status_code == 422
    assert "is part of Harbour Ministry already" in says(refused)


@pytest.mark.parametrize("what", ["facts", "names", "roles", "undo", "unmerge"])
def test_only_annotators_change_speakers(reader: User, annotator: User, what: str) -> None:
    speaker = make_speaker("Ilse Marrow")
    assert_only_annotators_post(f"{page(speaker)}{what}/", reader, annotator)


def test_a_later_change_of_the_same_stands_in_the_way_of_an_undo(annotator: User) -> None:
    speaker = make_speaker("Ilse Marow")
    send(annotator, speaker, "facts", **facts(speaker, name="Ilse Marrow"))
    send(annotator, speaker, "facts", **facts(speaker, name="Ilsa Marrow"))
    first = Step.objects.order_by("id").first()
    assert first is not None
    refused = send(annotator, speaker, "undo", step=first.pk)
    assert refused.status_code == 409
    assert "undo the later step first" in says(refused)


def test_twenty_quotes_cost_as_many_queries_as_two(reading: Client) -> None:
    speaker, costs = make_speaker(), []
    for more in (2, 17):
        for _ in range(more):
            make_quote(speaker=speaker)
            SpeakerName.objects.create(speaker=speaker, name=f"Name {_} {more}")
        costs.append(queries_of(reading, page(speaker)))
    assert costs[1] <= costs[0]


def test_readers_are_not_told_which_unnamed_source_somebody_is(
    reading: Client, reviewer: User
) -> None:
    article = make_article()
    source, named = make_speaker("a Baltic official", article=article), make_speaker("Ona Vell")
    make_quote(speaker=source, article=article)
    reason = "Named in print on 2 May."
    commands.merge_speakers(source.pk, named.pk, version=1, by=reviewer, reason=reason)
    shown = text_of(open_page(reading, page(named)))
    assert "Ona Vell" in shown
    assert "Baltic" not in shown
    assert reason in says(opened(reviewer, page(named)))
