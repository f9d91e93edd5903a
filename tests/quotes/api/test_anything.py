"""Whatever is sent, the answer is one that the description foresees, and never a fault of ours."""

from collections.abc import Callable
from string import printable
from typing import Any
from urllib.parse import urlencode

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from tests.factories import TEXT, make_quote, make_speaker, make_target
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db

relaxed = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

NAMES = """
    article content cue kind act status attributions parent unsure stances_done said_on earlier
    place channel said_in addressee text_version start end exact prefix suffix mention speaker
    organisation descriptor condition sourcing id name text html title url outlet byline
    published_at language external_id target position conditional
    relays span headline standfirst captions dated note replace
"""
VALUES = """
    direct term accepted suggested support said speech 2031-10 2031-10-28 person unnamed none en
    The ferry It always has Ilse Marrow “ \u202e 😀 é \x7f \0 https://a.example <p>No</p>
    9999-12-31T23:59:59-12:00
"""
KEYS, WORDS = NAMES.split(), VALUES.split(" ")
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 60),
    st.integers(-(2**63), 2**64 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(WORDS),
    st.text(max_size=20),
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=12,
)
offsets = st.integers(-1, len(TEXT) + 1)
part = st.one_of(
    st.tuples(offsets, offsets).map(
        lambda ends: {"start": ends[0], "end": ends[1], "exact": TEXT[max(0, ends[0]) : ends[1]]}
    ),
    st.sampled_from(["The ferry", "Ilse Marrow", "ll", "\n"]).map(lambda words: {"exact": words}),
    anything,
)
parts = st.lists(part, min_size=1, max_size=3) | anything
speaker = st.one_of(
    st.integers(1, 5),
    st.fixed_dictionaries({"name": st.text(max_size=5)}, optional={"kind": anything}),
    anything,
)
attribution = st.fixed_dictionaries(
    {},
    optional={
        "mention": parts,
        "speaker": speaker,
        "organisation": speaker,
        "sourcing": st.sampled_from(["named", "unnamed", "document", "none"]) | anything,
        "descriptor": part,
        "condition": part,
    },
)
likely: dict[str, st.SearchStrategy[Any]] = {
    "content": parts,
    "cue": parts,
    "attributions": st.lists(attribution, max_size=3) | anything,
    "kind": st.sampled_from(["direct", "indirect", "mixed", "term"]) | anything,
    "status": st.sampled_from(["accepted", "suggested", "rejected"]) | anything,
    "parent": st.integers(1, 5) | anything,
    "said_on": st.sampled_from(["2031", "2031-13", "0001", "9999-12-31"]) | anything,
    "place": st.text(max_size=5) | anything,
    "addressee": st.text(max_size=5) | anything,
}
quote_body = st.fixed_dictionaries({}, optional=likely) | anything


@pytest.fixture
def anyhow(annotator: User, token: Callable[[User], str]) -> ApiClient:
    """Give a client of an annotator, in a database with a little of everything."""
    make_speaker("Ilse Marrow")
    make_target("Ferry")
    return ApiClient(token(annotator))


@relaxed
@given(body=quote_body)
def test_marking_takes_anything(anyhow: ApiClient, body: Any) -> None:
    quote = make_quote("a fine promise")
    if isinstance(body, dict):
        body = {"article": quote.article_id, **body}
    assert anyhow.post("/quotes/", body).status in {201, 409, 422}


@relaxed
@given(body=quote_body, seen=st.just("*") | st.text(printable, max_size=8))
def test_changing_takes_anything(anyhow: ApiClient, body: Any, seen: str) -> None:
    path = f"/quotes/{make_quote().pk}/"
    tag = seen.replace("\r", "").replace("\n", "")
    assert anyhow.patch(path, body, If_Match=tag).status in {200, 400, 409, 412, 422, 428}


@relaxed
@given(body=anything)
def test_stances_take_anything(anyhow: ApiClient, body: Any) -> None:
    path = f"/quotes/{make_quote().pk}/stances/"
    assert anyhow.post(path, body, If_Match="*").status in {200, 422}
    assert anyhow.put(f"{path}1/", body, If_Match="*").status in {200, 404, 422}


@relaxed
@given(
    body=st.fixed_dictionaries(
        {}, optional={key: st.text(max_size=30) | anything for key in KEYS[-12:-3]}
    )
)
def test_taking_in_takes_anything(anyhow: ApiClient, body: Any) -> None:
    assert anyhow.post("/articles/", body).status in {200, 201, 422}


@relaxed
@given(body=st.binary(max_size=40) | anything.map(orjson.dumps).map(lambda it: it[:-1]))
def test_a_body_may_be_any_bytes(anyhow: ApiClient, body: bytes) -> None:
    assert anyhow.ask("POST", "/articles/", body).status in {201, 400, 422}


@relaxed
@given(
    path=st.sampled_from(["/quotes/", "/articles/", "/speakers/", "/targets/"]),
    name=st.sampled_from([*KEYS, "q", "cursor", "limit", "published_to", "said_from", "status"]),
    value=st.text(max_size=12) | st.sampled_from(["2031-01-01", "9000-12-31", "1", "direct"]),
)
def test_lists_take_any_parameter(anyhow: ApiClient, path: str, name: str, value: str) -> None:
    assert anyhow.get(f"{path}?{urlencode({name: value})}").status in {200, 400}
