"""UIMA CAS, as dkpro-cassis reads it back."""

from __future__ import annotations

import io
import zipfile
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from cassis import load_cas_from_xmi, load_typesystem

from quotes.interchange import cas
from quotes.interchange.records import describe
from quotes.queries.filters import QuoteFilters
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.quotes.interchange.newsrooms import fill

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> dict[str, Any]:
    """Answer each CAS of a zip, by its name."""
    with zipfile.ZipFile(path) as file:
        types = load_typesystem(io.BytesIO(file.read("TypeSystem.xml")))
        names = [name for name in file.namelist() if name.endswith(".xmi")]
        return {name: load_cas_from_xmi(io.BytesIO(file.read(name)), types) for name in names}


@pytest.mark.django_db
def test_every_part_of_every_quote_is_read_back_at_its_words(tmp_path: Path) -> None:
    fill(Random(11))  # noqa: S311
    path = tmp_path / "quotes.zip"
    assert cas.write(QuoteFilters(), path) > 1
    records = describe(QuoteFilters(), source="none")
    speakers = {one["key"]: one["name"] for one in records.speakers}
    found = read(path)
    for article, text, quotes in records.by_text():
        if not quotes:
            continue
        there = found[f"article-{article['key']}-text-{text['number']}.xmi"]
        assert there.sofa_string == text["text"]
        by_key = {one.identifier: one for one in there.select("verbatim.Quote")}
        for quote in quotes:
            one = by_key.pop(str(quote["key"]))
            parts = [(part.begin, part.end) for part in one.parts.elements]
            assert parts == [(part["start"], part["end"]) for part in quote["content"]]
            named = [source.speaker for source in one.sources.elements]
            told = [speakers.get(source["speaker"]) for source in quote["attributions"]]
            assert named == told
            assert (one.parent and one.parent.identifier) == (
                quote["parent"] and str(quote["parent"])
            )
            assert len(one.stances.elements) == len(quote["stances"])
        assert by_key == {}


@pytest.mark.django_db
def test_offsets_in_the_file_are_utf_16_units(tmp_path: Path) -> None:
    path, article = tmp_path / "quotes.zip", make_article(text="😀 “We will row,” she said.\x0b")
    quote = make_quote(
        "We will row,", article=article, cue="said", speaker=make_speaker("Ilse Marrow")
    )
    make_stance(quote, make_target("The\x0bferry"), "support")
    cas.write(QuoteFilters(), path)
    with zipfile.ZipFile(path) as file:
        written = file.read(f"article-{article.pk}-text-1.xmi").decode()
    assert 'begin="4" end="16"' in written
    ((_name, there),) = read(path).items()
    (one,) = there.select("verbatim.Quote")
    assert (one.begin, one.end, one.get_covered_text()) == (3, 15, "We will row,")
    assert [cue.get_covered_text() for cue in one.cues.elements] == ["said"]
    assert [(each.target, each.position) for each in one.stances.elements] == [
        ("The\ufffdferry", "support")
    ]
