"""Many quotes in one request: each as if sent alone, all or nothing where asked."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from quotes.models import Quote, Speaker, Step, Target
from tests.factories import TEXT, make_article, make_quote
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db

BATCH = "/quotes/batch/"


def new(article: int, words: str = "The ferry will sail,", **more: object) -> dict[str, Any]:
    return {"op": "create", "article": article, "content": [{"exact": words}], **more}


def statuses(answer: Any) -> list[int]:
    return [each["status"] for each in answer.json["results"]]


def test_marks_and_changes_in_the_order_of_the_items(api: ApiClient) -> None:
    old = make_quote()
    items = [
        new(make_article().pk, external_id="a"),
        {"op": "update", "id": old.pk, "version": 1, "act": "denied"},
    ]
    answer = api.post(BATCH, {"items": items})

    assert statuses(answer) == [201, 200]
    first, second = answer.json["results"]
    assert (first["index"], first["external_id"], first["version"]) == (0, "a", 1)
    assert (second["id"], second["version"]) == (old.pk, 2)
    old.refresh_from_db()
    assert old.act == "denied"


def test_all_or_nothing_unless_said_otherwise(api: ApiClient) -> None:
    article = make_article().pk
    items = [new(article), new(article, "words that are not there"), {"op": "update", "id": 1}]
    refused = api.post(BATCH, {"items": items})

    assert refused.status == 422
    assert refused.pointers == ["/items/1/content/0/exact", "/items/2/version"]
    assert not Quote.objects.exists()
    assert not Step.objects.exists()


def test_what_cannot_be_stored_leaves_the_others(api: ApiClient) -> None:
    article = make_article().pk
    items = [
        new(article),
        new(article, "words that are not there"),
        new(article, "It always has."),
        {"op": "update", "id": 10**9, "version": 1},
        {"op": "create", "article": article},
    ]
    answer = api.post(BATCH, {"items": items, "atomic": False})

    assert statuses(answer) == [201, 422, 201, 404, 422]
    problem = answer.json["results"][1]["problem"]
    assert problem["errors"][0]["pointer"] == "/items/1/content/0/exact"
    assert Quote.objects.count() == 2


def test_an_item_stands_inside_one_before_it(api: ApiClient) -> None:
    article = make_article().pk
    items = [
        new(article, "The ferry will sail,", external_id="outer"),
        new(article, "ferry", parent={"item": 0}),
        new(article, "sail", parent={"external_id": "outer"}),
    ]
    answer = api.post(BATCH, {"items": items})

    outer = answer.json["results"][0]["id"]
    assert set(Quote.objects.exclude(pk=outer).values_list("parent", flat=True)) == {outer}


@pytest.mark.parametrize(
    ("parent", "pointer"),
    [
        ({"item": 1}, "/items/1/parent/item"),
        ({"item": 7}, "/items/1/parent/item"),
        ({"external_id": "nobody"}, "/items/1/parent/external_id"),
        ({"item": "x"}, "/items/1/parent/item"),
    ],
)
def test_a_parent_that_is_not_there_is_pointed_at(
    api: ApiClient, parent: object, pointer: str
) -> None:
    article = make_article().pk
    items = [new(article), new(article, "ferry", parent=parent)]
    refused = api.post(BATCH, {"items": items})

    assert (refused.status, refused.pointers) == (422, [pointer])


def test_a_stale_item_carries_the_quote_as_it_is(api: ApiClient) -> None:
    quote = make_quote()
    api.ask("PATCH", f"/quotes/{quote.pk}/", {"act": "denied"}, If_Match='"v1"')
    item = {"op": "update", "id": quote.pk, "version": 1, "act": "imagined"}
    answer = api.post(BATCH, {"items": [item], "atomic": False})

    problem = answer.json["results"][0]["problem"]
    assert (problem["status"], problem["current"]["version"]) == (412, 2)


def test_sent_again_under_its_own_names_a_batch_changes_nothing(api: ApiClient) -> None:
    article = make_article().pk
    items = [
        new(article, external_id="a", attributions=[{"speaker": {"name": "Ilse Marrow"}}]),
        new(article, "It always has.", external_id="b"),
    ]
    assert statuses(api.post(BATCH, {"items": items})) == [201, 201]
    again = api.post(BATCH, {"items": items})

    assert statuses(again) == [200, 200]
    assert [each["version"] for each in again.json["results"]] == [1, 1]
    assert Quote.objects.count() == 2


@pytest.mark.parametrize("items", [[], [{}], [{"op": "sing"}], ["a"], [{"op": "create"}] * 1001])
def test_what_is_no_batch_is_refused(api: ApiClient, items: object) -> None:
    assert api.post(BATCH, {"items": items}).status == 422


words = st.sampled_from([*TEXT.split()[:12], "The ferry will sail,", "It always has.", "nowhere"])
speakers = st.sampled_from([{"name": "Ilse Marrow"}, {"name": "Oda Brandt"}, 10**9])


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(chosen=st.lists(st.tuples(words, speakers), min_size=1, max_size=6))
def test_a_batch_does_what_its_items_do_one_by_one(
    api: ApiClient, chosen: list[tuple[str, object]]
) -> None:
    one, other = make_article().pk, make_article().pk

    def items(article: int) -> list[dict[str, Any]]:
        return [new(article, said, attributions=[{"speaker": speaker}]) for said, speaker in chosen]

    alone = []
    for item in items(one):
        body = {key: value for key, value in item.items() if key != "op"}
        alone.append(api.post("/quotes/", body).status)
    together = api.post(BATCH, {"items": items(other), "atomic": False})

    assert statuses(together) == alone
    marked = [
        sorted(Quote.objects.filter(article=each).values_list("content_words", "speaker"))
        for each in (one, other)
    ]
    assert marked[0] == marked[1]
    assert User.objects.count() == 1


def test_quotes_are_not_put_inside_one_another_by_two_items(api: ApiClient) -> None:
    outer = make_quote()
    inner = make_quote("It always has.", article=outer.article)
    items = [
        {"op": "update", "id": one.pk, "version": 1, "parent": other.pk}
        for one, other in ((outer, inner), (inner, outer))
    ]
    answer = api.post("/quotes/batch/", {"items": items, "atomic": False})

    assert [each["status"] for each in answer.json["results"]] == [200, 422]
    refused = answer.json["results"][1]["problem"]
    assert refused["errors"][0]["pointer"] == "/items/1/parent"


def test_who_was_added_by_a_refused_item_is_added_by_the_next(api: ApiClient) -> None:
    article = make_article().pk
    speaker = [{"speaker": {"name": "Ilse Marrow"}}]
    stance = [{"target": "Ferry", "position": "support"}]
    wrong = [{"target": "Ferry"}, {"target": "ferry"}]
    items = [
        new(article, attributions=speaker, stances=wrong),
        new(article, attributions=speaker, stances=stance),
        new(article, "It always has.", attributions=speaker, stances=stance),
    ]
    answer = api.post(BATCH, {"items": items, "atomic": False})

    assert statuses(answer) == [422, 201, 201]
    assert answer.json["results"][0]["problem"]["errors"][0]["pointer"] == (
        "/items/0/stances/1/target"
    )
    assert Speaker.objects.get().name == "Ilse Marrow"
    assert Target.objects.get().name == "Ferry"


def test_a_name_given_up_within_a_batch_is_free(api: ApiClient) -> None:
    article = make_article().pk
    made = api.post(BATCH, {"items": [new(article, external_id="a")]}).json["results"][0]
    items = [
        {"op": "update", "id": made["id"], "version": 1, "external_id": "b"},
        new(article, "It always has.", external_id="a"),
        new(article, "It always has.", external_id="a"),
    ]
    answer = api.post(BATCH, {"items": items})

    assert statuses(answer) == [200, 201, 200]
    assert answer.json["results"][1]["id"] == answer.json["results"][2]["id"]


def test_each_item_is_a_step_of_its_own_with_its_own_events(api: ApiClient) -> None:
    article = make_article().pk
    speaker = [{"speaker": {"name": "Ilse Marrow"}}]
    items = [
        new(article, attributions=speaker),
        new(article, "It always has.", attributions=speaker),
    ]
    results = api.post(BATCH, {"items": items}).json["results"]

    steps = Step.objects.order_by("id")
    assert [step.quote_id for step in steps] == [each["id"] for each in results]
    assert len({step.context for step in steps}) == 2
