"""Examples of speakers, targets, outlets, and of what is sent about them and about articles."""

from __future__ import annotations

from typing import Any

SPEAKER: dict[str, Any] = {
    "id": 22,
    "name": "Pasco Quell",
    "kind": "person",
    "names": ["Pasco Quell", "P. Quell"],
    "roles": [
        {
            "id": 9,
            "role": "minister of transport",
            "organisation": {"id": 4, "name": "Ministry of Transport"},
            "since": "2029-05-02",
            "until": None,
        }
    ],
    "part_of": None,
    "attributes": {"party": "Harbour List"},
    "wikidata_id": None,
    "article": None,
    "merged": [],
    "version": 3,
}
TARGET: dict[str, Any] = {
    "id": 1,
    "name": "Ferry Tariff Act",
    "kind": "proposal",
    "speaker": None,
    "part_of": None,
    "attributes": {},
    "merged": [{"id": 8, "name": "The tariff act"}],
    "version": 2,
}
COMPONENTS: dict[str, dict[str, Any]] = {
    "KnownSpeaker": SPEAKER,
    "Target": TARGET,
    "Outlet": {"id": 1, "name": "Tessaly Wire", "shows_full_text": True},
}

NEW_SPEAKER = {
    "name": "Joris Pell",
    "names": ["J. Pell"],
    "roles": [{"role": "chair", "organisation": {"name": "Port Authority"}, "since": "2030-01-02"}],
    "attributes": {"party": "Harbour List"},
}
SPEAKER_CHANGES = {"names": ["Pasco Quell", "P. Quell", "Quell"], "part_of": None}
MERGED_SPEAKER = {"into": 24}
NEW_TARGET = {"name": "Subsidy of the night boat", "kind": "proposal", "part_of": 1}
TARGET_CHANGES = {"name": "Ferry Tariff Act 2031", "attributes": {"area": "transport"}}
MERGED_TARGET = {"into": 2, "keep": "newer"}
ARTICLE_CHANGES = {"outlet": "Tessaly Wire", "published_at": "2031-03-11T18:20:00+01:00"}
DECISION = {"decision": "place", "candidate": 0}
WITHDRAWAL = {"reason": "Taken in by mistake."}
