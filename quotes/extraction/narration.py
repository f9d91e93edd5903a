"""What the narration names where: people, organisations, and "the mayor" who stands for one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .names import Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .cast import Cast, Figure
    from .quote import Span

_LOOK_BACK = 40
_OFTEN = 3
_NOUN = re.compile("(?:[’']s?)? ([a-z]+)")


class Narration:
    """Puts the names that stand in no quote on the stage of a cast."""

    def __init__(self, cast: Cast, narrated: Sequence[Name]) -> None:
        self.cast = cast
        self.text = cast.text
        self.lexicon = cast.lexicon
        self.stage = cast.stage
        self.narrated = narrated

    def read(self, quoted: Sequence[Span]) -> None:
        """Note every name, then every description by a role that somebody named has."""
        self._read_names()
        self._read_roles(quoted)

    def _read_names(self) -> None:
        """Note where the narration names whom, and what it says of them."""
        known: dict[tuple[tuple[str, ...], tuple[str, ...]], Figure | None] = {}
        nouns = self.lexicon.organisations
        for name in self.narrated:
            if not name.words:
                continue
            if (key := name[1:3]) not in known:
                known[key] = self._whom(name)
            figure = known[key]
            noun = _NOUN.match(self.text, name.end)
            if noun and noun[1] in nouns:
                self._see_body(name, f"{name.words[-1]} {noun[1]}", noun[1])
            if figure is None:
                continue
            if figure.kind == "person":
                self._see_person(name, figure)
            else:
                figure.count += 1
            self.stage.see(name, figure)

    def _whom(self, name: Name) -> Figure | None:
        """Return the person or organisation of a name, if it is surely one."""
        if figure := self.cast.named(name.words, name.titles):
            return figure
        words = [word.lower() for word in name.words]
        if len(words) == 1 and words[0] in self.lexicon.peoples:
            return self.cast.group(name.words[0])
        lexicon, full = self.lexicon, " ".join(name.words)
        body = len(words) > 1 and not lexicon.organisations.isdisjoint(words)
        body = body or words[0] in lexicon.powers or self.cast.called[full.lower()] >= _OFTEN
        return self.cast.body(full, words[-1]) if body and not name.titles else None

    def _see_person(self, name: Name, figure: Figure) -> None:
        last = figure.name.rpartition(" ")[2]
        figure.certain = figure.certain or name.words == (last,)
        figure.gender = figure.gender or self.lexicon.gender_of(name.titles)
        if len(name.words) > 1 and len(figure.about) < _LOOK_BACK:
            self.cast.introductions.tell(name, figure)

    def _see_body(self, name: Name, called: str, noun: str) -> None:
        body = self.cast.body(called, noun)
        body.count += 1
        self.stage.see(name, body)

    def _read_roles(self, quoted: Sequence[Span]) -> None:
        """Note where "the mayor" stands for the one who was called so."""
        held = {role for figure in self.cast.people for role in figure.roles}
        held &= self.lexicon.people
        if not held:
            return
        pattern = rf"[Tt](?<!\w.)he (?:\w+ )?({'|'.join(sorted(held))})\b(?! of\b)"
        found = [Name(m.start(), (m[1],), (), m.end()) for m in re.finditer(pattern, self.text)]
        seen = [
            (name, figure)
            for name in outside(found, quoted, len(self.text))
            if (figure := self.cast.holder(name.words[0], name.start))
        ]
        self.stage.see_also(seen)


def outside(names: Sequence[Name], quoted: Sequence[tuple[int, int]], end: int) -> Iterator[Name]:
    """Yield the names that stand in no quoted stretch."""
    spans = iter([*quoted, (end + 1, end + 1)])
    low, high = next(spans)
    for name in names:
        while name.start >= high:
            low, high = next(spans)
        if name.start < low:
            yield name
