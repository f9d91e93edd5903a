"""Which target a noun phrase names: by its last word, when nothing before makes it another thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.hints import SMALL, ordered_stems, stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .lexicon import Lexicon
    from .tokens import Token


@dataclass(frozen=True)
class Target:
    """What may be argued about, by its names; `is_person`: that is criticised, not passed."""

    names: tuple[str, ...]
    is_person: bool = False


@dataclass(frozen=True)
class _Name:
    """One name of a target: the stems of its words, and those that may stand last for it."""

    target: int
    all: frozenset[str]
    last: frozenset[str]


class Naming:
    """Tells which of some targets words name, in a text that has the stems `printed`."""

    def __init__(
        self, targets: Mapping[int, Target], printed: frozenset[str], lexicon: Lexicon
    ) -> None:
        self._people = {pk for pk, target in targets.items() if target.is_person}
        self._names = [
            name
            for pk, target in targets.items()
            for words in target.names
            if (name := _name(pk, words, lexicon, whole=not target.is_person))
            and (target.is_person or name.all <= printed)
        ]
        self._weak = lexicon["weak"] | lexicon["determiners"] | SMALL

    def target_of(self, phrase: Sequence[Token]) -> int | None:
        """Return the target a noun phrase names; none where two would do or it says more."""
        owned = [at for at, token in enumerate(phrase) if token.word == "'s"]
        words = [token.word for token in phrase[owned[-1] + 1 if owned else 0 :]]
        if not words:
            return None
        last, *_ = ordered_stems(words[-1]) or [""]
        before = {stem for word in words[:-1] if word not in self._weak for stem in stems(word)}
        fits = [name for name in self._names if last in name.last and before <= name.all]
        best = {name.target for name in fits if len(name.all) == len(before | {last})} or {
            name.target for name in fits
        }
        return best.pop() if len(best) == 1 else None

    def taken_up(self, before: Sequence[Token], *, is_person: bool) -> int | None:
        """Return the one target of this sort that words before named; none where they name two."""
        named = {self.target_of([token]) for token in before} - {None}
        fits = {pk for pk in named if (pk in self._people) == is_person}
        return fits.pop() if len(fits) == 1 else None


def _name(pk: int, words: str, lexicon: Lexicon, *, whole: bool) -> _Name | None:
    own = ordered_stems(words)
    if not own:
        return None
    last = {own[-1], own[0]} if " of " in words or not whole else {own[-1]}
    if whole and len(own) > 1 and own[-1] in {s for word in lexicon["papers"] for s in stems(word)}:
        last.add(own[-2])
    return _Name(pk, frozenset(own), frozenset(last))
