"""What If-Match means where there is nothing to match."""

import pytest

from tests.factories import make_article
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("sent", "status"), [("0", 400), ('"v1-0"', 412), ("*", 412), ("", 201)])
def test_nobody_has_seen_what_is_not_there(api: ApiClient, sent: str, status: int) -> None:
    body = {"article": make_article().pk, "content": [{"exact": "a fine promise"}]}
    assert api.post("/quotes/", body, If_Match=sent).status == status
    again = {**body, "content": [{"exact": "The ferry will sail"}]}
    assert api.put("/quotes/external/a-1/", again, If_Match=sent).status == status


def test_an_empty_header_is_none(api: ApiClient) -> None:
    body = {"article": make_article().pk, "content": [{"exact": "a fine promise"}]}
    for status in (201, 200):
        assert api.put("/quotes/external/a-1/", body, If_Match="").status == status
