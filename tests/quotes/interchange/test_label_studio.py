"""Tasks of Label Studio: every item fits the labelling interface that comes with them."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from lxml import etree

from quotes.interchange import label_studio
from quotes.interchange.records import describe
from quotes.queries.filters import QuoteFilters
from tests.quotes.interchange.newsrooms import fill

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = etree.fromstring(label_studio.CONFIG.read_bytes())
TAGS = {"labels": "Labels", "choices": "Choices", "textarea": "TextArea"}


def allowed(tag: str) -> set[str]:
    return {str(each.get("value")) for each in CONFIG.iter(tag)}


def check_region(region: dict[str, Any], text: str) -> None:
    """Check an item as Label Studio's own `validate_annotation` does, and its words besides."""
    (tag,) = CONFIG.xpath(f"//*[@name='{region['from_name']}']")
    assert (tag.tag, tag.get("toName")) == (TAGS[region["type"]], region["to_name"])
    assert [each.tag for each in CONFIG.xpath("//*[@name='text']")] == ["Text"]
    value = region["value"]
    assert 0 <= value["start"] < value["end"] <= len(text)
    if region["type"] == "labels":
        assert text[value["start"] : value["end"]] == value["text"]
        assert set(value["labels"]) <= allowed("Label")
    elif region["type"] == "choices":
        assert set(value["choices"]) <= allowed("Choice")
    else:
        assert all(isinstance(each, str) for each in value["text"])


@pytest.mark.django_db
def test_every_item_fits_the_interface_and_stands_at_its_words(tmp_path: Path) -> None:
    fill(Random(11))  # noqa: S311
    path = tmp_path / "tasks.json"
    call_command("export", "label-studio", output=path)
    tasks = json.loads(path.read_bytes())
    parts = 0
    for task in tasks:
        ((results,),) = [[each["result"] for each in task["annotations"]]]
        regions = [each for each in results if each["type"] != "relation"]
        ids = {each["id"] for each in regions if each["type"] == "labels"}
        assert len(ids) == sum(each["type"] == "labels" for each in regions)
        for region in regions:
            assert region["id"] in ids
            check_region(region, task["data"]["text"])
            parts += region["value"].get("labels") == ["Content"]
        for relation in results:
            if relation["type"] == "relation":
                assert {relation["from_id"], relation["to_id"]} <= ids
                assert set(relation["labels"]) <= allowed("Relation")
                assert relation["direction"] == "right"
    quotes = describe(QuoteFilters(), source="none").quotes
    assert parts == sum(len(quote["content"]) for quote in quotes)
