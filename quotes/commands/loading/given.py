"""What a file of another program holds, in our words and whatever its format.

Everything is named by a key of the file's own; who reads a file makes the keys, nothing else
depends on them. Spans are code points of the article's text as its draft has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from articles.drafts import Draft
    from quotes.spans import Spans


@dataclass(frozen=True, kw_only=True)
class GivenRow:
    """A row of the file: the same `key` again adds nothing; `data` goes back into an export."""

    key: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class GivenPerson:
    """Who decided; with a `username` that very person, else somebody of this name."""

    key: str
    name: str
    username: str = ""


@dataclass(frozen=True, kw_only=True)
class GivenRole:
    """What a speaker is or was, and from when to when."""

    role: str
    organisation: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class GivenSpeaker:
    """Who speaks; `article` says of which article an unnamed source is.

    Two of the same name are one, unless they are told `apart`. Whoever proved to be another is
    `merged_into` one who stands for both.
    """

    key: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    part_of: str | None = None
    article: str | None = None
    apart: bool = False
    wikidata_id: str | None = None
    merged_into: str | None = None
    roles: tuple[GivenRole, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GivenTarget:
    """What is argued about; `speaker` is who it is, where it is somebody.

    What proved to be another is `merged_into` one that stands for both.
    """

    key: str
    name: str
    kind: str = "issue"
    attributes: Mapping[str, str] = field(default_factory=dict)
    part_of: str | None = None
    speaker: str | None = None
    merged_into: str | None = None


@dataclass(frozen=True, kw_only=True)
class GivenArticle:
    """An article and a text of it; `text_of` names the article that it is a next text of."""

    key: str
    draft: Draft
    text_of: str | None = None
    row: GivenRow | None = None
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class GivenAttribution:
    """Who is said to have said it."""

    speaker: str | None = None
    organisation: str | None = None
    sourcing: str = "named"
    mention: Spans | None = None
    descriptor: Spans | None = None
    condition: Spans | None = None
    proposed_name: str = ""
    proposed_kind: str = "person"


@dataclass(frozen=True, kw_only=True)
class GivenRelay:
    """Through whom it came."""

    name: str
    speaker: str | None = None
    span: Spans | None = None


@dataclass(frozen=True, kw_only=True)
class GivenStance:
    """Where the speaker stands; without a position it is about the target."""

    target: str
    position: str | None = None
    conditional: bool = False


@dataclass(frozen=True, kw_only=True)
class GivenQuote:
    """One accepted quote; `facts` are further columns of it by their names, `cue` among them.

    Without a `kind` it is guessed from the marks round the words.
    """

    article: str
    content: Spans
    kind: str | None = None
    attributions: tuple[GivenAttribution, ...] = ()
    stances: tuple[GivenStance, ...] = ()
    relays: tuple[GivenRelay, ...] = ()
    notes: tuple[str, ...] = ()
    decided_by: str | None = None
    key: str | None = None
    parent: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[GivenRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Given:
    """All that one file holds, and what of it could not be kept as it was (`told`).

    `refused` are the items that are left out, where each stands and why.
    """

    format: str
    people: tuple[GivenPerson, ...] = ()
    speakers: tuple[GivenSpeaker, ...] = ()
    targets: tuple[GivenTarget, ...] = ()
    articles: tuple[GivenArticle, ...] = ()
    quotes: tuple[GivenQuote, ...] = ()
    told: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
