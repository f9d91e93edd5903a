"""The network of who argues with whom: as a matrix, as a table, as a graph."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from rest_framework.renderers import BaseRenderer, JSONRenderer

from quotes.api.described import examples
from quotes.api.described.answered_records import COUNT
from quotes.api.described.describe import OF_QUOTES, READING, describe, query
from quotes.api.described.shapes import TEXT, listed, one_of, record
from quotes.api.endpoint import Endpoint
from quotes.api.protocol.answers import HEADERS, answer
from quotes.forms.network import LARGEST, NARROWING, read_network, single
from quotes.forms.values import one_of as chosen
from quotes.interchange.network_files import network_csv, network_graphml, numbers_of
from quotes.networks.choices import DUPLICATES, MODES, NORMALISATIONS, QUALIFIERS
from quotes.queries.figures.counting import COUNTINGS
from quotes.queries.figures.network import MOST, find_network
from quotes.queries.figures.network_left_out import FEW, LeftOut

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request


class AsCsv(BaseRenderer):
    """Names the media type of tables for Accept."""

    media_type, format = "text/csv", "csv"

    def render(self, data: Any, *_: object, **__: object) -> Any:
        """Answer what is written already."""
        return data


class AsGraphml(AsCsv):
    """Names the media type of GraphML for Accept."""

    media_type, format = "application/graphml+xml", "graphml"


RENDERERS: dict[str, type[BaseRenderer]] = {
    "json": JSONRenderer,
    "csv": AsCsv,
    "graphml": AsGraphml,
}
FILES = {"csv": network_csv, "graphml": network_graphml}
SIDE = {"type": "string", "examples": ["speaker", "organisation", "target", "attribute:party"]}
NAMES = listed(TEXT, "Sorted by name.")
IDS = listed({"type": ["integer", "string"]}, "Ids, or the values of an attribute.")
SHAPE = record(
    {
        "rows": NAMES,
        "columns": {**NAMES, "description": "Those of the rows again where `mode` is one."},
        "values": listed(listed({"type": "number"}), "Row by row."),
        "row_ids": IDS,
        "column_ids": IDS,
        "statements": {**COUNT, "description": "How many statements the values are made of."},
        "left_out": record(
            dict.fromkeys(LeftOut.__dataclass_fields__, COUNT),
            "Statements without a name (where nothing is filtered, counted up to"
            f" {FEW + 1:,}) or with a position that takes no part; rows of fewer than the minimum;"
            " rows and columns beyond those with the most statements.",
        ),
    }
)
PARAMETERS = [
    query("mode", one_of(MODES), "`one`: rows tied by what they share; `two`: rows × columns."),
    query(
        "rows",
        {**SIDE, "default": "speaker"},
        "Whose network it is. `attribute:KEY` stands for an attribute of speakers, or else of whom"
        " they speak for.",
    ),
    query(
        "columns",
        SIDE,
        "What they share: `target` or an attribute of targets; where rows are targets `speaker`,"
        " `organisation` or an attribute of speakers.",
    ),
    query(
        "qualifier",
        one_of(sorted({each for known in QUALIFIERS.values() for each in known})),
        "`subtract` unless said: agreement minus conflict, support minus oppose. `combine` is of"
        " two-mode networks (1 support, 2 oppose, 3 both); `congruence` and `conflict` of one-mode"
        " ones. With `ignore` positions that are neither support nor oppose take part, too.",
    ),
    query(
        "normalisation",
        one_of(list(dict.fromkeys(each for known in NORMALISATIONS.values() for each in known))),
        "What each value is divided by: `average`, `jaccard` and `cosine` are of one-mode networks"
        " (cosine by the product of both activities, as in Discourse Network Analyzer), `activity`"
        " and `prominence` of two-mode ones. `none` unless said.",
    ),
    query(
        "duplicates",
        one_of(DUPLICATES),
        "Statements of one actor on one target with one position count each time, or once an"
        " article, week (from Monday), month, year, or `ever`; the first in time stays.",
    ),
    query(
        "counting",
        one_of(COUNTINGS),
        "What counts as one statement: a quote, the same words wherever they are printed, or once"
        " for each independent outlet.",
    ),
    query(
        "minimum",
        {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": 1},
        "Rows of fewer statements are left out.",
    ),
    query(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": MOST},
        "How many rows there are at most, and columns where `mode` is two: those with the most"
        " statements.",
    ),
    query("isolates", one_of(["no", "yes"]), "With rows that only other filters would leave."),
    query("format", one_of([*RENDERERS]), "As the Accept header, which it overrules."),
    *(each for each in OF_QUOTES if each.name in NARROWING),
]


class NetworkDetail(Endpoint):
    """Who argues with whom."""

    renderer_classes = [*RENDERERS.values()]

    @describe(
        "get_network",
        "Who argues with whom",
        {200: (SHAPE, "The network; of accepted quotes, of act `said` unless asked.")},
        problems=READING,
        parameters=PARAMETERS,
        files={
            AsCsv.media_type: "The matrix, names in the first row and the first column.",
            AsGraphml.media_type: "Nodes and lines, as visone, Gephi and networkx open them.",
        },
        examples={
            200: examples.NETWORK,
            AsCsv.media_type: examples.NETWORK_CSV,
            AsGraphml.media_type: examples.NETWORK_GRAPHML,
        },
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer the network that the parameters choose."""
        filters, asked = read_network(request.query_params, also=("format",))
        named = single(request.query_params, "format")
        wanted = (
            chosen("format", named, [*RENDERERS]) if named else request.accepted_renderer.format
        )
        network = find_network(filters, asked, user=request.user)
        if write := FILES.get(wanted):
            kind = RENDERERS[wanted].media_type
            return HttpResponse(write(network), content_type=kind, headers=HEADERS)
        return answer(
            {
                "rows": [each.name for each in network.rows],
                "columns": [each.name for each in network.columns],
                "values": numbers_of(network),
                "row_ids": [each.key for each in network.rows],
                "column_ids": [each.key for each in network.columns],
                "statements": network.statements,
                "left_out": asdict(network.left_out),
            }
        )
