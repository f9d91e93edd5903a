"""Who is quoted and what is argued about, all invented; the first of each are the most frequent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from quotes.management.filling.rows import Rows, stamp
from quotes.management.filling.sizes import DAYS, FIRST, Sizes, skewed
from quotes.management.filling.vocabulary import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

ORGANISATIONS = 0.14
OFFICES = ("Minister", "Secretary", "Chair", "Governor", "Delegate", "Director", "Speaker")
BODIES = ("Ministry", "Union", "Council", "Company", "Institute", "Party", "Agency", "Court")
PARTIES = ("Tidal", "Orchard", "Lantern", "Keel", "Granite", "Meadow", "none")
COUNTRIES = ("Ostrava Bay", "Velmark", "Tessund", "Corrany", "Aldmere", "Norrheim")
TYPES = ("Government", "Union", "Company", "Science", "Opposition", "Court", "Citizens")
PAPERS = ("Courier", "Wire", "Herald", "Weekly", "Gazette", "Observer")
LANGUAGES = ("en", "en", "en", "en", "de", "en", "fr", "en", "es", "en")
TARGET_KINDS = ("issue", "proposal", "proposal", "document", "issue", "speaker")


@dataclass(frozen=True, kw_only=True)
class People:
    """Names and what follows from them, by place in order of frequency, from 0."""

    names: list[str]
    kinds: list[str]
    organisations: NDArray[np.int64]  # each person's, -1: none
    speakers: NDArray[np.float64]  # running shares
    targets: NDArray[np.float64]
    outlets: NDArray[np.float64]


@cache
def people(sizes: Sizes) -> People:
    """Answer the people of a newsroom, the same for the same sizes."""
    rng = np.random.default_rng((sizes.seed, 1))
    kinds = rng.choice(
        ["person", "organisation", "group", "document"],
        sizes.speakers,
        p=[0.82, ORGANISATIONS, 0.025, 0.015],
    ).tolist()
    bodies = np.flatnonzero([kind == "organisation" for kind in kinds])
    organisations = np.full(sizes.speakers, -1)
    if len(bodies):
        drawn = bodies[(len(bodies) * rng.random(sizes.speakers) ** 2).astype(np.int64)]
        works = rng.random(sizes.speakers) < 0.7  # noqa: PLR2004  of the persons speak for one
        organisations = np.where(works & (np.array(kinds) == "person"), drawn, -1)
    return People(
        names=_names(kinds, rng, sizes.taken),
        kinds=kinds,
        organisations=organisations,
        speakers=skewed(sizes.speakers, 1.0, 5.5),
        targets=skewed(sizes.targets, 0.9, 3.0),
        outlets=skewed(sizes.outlets, 0.8, 2.0),
    )


def _names(kinds: list[str], rng: np.random.Generator, taken: int) -> list[str]:
    pool = [word.capitalize() for word in words()[200:12_000].tolist()]
    first = rng.integers(0, 900, len(kinds)).tolist()
    last = rng.integers(900, len(pool), len(kinds)).tolist()
    names = []
    for number, kind in enumerate(kinds):
        name = f"{pool[first[number]]} {pool[last[number]]}"
        if kind == "organisation":
            name = f"{pool[last[number]]} {BODIES[number % len(BODIES)]}"
        elif kind != "person":
            name = f"{'Friends of' if kind == 'group' else 'Report on'} {pool[last[number]]}"
        names.append(name if kind == "person" or not taken else f"{name} {taken}")
    return names


def outlet_rows(sizes: Sizes) -> Rows:
    """Answer who publishes."""
    rows = Rows()
    pool = words()[3_000:].tolist()
    more = f" {sizes.taken}" if sizes.taken else ""
    for number in range(sizes.outlets):
        name = f"{pool[number * 7].capitalize()} {PAPERS[number % len(PAPERS)]}{more}"
        rows.add("articles.Outlet", sizes.taken + number + 1, name, number % 9 != 0)
    return rows


def language_of(outlet: int) -> str:
    """Answer the language that an outlet prints in."""
    return LANGUAGES[outlet % len(LANGUAGES)]


def speaker_rows(sizes: Sizes) -> Rows:
    """Answer who speaks, with names, attributes and roles; parts stand within organisations."""
    rows, known = Rows(), people(sizes)
    rng = np.random.default_rng((sizes.seed, 2))
    drawn = rng.random((sizes.speakers, 4)).tolist()
    made, body = stamp(FIRST), None
    for number, (name, kind) in enumerate(zip(known.names, known.kinds, strict=True)):
        pk = sizes.taken + number + 1
        chance = drawn[number]
        part_of = body if kind == "organisation" and chance[0] < 0.2 else None  # noqa: PLR2004
        if kind == "organisation" and part_of is None:
            body = pk
        told = json.dumps(_attributes(kind, chance))
        rows.add("quotes.Speaker", pk, name, kind, None, part_of, told, made, made)
        rows.add("quotes.SpeakerName", pk, name)
        if kind == "person":
            rows.add("quotes.SpeakerName", pk, f"{name[0]}. {name.split()[-1]}")
            _add_roles(rows, sizes, number, chance)
    return rows


def _attributes(kind: str, chance: list[float]) -> dict[str, str]:
    told = {"country": COUNTRIES[int(chance[1] ** 2 * len(COUNTRIES))]}
    if kind == "person":
        told["party"] = PARTIES[int(chance[2] * len(PARTIES))]
    return told | {"type": TYPES[int(chance[3] * len(TYPES))]}


def _add_roles(rows: Rows, sizes: Sizes, number: int, chance: list[float]) -> None:
    known = people(sizes)
    organisation = int(known.organisations[number])
    if organisation < 0:
        return
    at = sizes.taken + organisation + 1
    turn = (FIRST + timedelta(days=int(chance[0] * DAYS))).date()
    office = int(chance[1] * len(OFFICES))
    field = known.names[organisation].split()[0]
    if chance[2] < 0.5:  # noqa: PLR2004  half of them were something else before
        before = f"{OFFICES[office - 1]} of {field}"
        rows.add("quotes.SpeakerRole", sizes.taken + number + 1, before, at, None, turn)
    now = f"{OFFICES[office]} of {field}"
    rows.add(
        "quotes.SpeakerRole", sizes.taken + number + 1, now, at, turn + timedelta(days=1), None
    )


def target_rows(sizes: Sizes) -> Rows:
    """Answer what is argued about; every fifth is part of one before, some are speakers."""
    rows, known = Rows(), people(sizes)
    pool = words()[20_000:].tolist()
    made = stamp(FIRST)
    more = f" {sizes.taken}" if sizes.taken else ""
    for number in range(sizes.targets):
        kind = TARGET_KINDS[number % len(TARGET_KINDS)]
        name = f"{pool[number * 3].capitalize()} {pool[number * 3 + 1]}{more}"
        speaker = None
        if kind == "speaker" and number < sizes.speakers:
            speaker, name = sizes.taken + number + 1, f"{known.names[number]}{more} ({number})"
        kind = kind if speaker or kind != "speaker" else "issue"
        part_of = sizes.taken + number // 5 + 1 if number % 5 == 4 else None  # noqa: PLR2004
        pk = sizes.taken + number + 1
        told = json.dumps({"field": TYPES[number % len(TYPES)]})
        rows.add("quotes.Target", pk, name, kind, speaker, part_of, told, made, made)
    return rows
