"""What the API says about itself: OpenAPI 3.1, written beside each endpoint."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from quotes.api.described import answered
from quotes.api.described.describe_all import HEADERS, describe_all
from quotes.api.described.exemplified import GIVEN, REQUEST, exemplify
from quotes.api.described.shapes import ID, TEXT, named, one_of
from quotes.api.protocol.answers import JSON
from quotes.api.protocol.problems import MEDIA_TYPE
from quotes.forms import CHOICES, LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from quotes.api.described.shapes import Schema
    from quotes.api.protocol.bodies import Shape

REASONS = {
    400: "A parameter, header or body that cannot be understood; the problem says which.",
    401: "No token where one is needed, or one that is not valid.",
    403: "The token's owner may not do this.",
    404: "There is nothing here that you may see.",
    405: "This address does not know the method.",
    406: "No format of the Accept header is answered here.",
    409: "What is stored stands against it; the problem says what.",
    410: "The cursor is too old; the problem says where to begin again.",
    411: "The body is sent in chunks, without Content-Length.",
    412: "Somebody changed it since; the problem carries it as it is now.",
    413: "The body is too long.",
    414: "The address with its parameters is too long; see the limits.",
    415: "The body is not declared as JSON in UTF-8.",
    416: "The file is shorter than where the range begins.",
    422: "The body is JSON, but says what cannot be; each error points at its place.",
    428: "If-Match is missing.",
}
READING = (400, 401, 403, 406, 414)
WRITING = (*READING, 411, 413, 415, 422)

DAY: Schema = {"type": "string", "format": "date"}
LANGUAGE: Schema = {
    "type": "string",
    "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
    "examples": ["en", "pt-BR"],
}
ID_OR_NONE: Schema = {"anyOf": [ID, {"type": "string", "const": "none"}], "examples": [1]}
WORDS: Schema = {"type": "string", "pattern": r"\S"}
TYPED: Schema = {**WORDS, "maxLength": LONGEST}
CURSOR: Schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
TAG = r'(W/)?"[!#-~]*"'
ETAGS: Schema = {"type": "string", "pattern": rf"^([*]|{TAG}(, ?{TAG})*)$"}
OR_EMPTY: Schema = {"type": "string", "pattern": f"^$|{ETAGS['pattern']}"}
LEFT_OUT: Schema = {"type": "string", "examples": ["kind:indirect", "decided:batch"]}
EITHER = "Given several times: any of these."


def describe(
    name: str,
    summary: str,
    answers: Mapping[int, tuple[Schema | None, str]],
    *,
    problems: Sequence[int],
    body: Shape | None = None,
    parameters: Sequence[OpenApiParameter] = (),
    files: Mapping[str, str] | None = None,
    examples: Mapping[int | str, object] | None = None,
) -> Callable[..., Any]:
    """Describe one method of an endpoint; `files` are other media types of its good answer.

    The example of what is sent is the body's; `examples` are of answers, by status or media type,
    and an answer without one gets its own from its schema: see `quotes.api.described.exemplified`.
    """
    given = {str(where): value for where, value in (examples or {}).items()}
    if body and body.example is not None:
        given[REQUEST] = body.example
    good: dict[Any, Any] = {
        (status, JSON) if schema else status: OpenApiResponse(copy.deepcopy(schema), told)
        for status, (schema, told) in answers.items()
    }
    for kind, told in (files or {}).items():
        good[200, kind] = OpenApiResponse({"description": told}, told)
    bad = {
        (status, MEDIA_TYPE): OpenApiResponse(named("Problem"), REASONS[status])
        for status in sorted({*problems})
    }
    return extend_schema(
        operation_id=name,
        summary=summary,
        parameters=list(parameters),
        request={JSON: copy.deepcopy(body.schema)} if body else None,
        responses={**good, **bad},
        extensions={GIVEN: given},
    )


def query(name: str, schema: Schema, told: str, *, several: bool = False) -> OpenApiParameter:
    """Describe a parameter of the address."""
    kind = {"type": "array", "items": schema} if several else schema
    told = f"{told} {EITHER}" if several else told
    return OpenApiParameter(name, kind, OpenApiParameter.QUERY, description=told)


def header(
    name: str,
    told: str,
    schema: Schema = TEXT,
    *,
    answers: Sequence[int] = (),
    required: bool = False,
) -> OpenApiParameter:
    """Describe a header of the request, or of these answers."""
    return OpenApiParameter(
        name,
        schema,
        OpenApiParameter.HEADER,
        description=told,
        required=required,
        response=list(answers) or False,
    )


IF_MATCH = header(
    "If-Match",
    "The ETag of what you change, as you have seen it. Without it: 428.",
    {**ETAGS, "examples": ['"v5-5f70bf18a0860070"', "*"]},
    required=True,
)
IF_SEEN = header(
    "If-Match",
    "The ETag of the quote of this `external_id`; needed only once another person has changed it.",
    OR_EMPTY,
)
IF_NONE_MATCH = header(
    "If-None-Match",
    "The ETag of what you have. If it is the same: 304.",
    {**OR_EMPTY, "examples": ['"v4-5f70bf18a0860070"']},
)
IF_NEW = header(
    "If-None-Match",
    "`*` refuses, with 412, to change a quote that has this `external_id` already.",
    {"type": "string", "enum": ["*", ""]},
)
NEXT = header("Link", 'The pages next and first, as `<…>; rel="next"`.', answers=[200])


def tagged(*answers: int) -> OpenApiParameter:
    """Describe the ETag of these answers."""
    told = 'Version and hash of the body: `"v4-5f70bf18a0860070"`.'
    return header("ETag", told, answers=answers)


def located(*answers: int) -> OpenApiParameter:
    """Describe the address of what was made."""
    return header("Location", "Where it is now.", answers=answers)


OF_ARTICLES = [
    query("outlet", ID, "Of this outlet.", several=True),
    query("language", LANGUAGE, "In this language.", several=True),
    query("published_from", DAY, "From this day on, in the newsroom's time zone."),
    query("published_to", DAY, "Until the end of this day."),
]
OF_QUOTES = [
    query("q", WORDS, 'Words of the content; `"…"`, `or` and `-` as in a search.'),
    query("article", ID, "In this article.", several=True),
    query("speaker", ID_OR_NONE, "By this speaker; `none`: without one.", several=True),
    query(
        "organisation",
        ID_OR_NONE,
        "By or for this organisation; `none`: without one.",
        several=True,
    ),
    query("target", ID_OR_NONE, "With a stance on this target; `none`: without one.", several=True),
    query(
        "stance",
        one_of(CHOICES["stance"]),
        "With this stance; `none`: not judged.",
        several=True,
    ),
    query("kind", one_of(CHOICES["kind"]), "Terms are left out unless asked for.", several=True),
    query("act", one_of(CHOICES["act"]), "What was done with the words.", several=True),
    query(
        "status",
        one_of(CHOICES["status"]),
        "`accepted` unless said; the others are for annotators and above.",
        several=True,
    ),
    query("sourcing", one_of(CHOICES["sourcing"]), "How the source is named.", several=True),
    query(
        "waits",
        one_of(CHOICES["waits"]),
        "In a queue of the desk, whatever its status; for annotators and above.",
        several=True,
    ),
    query("role", TYPED, "By somebody who held this role at the time.", several=True),
    query("attribute", TYPED, "By a speaker with this attribute: `party:Green`.", several=True),
    query("descriptor", TYPED, "The source described in these words.", several=True),
    query("cue", TYPED, "With this cue: `said`.", several=True),
    query("cue_class", one_of(CHOICES["cue_class"]), "With a cue of this class.", several=True),
    query("relay", TYPED, "That reached the article through this.", several=True),
    query("relayed", one_of(CHOICES["relayed"]), "That came through somebody."),
    query("block", one_of(CHOICES["block"]), "Printed in this part of an article.", several=True),
    query("decided", one_of(CHOICES["decided"]), "Decided one by one or in a batch.", several=True),
    query("unsure", one_of(CHOICES["unsure"]), "That somebody wants a second look at."),
    query("family", ID, "In a copy of one article: of this article family.", several=True),
    query("statement", ID, "Of this statement family.", several=True),
    query(
        "parts",
        one_of(CHOICES["parts"]),
        "With all that is part of the targets or organisations asked for.",
        several=True,
    ),
    query(
        "not",
        {"type": "array", "items": LEFT_OUT},
        "Without this: a filter, a colon, one of its values. Given several times: none of these.",
    ),
    *OF_ARTICLES,
    query("said_from", DAY, "Said, else published, from this day on."),
    query("said_to", DAY, "Said, else published, until this day."),
]


def finish(result: dict[str, Any], **_: object) -> dict[str, Any]:
    """Add the components; a described body is needed, and who reads may do without a token."""
    schemas = copy.deepcopy(answered.COMPONENTS)
    result.setdefault("components", {}).setdefault("schemas", {}).update(schemas)
    for path in result["paths"].values():
        for method, operation in path.items():
            if method == "get":
                operation["security"].append({})  # where PUBLIC_READING is on; else it is 401
            if "requestBody" in operation:
                operation["requestBody"]["required"] = _says_something(operation["requestBody"])
            describe_all(method, operation)
    result["components"]["headers"] = copy.deepcopy(HEADERS)
    exemplify(result)
    return result


def _says_something(body: dict[str, Any]) -> bool:
    """Tell whether a body has members: one that has none may be left out."""
    schema: Schema = body["content"][JSON]["schema"]
    return schema.get("properties") != {}
