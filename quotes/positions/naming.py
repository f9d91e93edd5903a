"""Which target a noun phrase names: by its last word, unless others make it another thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quotes.hints import SMALL, ordered_stems, stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from .lexicon import Lexicon
    from .tokens import Token

CLEARLY = 0.25


@dataclass(frozen=True)
class Target:
    """What may be argued about, by its names; `is_person`: that is criticised, not passed.

    Unless it is given that the quote is about it, every word of a name has to stand in the text.
    Of one that is not `is_printed`, nor in use, only all the words together name it.
    Where words may name several, one that by its `weight` is far likelier than the others is meant.
    """

    names: tuple[str, ...]
    is_person: bool = False
    is_given: bool = False
    is_printed: bool = True
    weight: float = 0.0


class _Name(NamedTuple):
    """One name of a target: the stems of its words, and those that may stand last for it."""

    target: int
    all: frozenset[str]
    last: frozenset[str]


class Naming:
    """Tells which of some targets words name, in a text that has the stems `printed`."""

    def __init__(
        self, targets: Mapping[int, Target], printed: Collection[str], lexicon: Lexicon
    ) -> None:
        self._people = {pk for pk, target in targets.items() if target.is_person}
        self._words: dict[str, int | None] = {}
        self._given = {pk for pk, target in targets.items() if target.is_given}
        self._weights = {pk: target.weight for pk, target in targets.items()}
        self._printed = {pk for pk, each in targets.items() if each.is_printed or each.is_given}
        self._papers = frozenset(stem for word in lexicon["papers"] for stem in stems(word))
        self._links = lexicon["in_names"]
        self._names = [
            name
            for pk, target in targets.items()
            for words in target.names
            if (name := self._name(pk, words))
            and (
                target.is_person
                or target.is_given
                or all(stem in printed for stem in name.all - self._papers)
            )
        ]
        self._weak = lexicon["weak"] | lexicon["determiners"] | SMALL

    def target_of(self, phrase: Sequence[Token], *, goes_on: bool = False) -> int | None:
        """Return the target a noun phrase names; none where two would do or it says more.

        One that goes on with "of …" has to be the whole name.
        """
        owned = [at for at, token in enumerate(phrase) if token.word == "'s"]
        words = [token.word for token in phrase[owned[-1] + 1 if owned else 0 :]]
        if not words:
            return None
        link = next((at for at, word in enumerate(words) if at and word in self._links), len(words))
        last, *_ = ordered_stems(words[link - 1]) or [""]
        others = (*words[: link - 1], *words[link:])
        before = {stem for word in others if word not in self._weak for stem in stems(word)}
        fits = [name for name in self._names if last in name.last and before <= name.all]
        best = {name.target for name in fits if len(name.all) == len(before | {last})}
        if not best and not goes_on:
            best = {name.target for name in fits} & self._printed
        return self._likeliest(best)

    def _likeliest(self, targets: Iterable[int]) -> int | None:
        ranked = sorted(targets, key=lambda pk: -self._weights[pk])
        if len(ranked) > 1 and self._weights[ranked[0]] < self._weights[ranked[1]] + CLEARLY:
            return None
        return ranked[0] if ranked else None

    def is_person(self, target: int | None) -> bool:
        """Tell whether a target is somebody."""
        return target in self._people

    def taken_up(
        self, said: Iterable[Token], context: Iterable[Token], *, is_person: bool
    ) -> int | None:
        """Return the one target of this sort that words named before; none where they name two.

        In the `context` of a quote only one that the quote is given to be about.
        """
        named = {self._alone(token) for token in said} - {None}
        around = {self._alone(token) for token in context} & self._given
        fits = {pk for pk in named or around if (pk in self._people) == is_person}
        return fits.pop() if len(fits) == 1 else None

    def _alone(self, token: Token) -> int | None:
        if token.word not in self._words:
            self._words[token.word] = self.target_of([token])
        return self._words[token.word]

    def _name(self, target: int, words: str) -> _Name | None:
        """Return a name with what may stand for it: people go by any part, "… of …" by its head."""
        own = ordered_stems(words)
        if not own:
            return None
        if target in self._people:
            return _Name(target, frozenset(own), frozenset(own))
        plain = words.lower().split()
        link = next((at for at, word in enumerate(plain) if at and word in self._links), len(plain))
        head = ordered_stems(" ".join(plain[:link])) or own
        last = {head[-1]}
        if head[-1] in self._papers:
            last |= {own[-1], *head[-2:]}
        return _Name(target, frozenset(own), frozenset(last))
