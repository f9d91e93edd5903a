"""Where speakers stand, as programs say it."""

import pytest

from quotes.models import Step, Target
from tests.factories import make_article, make_quote, make_stance, make_target
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db


def test_takes_a_stance_changes_it_and_takes_it_away(api: ApiClient) -> None:
    target = make_target("Ferry")
    path = f"/quotes/{make_quote().pk}/stances/{target.pk}/"
    body = {"position": "oppose", "conditional": True}
    answer = api.put(path, body, If_Match='"v1"')
    shown = {"target": {"id": target.pk, "name": "Ferry"}, **body}
    assert (answer.status, answer.json["stances"], answer.json["version"]) == (200, [shown], 2)
    assert api.get(path).json == shown
    answer = api.put(path, {"position": None}, If_Match=api.tag_of(path))
    assert answer.json["stances"] == [{**shown, "position": None, "conditional": False}]
    answer = api.delete(path, If_Match=answer.etag)
    assert (answer.status, answer.json["stances"], answer.json["version"]) == (200, [], 4)
    assert list(Step.objects.order_by("id").values_list("command", flat=True)) == [
        "set_stance",
        "set_stance",
        "remove_stance",
    ]


def test_takes_a_stance_on_a_target_by_name_or_id(api: ApiClient) -> None:
    path = f"/quotes/{make_quote().pk}/stances/"
    new = api.post(path, {"target": "The ferry", "position": "support"}, If_Match="*")
    assert new.json["stances"][0]["target"]["name"] == "The ferry"
    known = Target.objects.get()
    for ref in ("the FERRY", known.pk):
        answer = api.post(path, {"target": ref, "position": "oppose"}, If_Match="*")
        assert [each["position"] for each in answer.json["stances"]] == ["oppose"]
    assert api.get(path).json == {"results": answer.json["stances"], "next": None}
    about = api.post(path, {"target": "the ferry"}, If_Match=answer.etag).json
    assert (about["stances"], about["version"]) == (answer.json["stances"], answer.json["version"])
    assert Target.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"position": "for", "target": 1}, "/position"),
        ({"target": "Ferry", "conditional": True}, "/position"),
        ({"position": "support"}, "/target"),
        ({"position": "support", "target": 999}, "/target"),
        ({"position": "support", "target": " "}, "/target"),
        ({"position": "support", "target": {}}, "/target"),
        ({"position": "support", "target": "Ferry", "conditional": "yes"}, "/conditional"),
    ],
)
def test_points_at_what_cannot_be(api: ApiClient, body: object, pointer: str) -> None:
    answer = api.post(f"/quotes/{make_quote().pk}/stances/", body, If_Match="*")
    assert (answer.status, answer.pointers) == (422, [pointer])


def test_a_target_or_stance_that_the_address_names_has_to_be_there(api: ApiClient) -> None:
    path = f"/quotes/{make_quote().pk}/stances/999/"
    assert api.put(path, {"position": "support"}, If_Match="*").status == 404
    assert api.delete(path, If_Match="*").status == 404
    assert api.get(path).status == 404
    assert api.get("/quotes/999/stances/").status == 404


def test_wants_the_quote_as_it_is(api: ApiClient) -> None:
    stance = make_stance(make_quote(version=3), make_target())
    path = f"/quotes/{stance.quote_id}/stances/{stance.target_id}/"
    assert api.put(path, {"position": None}).status == 428
    assert api.delete(path).status == 428
    answer = api.put(path, {"position": None}, If_Match='"v2"')
    assert (answer.status, answer.json["current"]["version"]) == (412, 3)


def test_stances_of_quotes_that_may_not_be_seen_are_not_there(reading: ApiClient) -> None:
    stance = make_stance(make_quote(status="suggested"), make_target())
    assert reading.get(f"/quotes/{stance.quote_id}/stances/").status == 404
    assert reading.get(f"/quotes/{stance.quote_id}/stances/{stance.target_id}/").status == 404


def test_a_quote_is_marked_with_its_stances_in_one_call(api: ApiClient) -> None:
    known = make_target("Harbour toll")
    body = {
        "article": make_article().pk,
        "content": [{"exact": "The ferry will sail,"}],
        "stances": [
            {"target": known.pk, "position": "oppose", "conditional": True},
            {"target": {"name": "Night ferry"}},
        ],
    }
    made = api.ask("POST", "/quotes/", body)

    assert made.status == 201
    taken = [(s["target"]["name"], s["position"], s["conditional"]) for s in made.json["stances"]]
    assert taken == [("Harbour toll", "oppose", True), ("Night ferry", None, False)]


def test_stances_given_with_a_quote_are_all_it_has(api: ApiClient) -> None:
    quote = make_quote()
    old = make_target("Harbour toll")
    api.ask("PUT", f"/quotes/{quote.pk}/stances/{old.pk}/", {"position": "oppose"}, If_Match='"v1"')
    stances = [{"target": "Night ferry", "position": "support"}]
    changed = api.ask("PATCH", f"/quotes/{quote.pk}/", {"stances": stances}, If_Match='"v2"')

    assert [s["target"]["name"] for s in changed.json["stances"]] == ["Night ferry"]
    assert changed.json["version"] == 3


def test_two_stances_on_one_target_are_refused(api: ApiClient) -> None:
    quote = make_quote()
    stances = [{"target": "Night ferry", "position": "support"}, {"target": "night  ferry"}]
    refused = api.ask("PATCH", f"/quotes/{quote.pk}/", {"stances": stances}, If_Match='"v1"')

    assert refused.status == 422
    assert refused.pointers == ["/stances/1/target"]
    assert api.get(f"/quotes/{quote.pk}/").json["stances"] == []
