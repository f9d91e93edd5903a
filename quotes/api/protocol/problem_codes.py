"""Every code that a problem can have: what it means, and what to do. `type` leads to it."""

from __future__ import annotations

CODES: dict[str, str] = {
    "already_known": "It is here: `candidates` say what has this name, address or id.",
    "ambiguous": "Several speakers or targets have this name; name one of `candidates` by its id.",
    "authentication_failed": "The token is not known here, was withdrawn, or has run out.",
    "bad_request": "This is no HTTP as it should be, or Django could not read it.",
    "body_broke_off": "Fewer bytes came than Content-Length said; send it again.",
    "body_too_long": "A body has 4 MB at most. Send articles one by one.",
    "conflict": "What is stored stands against it; the detail says what.",
    "content_too_large": "The body is too long.",
    "cursor_expired": "Too long ago, or the database was replaced: begin again with `restart`.",
    "database_away": "The database does not answer; ask again after `Retry-After`.",
    "dump_under_way": "A dump is being made; see `/api/v1/exports/` for it in a while.",
    "duplicate_external_id": "Another quote has this external id; `existing` is that quote.",
    "duplicate_quote": "These words of this speaker are marked; `existing` is the quote.",
    "forbidden": "You may not do this.",
    "headers_too_large": "There are too many headers, or one of them is too long.",
    "in_flight": "A request with this Idempotency-Key is being answered; ask again in a second.",
    "internal_server_error": "A fault of ours, which is written down under `request_id`.",
    "invalid_body": "The body is JSON, but not as described: `errors` point at every place.",
    "invalid_header": "A header cannot be understood; `errors` name it.",
    "invalid_parameter": "A parameter is unknown, given twice, or has a value it cannot have.",
    "invalid_query": "What stands behind `?` is not UTF-8, or holds a NUL.",
    "key_used_before": "This Idempotency-Key stands for another request; take a new one.",
    "length_required": "Send the whole body at once, with Content-Length; chunks are not read.",
    "merged": "It was merged: `into` is what to change now.",
    "method_not_allowed": "This address does not know the method; `Allow` lists those it does.",
    "nested_too_deeply": "JSON can be 20 levels deep.",
    "not_acceptable": "No format of the Accept header is answered here.",
    "not_authenticated": "Send a token: `Authorization: Bearer …`.",
    "not_found": "There is nothing here, or nothing that you may see.",
    "not_implemented": "This way to send a body is not read; send it with Content-Length.",
    "not_json": "The body is not JSON; the detail says at which character.",
    "not_utf_8": "The body is not UTF-8; the detail says at which byte.",
    "permission_denied": "The token, or whose it is, may not do this; writing wants an annotator.",
    "precondition_required": "Say by If-Match which version you have seen.",
    "range_not_satisfiable": "The file ends before the range begins; see `Content-Range`.",
    "read_only": "The database can only be read at this moment; ask again after `Retry-After`.",
    "request_entity_too_large": "The body is too long.",
    "service_unavailable": "The database does not answer; ask again after `Retry-After`.",
    "stands_elsewhere": "The quote of this `external_id` stands in another article or text.",
    "moved": "The quote stands in another text version now.",
    "stale_version": "Somebody changed it: look at `current`, decide again, send its ETag.",
    "too_few_placed": "Under half of the quotes can be placed in this text; is it the article?",
    "too_many_streams": "As many whole lists are being read as there may be: ask again soon.",
    "too_many_requests": "More than the limit; `Retry-After` says when to ask again.",
    "took_too_long": "This took too long and was broken off: ask for less.",
    "unsupported_media_type": "Bodies are `application/json` in UTF-8.",
    "uri_too_long": "An address with its parameters has 8,190 bytes at most.",
}
"""By code, in the order of the alphabet; the page of the API shows them, each at its anchor."""


def anchor_of(code: str) -> str:
    """Answer where the page of the API tells about a code."""
    return code.replace("_", "-")
