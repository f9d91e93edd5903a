"""Web Annotations: as a JSON-LD processor reads them, and as other programs write them."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from pyld import jsonld

from quotes.interchange import w3c
from quotes.interchange.refusals import FileRefused
from quotes.models import Quote
from quotes.queries.filters import QuoteFilters
from tests.factories import TEXT, make_article, make_quote, make_stance, make_target
from tests.quotes.interchange.newsrooms import fill

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

BASE = "https://quotes.invalid"
# Those of the W3C's words that are used, written down from its vocabulary.
OA = {
    "@context": {
        "oa": "http://www.w3.org/ns/oa#",
        "as": "http://www.w3.org/ns/activitystreams#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "id": "@id",
        "type": "@type",
        **{
            name: f"oa:{name}"
            for name in (
                *("Annotation", "SpecificResource", "TextualBody", "TextPositionSelector"),
                *("TextQuoteSelector", "exact", "prefix", "suffix", "identifying", "classifying"),
            )
        },
        "AnnotationCollection": "as:OrderedCollection",
        "AnnotationPage": "as:OrderedCollectionPage",
        "body": {"@id": "oa:hasBody", "@type": "@id"},
        "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
        "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
        "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
        "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
        "value": "rdf:value",
        "format": "dc:format",
        "first": {"@id": "as:first", "@type": "@id"},
        "partOf": {"@id": "as:partOf", "@type": "@id"},
        "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    }
}


def loaded(url: str, options: Any) -> dict[str, Any]:
    """Answer a context without a network."""
    ours = {BASE + "/api/v1/context.jsonld": json.loads(w3c.CONTEXT.read_text())}
    document = {"http://www.w3.org/ns/anno.jsonld": OA, **ours}[url]
    return {"contextUrl": None, "documentUrl": url, "document": document}


def keys(value: Any) -> list[str]:
    if isinstance(value, dict):
        return sorted([*value, *(key for each in value.values() for key in keys(each))])
    return sorted(key for each in value for key in keys(each)) if isinstance(value, list) else []


@pytest.mark.django_db
def test_a_processor_that_expands_and_compacts_keeps_every_key(tmp_path: Path) -> None:
    fill(Random(5))  # noqa: S311
    path = tmp_path / "quotes.jsonld"
    assert w3c.write(QuoteFilters(), path, base=BASE) > 1
    written = json.loads(path.read_bytes())
    options = {"documentLoader": loaded, "compactArrays": True}
    expanded = jsonld.expand(written, options)
    compacted = jsonld.compact(expanded, written["@context"], options)
    assert keys(one_is_a_list(compacted)) == keys(one_is_a_list(written))
    assert compacted["records"] == written["records"]
    path.write_text(json.dumps(compacted))
    again = w3c.read(path)
    assert again.refused == ()
    assert len(again.quotes) == written["total"]


def one_is_a_list(value: Any) -> Any:
    """Write lists of one thing as that thing: the two mean the same in JSON-LD."""
    if isinstance(value, list):
        return [one_is_a_list(each) for each in value]
    if isinstance(value, dict):
        return {key: one_is_a_list(each) for key, each in value.items()}
    return value


@pytest.mark.django_db
def test_an_annotation_says_where_the_words_stand_and_which_they_are(tmp_path: Path) -> None:
    path = tmp_path / "quotes.jsonld"
    text = "😀 “We will row,” Ilse Marrow said."
    quote = make_quote("We will row,", article=make_article(text=text, url="https://a.invalid/1"))
    make_stance(quote, make_target("The ferry"), "oppose")
    call_command("export", "w3c", output=path, base="https://quotes.invalid/")
    found = json.loads(path.read_bytes())["first"]["items"][0]
    assert found["id"] == f"{BASE}/quotes/{quote.pk}/"
    assert found["body"] == [
        {
            "type": "TextualBody",
            "value": "oppose",
            "purpose": "classifying",
            "format": "text/plain",
        }
    ]
    assert found["target"] == [
        {
            "type": "SpecificResource",
            "source": "https://a.invalid/1",
            "selector": [
                {"type": "TextPositionSelector", "start": 3, "end": 15},
                {
                    "type": "TextQuoteSelector",
                    "exact": "We will row,",
                    "prefix": "😀 “",
                    "suffix": "” Ilse Marrow said.",
                },
            ],
        }
    ]


@pytest.mark.django_db
def test_annotations_of_other_programs_find_their_article_by_its_address(tmp_path: Path) -> None:
    make_article(url="https://a.invalid/ferry")
    selector = {"type": "TextQuoteSelector", "exact": "It always has.", "prefix": "“"}
    name = {"type": "TextualBody", "purpose": "identifying", "value": "Ilse Marrow"}
    annotation = {
        "id": "urn:one",
        "type": "Annotation",
        "body": name,
        "target": {"source": "https://a.invalid/ferry", "selector": selector},
    }
    elsewhere = {**annotation, "target": {"source": "https://b.invalid", "selector": selector}}
    path = tmp_path / "quotes.jsonld"
    path.write_text(json.dumps([annotation, elsewhere, {"type": "Annotation", "target": "x"}]))
    assert w3c.read(path).refused == (
        "/1: /target: no article here has the address https://b.invalid",
        "/2: /target/0: has no selector: it is about no words",
    )
    path.write_text(json.dumps(annotation))
    for _twice in range(2):
        call_command("import_quotes", "w3c", str(path))
    quote = Quote.objects.get()
    assert quote.content == ((TEXT.index("It al"), TEXT.index("It al") + 14),)
    assert str(quote.speaker) == "Ilse Marrow"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{", "no JSON, at character 2"),
        ("{}", "holds no annotations"),
        ('{"schemaVersion": 2, "items": []}', "is of version 2"),
        ('{"total": 2, "items": []}', "holds 0 annotations and not 2"),
    ],
)
def test_a_file_without_annotations_is_refused(tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "quotes.jsonld"
    path.write_text(written)
    with pytest.raises(FileRefused, match=told):
        w3c.read(path)


@pytest.mark.django_db
def test_everybody_may_read_the_context(client: Client) -> None:
    answer = client.get("/api/v1/context.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json() == json.loads(w3c.CONTEXT.read_text())
