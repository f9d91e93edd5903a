"""The sources of a quote, one by one."""

import pytest

from tests.factories import make_quote
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db


def test_a_source_is_added_put_otherwise_and_taken_away(api: ApiClient) -> None:
    path = f"/quotes/{make_quote().pk}/attributions/"
    tag = api.tag_of(path.removesuffix("attributions/"))
    there = len(api.get(path).json["results"])
    added = api.post(path, {"speaker": {"name": "Odo Lark"}}, If_Match=tag)
    one = added.headers["Location"].removeprefix("http://testserver/api/v1")
    assert added.status == 201
    assert one == f"{path}{there + 1}/"
    assert api.get(one).json["speaker"]["name"] == "Odo Lark"

    put = api.put(one, {"speaker": {"name": "Una Wick"}}, If_Match=added.etag)
    assert put.json["attributions"][there]["speaker"]["name"] == "Una Wick"
    again = api.put(one, {"speaker": {"name": "Una Wick"}}, If_Match=put.etag)
    assert again.json == put.json
    gone = api.delete(one, If_Match=put.etag)
    assert len(gone.json["attributions"]) == there
    assert api.get(one).status == 404
    assert api.put(one, {}, If_Match=gone.etag).status == 404
    assert api.delete(one, If_Match=gone.etag).status == 404


def test_the_quote_has_to_be_as_it_was_seen(api: ApiClient) -> None:
    path = f"/quotes/{make_quote(version=3).pk}/attributions/"
    assert api.post(path, {}).status == 428
    assert api.put(f"{path}1/", {}).status == 428
    assert api.delete(f"{path}1/").status == 428
    stale = api.put(f"{path}1/", {}, If_Match='"v2"')
    assert (stale.status, stale.json["current"]["version"]) == (412, 3)


def test_what_cannot_be_a_source_is_pointed_at(api: ApiClient) -> None:
    path = f"/quotes/{make_quote().pk}/attributions/"
    refused = api.post(path, {"speaker": 999}, If_Match="*")
    assert (refused.status, refused.pointers) == (422, ["/speaker"])
