"""All forms of the verbs a lexicon lists: inflected as English is, or as its `forms` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import french, german, spanish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Words = frozenset[str]
Phrases = dict[str, tuple[tuple[str, ...], ...]]

KINDS = ("saying", "judging", "thinking")
_VOWELS = "aeiou"
_PAST_ALIKE = frozenset(("read", "put"))


class Verbs:
    """The verbs of one data file and their forms."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.inflect = INFLECTIONS[data.get("forms", "english")]
        self.listed = "forms" in data
        self.parted: dict[str, Any] = {}
        if data.get("forms") == "german":
            self.parted = german.separable(data["separable"], data["strong"])
        self.regular = {kind: data[kind].split() for kind in KINDS}
        self.irregular: dict[str, str] = {}
        for kind in KINDS:
            own = data.get(f"irregular_{kind}", {})
            self.irregular |= own
            self.regular[kind] += own

    def lists(self, frames: dict[str, str]) -> dict[str, Words | Phrases]:
        """Return each list of verbs and frames with all forms, and which forms are which."""
        found: dict[str, Words | Phrases] = {k: self.forms(self.regular[k]) for k in KINDS}
        found |= {name: self._frame(verbs) for name, verbs in frames.items()}
        if self.parted:
            found |= self._parted(found["saying"])
        if not self.listed:
            found |= {"bases": self._bases(), "thirds": self._thirds()}
        return found

    def _parted(self, saying: Words | Phrases) -> dict[str, Words | Phrases]:
        """Return what verbs in two places add: their forms in one word, and all participles."""
        bases = (base for bases in self.regular.values() for base in bases)
        participles = {self._of(base)[-1] for base in bases}
        return {
            "separable": self.parted["separable"],
            "saying": frozenset(saying) | self.parted["joined"],
            "participles": frozenset(participles) | self.parted["participles"],
        }

    def forms(self, bases: Sequence[str]) -> Words:
        """Return the forms of some verbs."""
        return frozenset(form for base in bases for form in self._of(base))

    def _of(self, base: str) -> Sequence[str]:
        others = self.irregular.get(base)
        return self.inflect(base) if others is None else (base, *others.split())

    def _frame(self, verbs: str) -> Words | Phrases:
        """Return the forms; where "|" parts the verbs, each with the words that must follow."""
        if "|" not in verbs:
            return self.forms(verbs.split())
        table: dict[str, list[tuple[str, ...]]] = {}
        for base, *rest in map(str.split, verbs.split("|")):
            for form in self._of(base):
                table.setdefault(form, []).append(tuple(rest))
        return {form: tuple(rests) for form, rests in table.items()}

    def _bases(self) -> Words:
        """Return the forms without an ending; "read" and "put" count as past."""
        return frozenset(base for bases in self.regular.values() for base in bases) - _PAST_ALIKE

    def _thirds(self) -> Words:
        return frozenset(
            form
            for bases in self.regular.values()
            for base in bases
            for form in self._of(base)[1:]
            if form.endswith("s")
        )


def inflect(base: str) -> tuple[str, ...]:
    """Return the forms of a regular English verb: base, third person, past, -ing."""
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return base, third, base + "ed", base + "ing"


def _listed(form: str) -> tuple[str, ...]:
    return (form,)


INFLECTIONS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "english": inflect,
    "french": french.inflect,
    "german": german.inflect,
    "listed": _listed,
    "spanish": spanish.inflect,
}


def plural(noun: str) -> str:
    """Return the plural of an English noun."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")
