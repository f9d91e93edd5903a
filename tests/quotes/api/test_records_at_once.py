"""Two programs at one speaker, target or article: one goes first, the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from articles.models import Article
from quotes.models import Speaker, Target
from tests.factories import make_article, make_speaker, make_target
from tests.quotes.api.conftest import ApiClient

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("own_database")


def at_once(*calls: Callable[[], Any]) -> list[int]:
    """Ask in threads of their own, and answer the statuses."""

    def asked(call: Callable[[], Any]) -> int:
        try:
            return int(call().status)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return sorted(threads.map(asked, calls))


@pytest.mark.parametrize("kind", ["speakers", "targets", "articles"])
def test_of_changes_with_the_same_etag_one_is_made(api: ApiClient, kind: str) -> None:
    make: dict[str, Callable[..., Any]] = {
        "speakers": make_speaker,
        "targets": make_target,
        "articles": make_article,
    }
    row = make[kind]()
    path = f"/{kind}/{row.pk}/"
    member = "title" if kind == "articles" else "name"
    tag = api.tag_of(path)
    calls = [
        partial(api.patch, path, {member: f"Name {number}"}, If_Match=tag) for number in range(4)
    ]
    assert at_once(*calls) == [200, 412, 412, 412]
    row.refresh_from_db()
    assert row.version == 2


@pytest.mark.parametrize("kind", ["speakers", "targets"])
def test_two_merged_into_each_other_at_once_are_merged_one_way(api: ApiClient, kind: str) -> None:
    make: Any = make_speaker if kind == "speakers" else make_target
    one, other = make().pk, make().pk
    calls = [
        partial(api.post, f"/{kind}/{this}/merge/", {"into": that}, If_Match='"v1"')
        for this, that in ((one, other), (other, one))
    ]
    assert at_once(*calls)[0] == 200
    assert at_once(*calls)[0] >= 400
    model: Any = Speaker if kind == "speakers" else Target
    assert model.objects.exclude(merged_into=None).count() == 1


@pytest.mark.parametrize("kind", ["speakers", "targets"])
def test_the_same_name_sent_twice_at_once_is_added_once(api: ApiClient, kind: str) -> None:
    calls = [partial(api.post, f"/{kind}/", {"name": "Ilse Marrow"}) for _ in range(4)]
    assert at_once(*calls) == [201, 409, 409, 409]


@pytest.mark.parametrize("kind", ["speakers", "targets"])
def test_two_never_become_part_of_each_other(api: ApiClient, kind: str) -> None:
    make: Any = make_speaker if kind == "speakers" else make_target
    one, other = make().pk, make().pk
    calls = [
        partial(api.patch, f"/{kind}/{this}/", {"part_of": that}, If_Match='"v1"')
        for this, that in ((one, other), (other, one))
    ]
    first, second = at_once(*calls)
    assert first == 200
    assert second in {409, 422}
    model: Any = Speaker if kind == "speakers" else Target
    assert model.objects.exclude(part_of=None).count() == 1


def test_one_address_is_taken_by_one_article(api: ApiClient) -> None:
    url = {"url": "https://courier.example/promise"}
    calls = [
        partial(api.patch, f"/articles/{make_article().pk}/", url, If_Match='"v1"')
        for _ in range(3)
    ]
    assert at_once(*calls) == [200, 409, 409]
    assert Article.objects.filter(**url).count() == 1
