"""What the address of a list of speakers or of targets asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from articles.drafts import shown
from quotes.forms import FilterRefused, check_names, read_several, values
from quotes.models import Speaker, Target
from quotes.queries.records import SpeakersAsked, TargetsAsked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotes.forms import Query

WIKIDATA = re.compile(r"[Qq][1-9][0-9]{0,18}", re.ASCII)


def read_speakers(query: Query, *, also: Iterable[str] = ()) -> SpeakersAsked:
    """Read which speakers are asked for. Raises FilterRefused."""
    reads: dict[str, Any] = {
        "kind": lambda name, value: values.one_of(name, value, Speaker.Kind.values),
        "organisation": values.number,
        "part_of": values.number,
        "wikidata_id": _wikidata_id,
        "attribute": values.attribute,
        "article": values.number,
    }
    check_names(query, ("q", *reads, *also))
    several = {name: read_several(query, name, how) for name, how in reads.items()}
    return SpeakersAsked(q=_letters(query), **several)


def read_targets(query: Query, *, also: Iterable[str] = ()) -> TargetsAsked:
    """Read which targets are asked for. Raises FilterRefused."""
    reads: dict[str, Any] = {
        "kind": lambda name, value: values.one_of(name, value, Target.Kind.values),
        "part_of": values.number,
        "speaker": values.number,
        "attribute": values.attribute,
    }
    check_names(query, ("q", *reads, *also))
    several = {name: read_several(query, name, how) for name, how in reads.items()}
    return TargetsAsked(q=_letters(query), **several)


def read_letters(query: Query) -> str:
    """Read the letters of a name, "" where none are given. Raises FilterRefused."""
    given = read_several(query, "q", values.typed)
    if len(query.getlist("q")) > 1:
        message = _("“%(name)s” is given %(count)s times; it has one.")
        count = len(query.getlist("q"))
        raise FilterRefused("q", query.getlist("q")[1], message % {"name": "q", "count": count})
    return given[0] if given else ""


def _letters(query: Query) -> str:
    """Read letters that lead to one page: those that fit best have no order to go on in."""
    given = read_letters(query)
    if given and "cursor" in query:
        message = _("What resembles “q” has one page only.")
        raise FilterRefused("cursor", query.get("cursor", ""), message)
    return given


def _wikidata_id(name: str, value: str) -> str:
    if WIKIDATA.fullmatch(value):
        return value.upper()
    message = _("“%(name)s” is “%(value)s”, which is no Wikidata id, such as Q42.")
    raise FilterRefused(name, value, message % {"name": name, "value": shown(value)})
