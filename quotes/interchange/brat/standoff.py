"""The lines of an .ann file: T spans, E events, A attributes, # notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from quotes.interchange.brat.fragments import shown
from quotes.interchange.records.refused import ItemRefused

SPAN = re.compile(r"(T\d+)\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)\t(.*)\Z", re.DOTALL)
EVENT = re.compile(r"(E\d+)\t(\S+?):(T\d+)((?: \S+:\S+)*) *\Z")
MARK = re.compile(r"[AM]\d+\t(\S+) (\S+)(?: (.*))?\Z")
NOTE = re.compile(r"#\d+\t(\S+) (\S+)\t(.*)\Z", re.DOTALL)
OTHER = ("R", "*", "N")
"""Lines that say nothing of who said what."""


@dataclass
class Event:
    """Who is said to have said what: the spans by their roles, in order."""

    line: int
    roles: list[tuple[str, str]]
    marks: dict[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass
class Standoff:
    """What an .ann file says; spans are fragments of the text, by name."""

    text: str
    spans: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    remarks: int = 0

    def add(self, number: int, line: str) -> None:
        """Take in a line. Raises ItemRefused."""
        if line.startswith("T"):
            self._add_span(line)
        elif line.startswith("E"):
            self._add_event(number, line)
        elif line.startswith(("A", "M")):
            self._add_mark(line)
        elif line.startswith("#"):
            self._add_note(line)
        elif not line.startswith(OTHER):
            raise ItemRefused(_("is no line of brat's"))

    def _add_span(self, line: str) -> None:
        found = SPAN.match(line)
        if found is None:
            raise ItemRefused(_("is no span: it wants an id, a type with offsets, and the words"))
        name, _kind, where, words = found.groups()
        pairs = [pair.split(" ") for pair in where.split(";")]
        fragments = tuple((int(start), int(end)) for start, end in pairs)
        for start, end in fragments:
            if not start < end <= len(self.text):
                message = _("%(start)s to %(end)s is no stretch of a text of %(length)s characters")
                told = {"start": start, "end": end, "length": len(self.text)}
                raise ItemRefused(message % told)
        there = shown(fragments, self.text)
        if there.split() != words.split():
            message = _("the text has “%(there)s”, not “%(words)s”")
            raise ItemRefused(message % {"there": there[:80], "words": words[:80]})
        if name in self.spans:
            raise ItemRefused(_("%(name)s is there twice") % {"name": name})
        self.spans[name] = fragments

    def _add_event(self, number: int, line: str) -> None:
        found = EVENT.match(line)
        if found is None:
            raise ItemRefused(_("is no event: it wants an id, a trigger and roles"))
        name, kind, _trigger, roles = found.groups()
        if name in self.events:
            raise ItemRefused(_("%(name)s is there twice") % {"name": name})
        if kind == "Attribution":
            pairs = [each.split(":", 1) for each in roles.split()]
            named = [(role.rstrip("0123456789"), span) for role, span in pairs]
            self.events[name] = Event(number, named)

    def _add_mark(self, line: str) -> None:
        found = MARK.match(line)
        if found is None:
            raise ItemRefused(_("is no attribute: it wants an id, a name and what it is of"))
        name, of, value = found.groups()
        if of in self.events:
            self.events[of].marks[name] = value or ""

    def _add_note(self, line: str) -> None:
        found = NOTE.match(line)
        if found is None:
            raise ItemRefused(_("is no note: it wants an id, what it is of, and words"))
        kind, of, words = found.groups()
        if kind == "AnnotatorNotes" and of in self.events and words.startswith("{"):
            self.events[of].note = words
        else:
            self.remarks += 1
