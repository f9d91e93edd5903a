"""What the page does, the API does: for each command both leave the same rows in every table."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.db import models, transaction
from django.test import Client

from accounts.commands import create_token
from accounts.models import Role, Scope, User
from articles.models import Article, ArticleFamily, Outlet, TextVersion
from quotes.models import (
    Attribution,
    Quote,
    Relay,
    Speaker,
    SpeakerMerge,
    SpeakerName,
    SpeakerRole,
    Stance,
    Step,
    Target,
    TargetMerge,
)
from tests.factories import (
    TEXT,
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_target,
)

pytestmark = pytest.mark.django_db

RECORD: list[type[models.Model]] = [
    *(Outlet, ArticleFamily, Article, TextVersion),
    *(Speaker, SpeakerName, SpeakerRole, SpeakerMerge, Target, TargetMerge),
    *(Quote, Attribution, Relay, Stance, Step),
]
PARTS = [{"start": 42, "end": 56, "exact": "It always has."}]
MARROW = [{"start": 23, "end": 34, "exact": "Ilse Marrow"}]
Rows = dict[str, list[dict[str, Any]]]


class World(NamedTuple):
    """What there is before: two quotes in one article, a stance, somebody to name."""

    article: Article
    suggested: Quote
    accepted: Quote
    stance: Stance
    speaker: Speaker
    target: Target


class Doors(NamedTuple):
    """The two ways in, for the same person."""

    page: Callable[[str, dict[str, Any]], None]
    api: Callable[[str, str, object, Quote | Speaker | Target | Article | None], None]


@pytest.fixture
def doors(annotator: User) -> Doors:
    _, secret = create_token(annotator, name="program", scope=Scope.WRITE)
    browser, program = Client(), Client()
    browser.force_login(annotator)

    def page(path: str, form: dict[str, Any]) -> None:
        answer = browser.post(path, form)
        assert answer.status_code < 400, answer.content.decode()[:2000]

    def api(method: str, path: str, body: object, seen: Any) -> None:
        headers = {"Authorization": f"Bearer {secret}"}
        headers |= {"If-Match": f'"v{seen.version}"'} if seen else {}
        data = "" if body is None else json.dumps(body)
        kind = "application/json"
        answer = program.generic(method, f"/api/v1{path}", data, content_type=kind, headers=headers)
        assert answer.status_code < 400, getattr(answer, "content", b"")

    return Doors(page, api)


def make_world() -> World:
    published = "2031-10-01T08:00Z"
    article = make_article(outlet="Corran Weekly", title="A promise", published_at=published)
    suggested = make_quote("a fine promise", article=article, status="suggested", origin="machine")
    Attribution.objects.filter(quote=suggested).update(proposed_name="T. Reke", sourcing="named")
    accepted = make_quote(
        "The ferry will sail,", article=article, mention="Ilse Marrow", cue="said"
    )
    stance = make_stance(accepted, make_target("Ferry"))
    return World(
        article, suggested, accepted, stance, make_speaker("Ilse Marrow"), make_target("Bridge")
    )


def left_by(act: Callable[[World], None]) -> Rows:
    """Answer every row there is after an act in a world of its own, which goes again."""
    with transaction.atomic():
        act(make_world())
        rows = {model.__name__: rows_of(model) for model in RECORD}
        transaction.set_rollback(True)
    return rows


def rows_of(model: type[models.Model]) -> list[dict[str, Any]]:
    """Answer the rows of a table; ids as places in their table, times as whether there is one."""
    fields = model._meta.concrete_fields
    return [
        {field.attname: comparable(field, row[field.attname]) for field in fields}
        for row in model._default_manager.order_by("pk").values()
    ]


def comparable(field: models.Field[Any, Any], value: object) -> object:
    if value is None or field.name == "context":
        return None
    if isinstance(field, models.DateTimeField) and field.name not in {"published_at", "sort_at"}:
        return "a time"
    if field.name == "detail" and isinstance(value, dict):
        return {key: key if key in {"speaker", "target", "into"} else value[key] for key in value}
    if field.primary_key or field.name == "quote_id":
        return place_of(Quote if field.name == "quote_id" else field.model, value)
    if isinstance(field, models.ForeignKey) and field.related_model in RECORD:
        return place_of(field.related_model, value)
    return value


def place_of(model: type[models.Model], pk: object) -> int:
    return model._default_manager.filter(pk__lt=pk).count()


def assert_same(by_page: Rows, by_api: Rows) -> None:
    for table, rows in by_page.items():
        assert rows == by_api[table], table


def test_accept_quote(doors: Doors) -> None:
    assert_same(
        left_by(lambda it: doors.page(f"/quotes/{it.suggested.pk}/accept/", {"version": 1})),
        left_by(
            lambda it: doors.api(
                "PATCH", f"/quotes/{it.suggested.pk}/", {"status": "accepted"}, it.suggested
            )
        ),
    )


def test_reject_quote(doors: Doors) -> None:
    assert_same(
        left_by(lambda it: doors.page(f"/quotes/{it.accepted.pk}/reject/", {"version": 1})),
        left_by(
            lambda it: doors.api(
                "PATCH", f"/quotes/{it.accepted.pk}/", {"status": "rejected"}, it.accepted
            )
        ),
    )


def test_set_content(doors: Doors) -> None:
    form = {"version": 1, "content": json.dumps(PARTS)}
    assert_same(
        left_by(lambda it: doors.page(f"/quotes/{it.suggested.pk}/content/", form)),
        left_by(
            lambda it: doors.api(
                "PATCH", f"/quotes/{it.suggested.pk}/", {"content": PARTS}, it.suggested
            )
        ),
    )


@pytest.mark.parametrize("name", ["", "Tomas Reke"])
def test_set_speaker(doors: Doors, name: str) -> None:
    """By the API it is a change of the attributions, and the step says so; all else is the same."""

    def by_page(it: World) -> None:
        named = {"q": name} if name else {"speaker": it.speaker.pk}
        doors.page(f"/quotes/{it.accepted.pk}/speaker/", {"version": 1, **named})

    def by_api(it: World) -> None:
        said_by = {"name": name} if name else it.speaker.pk
        body = {"attributions": [{"mention": MARROW, "speaker": said_by}]}
        doors.api("PATCH", f"/quotes/{it.accepted.pk}/", body, it.accepted)

    pages, programs = left_by(by_page), left_by(by_api)
    assert pages["Step"][0].pop("command") == "set_speaker"
    assert programs["Step"][0].pop("command") == "change_quote"
    assert programs["Step"][0].pop("detail") == {"changed": ["attributions"]}
    del pages["Step"][0]["detail"]
    assert_same(pages, programs)


FACTS: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    ("facts", {"kind": "mixed"}, {"kind": "mixed"}),
    ("facts", {"act": "denied"}, {"act": "denied"}),
    ("facts", {"unsure": "1"}, {"unsure": True}),
    ("facts", {"stances_done": "1"}, {"stances_done": True}),
    ("facts", {"said_on": "Sept 2031"}, {"said_on": "2031-09", "earlier": False}),
    ("facts", {"place": "Corran", "channel": "court"}, {"place": "Corran", "channel": "court"}),
    ("facts", {"addressee": "reporters"}, {"addressee": "reporters"}),
    (
        "words",
        {"take": "addressee", "spans": json.dumps(MARROW)},
        {"addressee": {"name": "Ilse Marrow", "span": MARROW[0]}},
    ),
    ("words", {"take": "cue", "spans": json.dumps(MARROW)}, {"cue": MARROW}),
    ("relays", {"relay": "the radio"}, {"relays": [{"name": "the radio"}]}),
    (
        "words",
        {"take": "relay", "spans": json.dumps(MARROW)},
        {"relays": [{"name": "Ilse Marrow", "span": MARROW[0]}]},
    ),
]


@pytest.mark.parametrize(("door", "form", "body"), FACTS)
def test_change_quote(doors: Doors, door: str, form: Any, body: Any) -> None:
    assert_same(
        left_by(lambda it: doors.page(f"/quotes/{it.accepted.pk}/{door}/", {"version": 1, **form})),
        left_by(lambda it: doors.api("PATCH", f"/quotes/{it.accepted.pk}/", body, it.accepted)),
    )


def test_change_quote_puts_it_inside_another(doors: Doors) -> None:
    def by_page(it: World) -> None:
        form = {"version": 1, "parent": it.accepted.pk}
        doors.page(f"/quotes/{it.suggested.pk}/facts/", form)

    def by_api(it: World) -> None:
        body = {"parent": it.accepted.pk}
        doors.api("PATCH", f"/quotes/{it.suggested.pk}/", body, it.suggested)

    assert_same(left_by(by_page), left_by(by_api))


SOURCES: list[tuple[str, list[tuple[str, dict[str, Any]]], list[dict[str, Any]]]] = [
    ("change", [("sources/0", {"q": "Civic Bloc"})], [{"organisation": {"name": "Civic Bloc"}}]),
    ("change", [("sources/0", {"sourcing": "unnamed"})], [{"sourcing": "unnamed"}]),
    ("add", [("sources", {"spans": json.dumps(PARTS)})], [{}, {"mention": PARTS}]),
    ("remove", [("sources/0", {"away": "1"})], []),
]


@pytest.mark.parametrize(("what", "forms", "sources"), SOURCES)
def test_a_source_is_changed(doors: Doors, what: str, forms: Any, sources: Any) -> None:
    """The API names all sources, the page one thing of one; what is left is the same."""

    def by_page(it: World) -> None:
        for door, form in forms:
            doors.page(f"/quotes/{it.accepted.pk}/{door}/", {"version": 1, **form})

    def by_api(it: World) -> None:
        named = {"mention": MARROW, "sourcing": "named"}
        first = [{**named, **each} for each in sources[:1]]
        others = [{"sourcing": "named", **each} for each in sources[1:]]
        body = {"attributions": [*first, *others]}
        doors.api("PATCH", f"/quotes/{it.accepted.pk}/", body, it.accepted)

    pages, programs = left_by(by_page), left_by(by_api)
    assert pages["Step"][0].pop("command") == f"{what}_attribution"
    assert programs["Step"][0].pop("command") == "change_quote"
    assert programs["Step"][0].pop("detail") == {"changed": ["attributions"]}
    del pages["Step"][0]["detail"]
    assert_same(pages, programs)


@pytest.mark.parametrize("name", ["", "A bridge"])
@pytest.mark.parametrize("position", ["oppose", ""])
def test_set_stance_and_add_target(doors: Doors, name: str, position: str) -> None:
    conditional = bool(position)

    def by_page(it: World) -> None:
        target = {"q": name} if name else {"target": it.target.pk}
        taken = {"position": position, "conditional": "1"} if position else {}
        doors.page(f"/quotes/{it.accepted.pk}/stances/", {"version": 1, **target, **taken})

    def by_api(it: World) -> None:
        taken = {"position": position, "conditional": conditional} if position else {}
        body = {"target": name or it.target.pk, **taken}
        doors.api("POST", f"/quotes/{it.accepted.pk}/stances/", body, it.accepted)

    assert_same(left_by(by_page), left_by(by_api))


def test_set_stance_on_a_target_that_it_has(doors: Doors) -> None:
    def by_page(it: World) -> None:
        form = {"version": 1, "target": it.stance.target_id, "position": "mixed"}
        doors.page(f"/quotes/{it.accepted.pk}/stances/", form)

    def by_api(it: World) -> None:
        path = f"/quotes/{it.accepted.pk}/stances/{it.stance.target_id}/"
        doors.api("PUT", path, {"position": "mixed"}, it.accepted)

    assert_same(left_by(by_page), left_by(by_api))


def test_remove_stance(doors: Doors) -> None:
    def by_page(it: World) -> None:
        path = f"/quotes/{it.accepted.pk}/stances/{it.stance.target_id}/remove/"
        doors.page(path, {"version": 1})

    def by_api(it: World) -> None:
        path = f"/quotes/{it.accepted.pk}/stances/{it.stance.target_id}/"
        doors.api("DELETE", path, None, it.accepted)

    assert_same(left_by(by_page), left_by(by_api))


def test_mark_quote(doors: Doors) -> None:
    def by_page(it: World) -> None:
        form = {"text_version": it.accepted.text_version_id, "content": json.dumps(PARTS)}
        doors.page(f"/articles/{it.article.pk}/quotes/", form)

    def by_api(it: World) -> None:
        doors.api("POST", "/quotes/", {"article": it.article.pk, "content": PARTS}, None)

    assert_same(left_by(by_page), left_by(by_api))


def test_delete_quote(doors: Doors) -> None:
    def by_page(it: World) -> None:
        doors.page(f"/quotes/{it.accepted.pk}/delete/", {"version": 1})

    def by_api(it: World) -> None:
        doors.api("DELETE", f"/quotes/{it.accepted.pk}/", None, it.accepted)

    assert_same(left_by(by_page), left_by(by_api))


def test_undo_last_step(doors: Doors) -> None:
    def rejected(it: World) -> World:
        doors.page(f"/quotes/{it.accepted.pk}/reject/", {"version": 1})
        return it

    assert_same(
        left_by(lambda it: doors.page(f"/articles/{rejected(it).article.pk}/undo/", {})),
        left_by(
            lambda it: doors.api("POST", f"/articles/{rejected(it).article.pk}/undo/", {}, None)
        ),
    )


def test_take_in_article(doors: Doors) -> None:
    known = {
        "text": TEXT + "\nPrinted by us.",
        "title": "A promise",
        "outlet": "The Aldmoor Courier",
        "byline": "Una Pell",
        "language": "en",
        "url": "https://courier.example/promise",
    }
    form = {**known, "published_on": "2031-10-29", "published_time": "08:15"}
    body = {**known, "published_at": "2031-10-29T08:15"}
    assert_same(
        left_by(lambda _: doors.page("/articles/new/", form)),
        left_by(lambda _: doors.api("POST", "/articles/", body, None)),
    )


def test_change_speaker(doors: Doors) -> None:
    form = {"version": 1, "name": "I. Marrow", "kind": "group", "attributes": "party: Green"}
    body = {"name": "I. Marrow", "kind": "group", "attributes": {"party": "Green"}}
    more = {"part_of": "Quay Group"}, {"part_of": {"name": "Quay Group"}}
    assert_same(
        left_by(lambda it: doors.page(f"/speakers/{it.speaker.pk}/facts/", form | more[0])),
        left_by(
            lambda it: doors.api("PATCH", f"/speakers/{it.speaker.pk}/", body | more[1], it.speaker)
        ),
    )


def test_change_target(doors: Doors) -> None:
    form = {"version": 1, "name": "The bridge", "kind": "proposal", "part_of": "Roads"}
    body = {"name": "The bridge", "kind": "proposal", "part_of": {"name": "Roads"}}
    assert_same(
        left_by(lambda it: doors.page(f"/targets/{it.target.pk}/facts/", form)),
        left_by(lambda it: doors.api("PATCH", f"/targets/{it.target.pk}/", body, it.target)),
    )


def test_merge_speakers(doors: Doors) -> None:
    def by_page(it: World) -> None:
        form = {"version": 1, "into": make_speaker("Marrow").pk}
        doors.page(f"/speakers/{it.speaker.pk}/merge/", form)

    def by_api(it: World) -> None:
        body = {"into": make_speaker("Marrow").pk}
        doors.api("POST", f"/speakers/{it.speaker.pk}/merge/", body, it.speaker)

    assert_same(left_by(by_page), left_by(by_api))


def test_merge_targets(doors: Doors) -> None:
    def by_page(it: World) -> None:
        form = {"version": 1, "into": it.stance.target_id}
        doors.page(f"/targets/{it.target.pk}/merge/", form)

    def by_api(it: World) -> None:
        body = {"into": it.stance.target_id}
        doors.api("POST", f"/targets/{it.target.pk}/merge/", body, it.target)

    assert_same(left_by(by_page), left_by(by_api))


def test_withdraw_article(doors: Doors, annotator: User) -> None:
    annotator.role = Role.REVIEWER
    annotator.save()
    reason = {"reason": "By mistake."}
    assert_same(
        left_by(lambda it: doors.page(f"/articles/{it.article.pk}/withdraw/", reason)),
        left_by(
            lambda it: doors.api(
                "POST", f"/articles/{it.article.pk}/withdrawal/", reason, it.article
            )
        ),
    )
