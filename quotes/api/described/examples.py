"""Examples of what is sent and answered, from the demo newsroom: they work where `make run` runs.

`exemplified` makes of them an example for each operation; members that are not named here get an
example from their schema.
"""

from __future__ import annotations

from typing import Any

from quotes.api.described import examples_records

BASE = "http://localhost:8000"
LATER = "2031-03-12T08:41:07.250000Z"
PUBLISHED = "2031-03-11T17:20:00.000000Z"

PATH = {
    "article_id": 3,
    "quote_id": 36,
    "speaker_id": 22,
    "target_id": 1,
    "position": 1,
}
OF_ITS_OWN: dict[str, dict[str, int]] = {
    "decide_placement": {"quote_id": 90},
    "remove_attribution": {"quote_id": 47},
    "delete_quote": {"quote_id": 43},
    "get_placement": {"quote_id": 89},
    "merge_speaker": {"speaker_id": 31},
    "merge_target": {"target_id": 8},
    "redact_article": {"article_id": 13},
    "remove_stance": {"quote_id": 38},
    "restore_article": {"article_id": 14},
    "withdraw_article": {"article_id": 14},
}
"""By operation: what is taken away in one example is not what the others show."""
PATH_MEANS = {
    "article_id": "The id of the article.",
    "quote_id": "The id of the quote.",
    "speaker_id": "The id of the speaker.",
    "target_id": "The id of the target.",
    "position": "Which one, counted from 1.",
    "external_id": "What the sender calls it.",
}

PASCO_QUELL = {"id": 22, "name": "Pasco Quell", "kind": "person"}
FERRY_TARIFF_ACT = {"id": 1, "name": "Ferry Tariff Act", "kind": "proposal"}
FIRST = "I support this act. I have read it twice and I would sign it twice,"
SECOND = "The ship that breaks the pier should pay for the pier."
PART = {"start": 798, "end": 865, "exact": FIRST}
HE = {"start": 867, "end": 869, "exact": "he"}
ATTRIBUTION = {
    "mention": [HE],
    "speaker": PASCO_QUELL,
    "organisation": None,
    "sourcing": "named",
    "descriptor": None,
    "condition": None,
}
STANCE = {
    "target": {"id": 1, "name": "Ferry Tariff Act"},
    "position": "support",
    "conditional": False,
}
QUOTE: dict[str, Any] = {
    "id": 36,
    "url": f"{BASE}/api/v1/quotes/36/",
    "html_url": f"{BASE}/quotes/36/",
    "external_id": None,
    "article": 3,
    "text_version": 1,
    "kind": "direct",
    "act": "said",
    "status": "accepted",
    "confidence": 0.96,
    "reason": "marks + “told” + “he”, Pasco Quell by what stands before",
    "origin": "machine",
    "changed": False,
    "unsure": False,
    "decided": {"by": "rosa", "at": LATER, "how": "single"},
    "display": f"{FIRST} … {SECOND}",
    "quoted": [FIRST, SECOND],
    "content": [PART, {"start": 900, "end": 954, "exact": SECOND}],
    "cue": [{"start": 870, "end": 874, "exact": "told"}],
    "attributions": [ATTRIBUTION],
    "relays": [],
    "addressee": {"name": "reporters", "span": {"start": 875, "end": 884, "exact": "reporters"}},
    "parent": None,
    "said_on": "2031-03-11",
    "earlier": False,
    "place": None,
    "channel": None,
    "said_in": None,
    "stances": [STANCE],
    "stances_done": True,
    "published_at": PUBLISHED,
    "outlet": {"id": 1, "name": "Tessaly Wire"},
    "language": "en",
    "version": 5,
    "created_at": PUBLISHED,
    "updated_at": LATER,
}
TEXT_VERSION: dict[str, Any] = {
    "number": 1,
    "sha256": "7d116b5c573df02340f8f8f8796afac729692dc4392beaf0d0685101c84698e3",
    "length": 2708,
    "kind": "first",
    "dated": None,
    "note": "",
    "source_format": "text",
    "created_at": PUBLISHED,
}
ARTICLE: dict[str, Any] = {
    "id": 3,
    "api_url": f"{BASE}/api/v1/articles/3/",
    "html_url": f"{BASE}/articles/3/",
    "title": "Minister brings a piece of the pier to parliament",
    "outlet": {"id": 1, "name": "Tessaly Wire"},
    "byline": "Piet Sorrel",
    "published_at": PUBLISHED,
    "url": "https://tessaly-wire.example/2031/03/11/a-piece-of-the-pier",
    "external_id": None,
    "language": "en",
    "text_version": TEXT_VERSION,
    "withdrawn": None,
    "version": 2,
    "created_at": PUBLISHED,
    "updated_at": LATER,
}
COMPONENTS: dict[str, dict[str, Any]] = {
    "Part": PART,
    "Speaker": PASCO_QUELL,
    **examples_records.COMPONENTS,
    "Attribution": ATTRIBUTION,
    "Relay": {
        "name": "state radio",
        "speaker": None,
        "span": {"start": 930, "end": 941, "exact": "state radio"},
    },
    "Stance": STANCE,
    "Quote": QUOTE,
    "TextVersion": TEXT_VERSION,
    "Article": ARTICLE,
    "ArticleWithText": {
        **ARTICLE,
        "text": "The pier at Port Ansel has been closed to lorries since January, …",
        "blocks": [{"role": "body", "start": 0, "end": 2708}],
        "offset_unit": "codepoint",
    },
    "Anchored": {"exact": 11, "moved": 2, "altered": 1, "gone": 0},
    "TakenIn": {
        "id": 16,
        "api_url": f"{BASE}/api/v1/articles/16/",
        "html_url": f"{BASE}/articles/16/",
        "change": "new",
        "text_version": {
            "number": 1,
            "sha256": "8e3b0c1f0fb6a7e1cf4d32c57f2a3f3a4d6d7a5a2ff2b6fbb2d0b8a1a0f0c9d1",
            "length": 104,
        },
        "quotes_suggested": 1,
        "anchored": None,
        "waiting": 0,
    },
    "Undone": {"command": "accept_quote", "quote": 36, "article": 3, "at": LATER},
    "Change": {
        "op": "upsert",
        "type": "quote",
        "id": 36,
        "at": LATER,
        "into": None,
        "version": 5,
        "data": QUOTE,
    },
    "Changes": {
        "cursor": "WyI0YTViNGU5NzRmMGQiLDEwMzAsInF1b3RlIiwzNiwxMDMwXQ",
        "next": f"{BASE}/api/v1/changes/?after=WyI0YTViNGU5NzRmMGQiLDEwMzAsInF1b3RlIiwzNiwxMDMwXQ",
        "more": False,
        "lag": 0.0,
    },
}

NEW_ARTICLE = {
    "text": "“We will sail at six, fog or no fog,” said Ilse Marrow. Sanna Threll wants a lamp.",
    "title": "A lamp for the pier",
    "outlet": "Tessaly Wire",
    "published_at": "2031-12-02T06:10:00+01:00",
    "url": "https://tessaly-wire.example/2031/12/02/a-lamp-for-the-pier",
    "language": "en",
}
NEW_QUOTE = {
    "article": 3,
    "text_version": 1,
    "kind": "indirect",
    "content": [{"exact": "will vote with the government if it is given a review clause"}],
    "attributions": [
        {"mention": [{"exact": "The Civic Bloc"}], "speaker": {"name": "Civic Bloc"}},
    ],
    "said_on": "2031-03-11",
}
NAMED_QUOTE = {
    "article": 3,
    "content": [{"exact": "no rate at all to a bank that lends for twenty"}],
    "attributions": [
        {"mention": [{"exact": "Ms Marrow", "suffix": " told the chamber"}], "speaker": {"id": 32}}
    ],
}
BATCH = {
    "items": [
        {
            "op": "create",
            "external_id": "what-a-berthing-was",
            "article": 3,
            "kind": "indirect",
            "content": [{"exact": "asked what a berthing was"}],
        },
        {"op": "update", "id": 36, "version": 5, "channel": "statement"},
    ],
    "atomic": False,
}
NEW_ATTRIBUTION = {"mention": [HE], "speaker": {"id": 22}, "sourcing": "named"}
QUOTE_CHANGES = {
    "status": "accepted",
    "cue": [{"start": 870, "end": 874, "exact": "told"}],
    "channel": "statement",
    "unsure": False,
}
STANCE_ON = {"position": "support", "conditional": False}
NEW_STANCE = {"target": "Review clause", "position": "support"}
NETWORK = {
    "rows": ["Henrik Solve", "Pasco Quell"],
    "columns": ["Henrik Solve", "Pasco Quell"],
    "values": [[0, -6], [-6, 0]],
    "row_ids": [24, 22],
    "column_ids": [24, 22],
    "statements": 29,
    "left_out": {
        "without_row": 4,
        "without_column": 0,
        "without_position": 5,
        "rows_under_minimum": 0,
        "rows_over_limit": 14,
        "columns_over_limit": 0,
    },
}
NETWORK_CSV = ",Henrik Solve,Pasco Quell\r\nHenrik Solve,0,-6\r\nPasco Quell,-6,0\r\n"
NETWORK_GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">'
    '<node id="24"/><node id="22"/><edge source="24" target="22"/></graph></graphml>'
)
