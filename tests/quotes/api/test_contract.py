"""What clients were promised stays: the API of version 1 grows, and nothing of it goes.

Written by hand, on purpose: a line is added for what is new, and none is ever taken away.
"""

from typing import Any

from django.urls import URLPattern

from quotes.api import urls
from tests.quotes.api.description import description

OPERATIONS = {
    "get_root": "GET /",
    "list_articles": "GET /articles/",
    "take_in_article": "POST /articles/",
    "get_article": "GET /articles/{article_id}/",
    "change_article": "PATCH /articles/{article_id}/",
    "list_redactions": "GET /articles/{article_id}/redactions/",
    "redact_article": "POST /articles/{article_id}/redactions/",
    "undo_last_step": "POST /articles/{article_id}/undo/",
    "withdraw_article": "POST /articles/{article_id}/withdrawal/",
    "restore_article": "DELETE /articles/{article_id}/withdrawal/",
    "list_changes": "GET /changes/",
    "list_exports": "GET /exports/",
    "make_export": "POST /exports/",
    "get_export": "GET /exports/{dump_name}/",
    "get_export_file": "GET /exports/{dump_name}/{file_name}",
    "get_facets": "GET /facets/",
    "get_matrix": "GET /matrix/",
    "get_network": "GET /network/",
    "list_outlets": "GET /outlets/",
    "list_quotes": "GET /quotes/",
    "mark_quote": "POST /quotes/",
    "get_quote": "GET /quotes/{quote_id}/",
    "change_quote": "PATCH /quotes/{quote_id}/",
    "delete_quote": "DELETE /quotes/{quote_id}/",
    "get_placement": "GET /quotes/{quote_id}/placement/",
    "decide_placement": "POST /quotes/{quote_id}/placement/",
    "list_stances": "GET /quotes/{quote_id}/stances/",
    "add_stance": "POST /quotes/{quote_id}/stances/",
    "get_stance": "GET /quotes/{quote_id}/stances/{target_id}/",
    "set_stance": "PUT /quotes/{quote_id}/stances/{target_id}/",
    "remove_stance": "DELETE /quotes/{quote_id}/stances/{target_id}/",
    "store_quotes": "POST /quotes/batch/",
    "put_quote": "PUT /quotes/external/{external_id}/",
    "list_speakers": "GET /speakers/",
    "add_speaker": "POST /speakers/",
    "get_speaker": "GET /speakers/{speaker_id}/",
    "change_speaker": "PATCH /speakers/{speaker_id}/",
    "merge_speaker": "POST /speakers/{speaker_id}/merge/",
    "unmerge_speaker": "POST /speakers/{speaker_id}/unmerge/",
    "list_targets": "GET /targets/",
    "add_target": "POST /targets/",
    "get_target": "GET /targets/{target_id}/",
    "change_target": "PATCH /targets/{target_id}/",
    "merge_target": "POST /targets/{target_id}/merge/",
    "unmerge_target": "POST /targets/{target_id}/unmerge/",
    "get_timeline": "GET /timeline/",
}
MEMBERS = {
    "Part": """
        start end exact
    """,
    "Speaker": """
        id name kind
    """,
    "Attribution": """
        mention speaker organisation sourcing descriptor condition
    """,
    "Relay": """
        name speaker span
    """,
    "Stance": """
        target position conditional
    """,
    "Quote": """
        id url html_url external_id article text_version offset_unit kind act status
        confidence reason origin changed unsure decided display quoted content cue
        attributions relays addressee parent said_on earlier place channel said_in
        stances stances_done published_at outlet language version created_at updated_at
    """,
    "Article": """
        id api_url html_url title outlet byline published_at url external_id language
        text_version withdrawn version created_at updated_at
    """,
    "ArticleWithText": """
        id api_url html_url title outlet byline published_at url external_id language
        text_version withdrawn version created_at updated_at text blocks offset_unit
    """,
    "TextVersion": """
        number sha256 length kind dated note source_format created_at
    """,
    "KnownSpeaker": """
        id url html_url name kind names roles part_of attributes wikidata_id article
        merged version created_at updated_at
    """,
    "Target": """
        id url html_url name kind speaker part_of attributes merged version created_at
        updated_at
    """,
    "TakenIn": """
        id api_url html_url change text_version quotes_suggested anchored waiting
    """,
    "Change": """
        op type id at into version data
    """,
    "Changes": """
        results cursor next more lag offset_unit
    """,
    "Problem": """
        type title status detail instance code errors request_id
    """,
    "Fault": """
        code detail
    """,
}
NEEDED = {
    "take_in_article": "",
    "mark_quote": "article content",
    "change_quote": "",
    "set_stance": "position",
    "add_stance": "target",
    "add_speaker": "name",
    "add_target": "name",
    "merge_speaker": "into",
    "merge_target": "into",
}
"""All that a body has to have: what was not needed before is never needed later."""
NO_OPERATIONS = {"api-schema", "api-context"}
"""Documents, which describe themselves."""


def operations() -> dict[str, tuple[str, Any]]:
    paths = description()["paths"].items()
    return {
        operation["operationId"]: (f"{method.upper()} {path.removeprefix('/api/v1')}", operation)
        for path, methods in paths
        for method, operation in methods.items()
    }


def test_no_operation_goes_or_moves() -> None:
    there = {name: address for name, (address, _) in operations().items()}
    assert OPERATIONS.items() - there.items() == set()


def test_no_member_goes() -> None:
    schemas = description()["components"]["schemas"]
    for name, members in MEMBERS.items():
        assert {*members.split()} - {*schemas[name]["properties"]} == set(), name


def test_no_more_is_needed_than_was() -> None:
    for name, members in NEEDED.items():
        _, operation = operations()[name]
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        assert {*schema.get("required", ())} <= {*members.split()}, name


def test_every_address_is_described() -> None:
    described = description()["paths"].keys()
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        if pattern.name not in NO_OPERATIONS:
            path = str(pattern.pattern).replace("<int:", "{").replace("<path:", "{")
            path = path.replace("<str:", "{").replace("<slug:", "{").replace(">", "}")
            assert f"/api/v1/{path}" in described
