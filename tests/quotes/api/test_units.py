"""Offsets in UTF-16 units, as JavaScript, Java and .NET count."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.api.protocol.problems import Problem
from quotes.api.protocol.units import in_codepoints
from quotes.models import Attribution, Quote, Relay
from quotes.queries.astral import PLAIN, InsideCharacter, astral_in_texts, astral_of
from tests.factories import make_article, make_quote
from tests.quotes.api.conftest import ApiClient
from tests.quotes.api.test_changes import told

TEXT = "🚢 “Sail on,” 𝒥o Pell 🎓 told 🙂 Ina Roe, per the 📻 Wire. “🌊 again.”"

words = st.text(st.sampled_from("ab é🚢𝒥👩‍🔬\u0301א"), max_size=40)


def utf16(text: str, start: int, end: int) -> str:
    """Cut as a program does that counts in UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@given(text=words, data=st.data())
def test_what_is_cut_in_utf16_units_is_what_is_printed(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    astral = astral_of(text)
    assert utf16(text, astral.utf16(start), astral.utf16(end)) == text[start:end]
    assert astral.codepoint(astral.utf16(start)) == start


@given(text=words)
def test_no_offset_is_taken_that_stands_inside_a_character(text: str) -> None:
    astral, units = astral_of(text), text.encode("utf-16-le")
    for offset in range(len(units) // 2 + 1):
        try:
            place = astral.codepoint(offset)
        except InsideCharacter:
            with pytest.raises(UnicodeDecodeError):
                units[: 2 * offset].decode("utf-16-le")
        else:
            assert units[: 2 * offset].decode("utf-16-le") == text[:place]


def make_with_emoji(text: str = TEXT) -> Quote:
    """Make a quote that has every part a quote can have, emoji before, in and between them."""

    def place(printed: str) -> dict[str, Any]:
        return {"start": text.index(printed), "end": text.index(printed) + len(printed)}

    def span(printed: str) -> tuple[tuple[int, int], ...]:
        return ((place(printed)["start"], place(printed)["end"]),)

    quote = make_quote(
        ("Sail on,", "🌊 again."),
        article=make_article(text=text),
        mention="𝒥o Pell",
        cue="told",
        addressee="Ina Roe",
        addressee_span=span("Ina Roe"),
        addressee_words=["Ina Roe"],
    )
    Attribution.objects.filter(quote=quote).update(
        descriptor=span("Pell 🎓"),
        descriptor_words=["Pell 🎓"],
        condition=span("🙂"),
        condition_words=["🙂"],
    )
    Relay.objects.create(quote=quote, name="Wire", span=span("📻 Wire"), span_words=["📻 Wire"])
    return quote


def parts(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [part for each in node for part in parts(each)]
    if not isinstance(node, dict):
        return []
    return [node] if "exact" in node else [part for each in node.values() for part in parts(each)]


@pytest.mark.django_db
def test_every_part_of_a_quote_is_told_in_the_unit_asked_for(api: ApiClient) -> None:
    path = f"/quotes/{make_with_emoji().pk}/"
    plain = api.get(path).json
    assert plain["offset_unit"] == "codepoint"
    assert len(parts(plain)) == 8
    assert all(TEXT[part["start"] : part["end"]] == part["exact"] for part in parts(plain))
    asked = api.get(f"{path}?offset_unit=utf16").json
    assert asked["offset_unit"] == "utf16"
    assert all(utf16(TEXT, part["start"], part["end"]) == part["exact"] for part in parts(asked))
    listed = api.get("/quotes/?offset_unit=utf16").json
    assert (listed["results"], listed["offset_unit"]) == ([asked], "utf16")


@pytest.mark.django_db
def test_members_alone_are_told_in_the_unit_asked_for(api: ApiClient) -> None:
    quote = make_with_emoji()
    page = api.get("/quotes/?offset_unit=utf16&fields=content").json
    (shown,) = page["results"]
    assert shown.keys() == {"id", "content"}
    assert shown["content"][0]["start"] == TEXT.index("Sail") + 1
    one = api.get(f"/quotes/{quote.pk}/?offset_unit=utf16&fields=content").json
    assert one == shown


@pytest.mark.django_db
def test_quotes_of_several_texts_are_counted_each_in_its_own(api: ApiClient) -> None:
    texts = {make_with_emoji(text).pk: text for text in (TEXT, f"🙂🙂 {TEXT}")}
    plain = make_quote()
    shown = {each["id"]: each for each in api.get("/quotes/?offset_unit=utf16").json["results"]}
    for pk, text in texts.items():
        found = parts(shown[pk])
        assert all(utf16(text, part["start"], part["end"]) == part["exact"] for part in found)
    assert parts(shown[plain.pk]) == parts(api.get(f"/quotes/{plain.pk}/").json)


@pytest.mark.django_db
def test_the_length_and_the_blocks_of_an_article_are_told_in_the_unit(api: ApiClient) -> None:
    taken = api.post("/articles/", {"text": TEXT, "headline": "🚢 stays"}).json
    path = f"/articles/{taken['id']}/"
    plain, asked = api.get(path).json, api.get(f"{path}?offset_unit=utf16").json
    assert (plain["offset_unit"], asked["offset_unit"]) == ("codepoint", "utf16")
    text = asked["text"]
    assert asked["text_version"]["length"] == len(text.encode("utf-16-le")) // 2
    assert len(asked["blocks"]) == len(plain["blocks"]) == 2
    for here, there in zip(plain["blocks"], asked["blocks"], strict=True):
        assert text[here["start"] : here["end"]] == utf16(text, there["start"], there["end"])
    listed = api.get("/articles/?offset_unit=utf16").json["results"][0]
    assert listed["text_version"] == asked["text_version"]


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_a_client_sends_is_read_in_its_unit(data: st.DataObject) -> None:
    text = data.draw(words.filter(str.strip))
    version = make_article(text=text).text_versions.get()
    astral = astral_in_texts([version.pk]).get(version.pk, PLAIN)
    assert astral.places == astral_of(text).places
    start = data.draw(st.integers(0, len(text) - 1))
    part = {"start": start, "end": len(text), "exact": text[start:]}
    counted = {**part, "start": astral.utf16(start), "end": astral.utf16(len(text))}
    sent = {"content": [counted], "relays": [{"name": "Wire", "span": counted}], "cue": None}
    read = in_codepoints(sent, astral)
    assert read == {"content": [part], "relays": [{"name": "Wire", "span": part}], "cue": None}


def test_offsets_inside_a_character_are_refused_with_their_place() -> None:
    sent = {"content": [{"start": 0, "end": 2, "exact": "🚢"}, {"start": 1, "end": 3}]}
    with pytest.raises(Problem) as refused:
        in_codepoints(sent, astral_of("🚢 sails"))
    assert [fault.pointer for fault in refused.value.faults] == ["/content/1/start"]


@pytest.mark.usefixtures("own_database")
def test_the_feed_tells_its_objects_in_the_unit_asked_for(api: ApiClient) -> None:
    quote = make_with_emoji()
    plain = api.get("/changes/?type=quote&type=article")
    assert plain.json["offset_unit"] == "codepoint"
    asked = told(api, "/changes/?type=quote&type=article&offset_unit=utf16", count=2).json
    assert asked["offset_unit"] == "utf16"
    assert "offset_unit=utf16" in asked["next"]
    data = {each["type"]: each["data"] for each in asked["results"]}
    assert data["quote"] == api.get(f"/quotes/{quote.pk}/?offset_unit=utf16").json
    assert data["article"]["text_version"]["length"] == len(TEXT.encode("utf-16-le")) // 2
