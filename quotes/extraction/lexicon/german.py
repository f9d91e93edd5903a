"""Forms of German verbs: weak ones by rule, strong ones listed, separable ones by their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_UNSTRESSED = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer", "wider", "unter", "über")
_NEEDS_E = ("t", "d", "chn", "ffn", "tm")


def inflect(base: str) -> tuple[str, ...]:
    """Return the forms of a weak verb: "sagen" has sagt, sagte, sagten, sage, gesagt.

    The last one is the participle.
    """
    stem = base.removesuffix("en") if base.endswith("en") else base.removesuffix("n")
    link = "e" if stem.endswith(_NEEDS_E) else ""
    third, past, wish = f"{stem}{link}t", f"{stem}{link}te", f"{stem}e"
    plain = base.startswith(_UNSTRESSED) or base.endswith("ieren")
    return base, third, past, f"{past}n", wish, third if plain else f"ge{third}"


def separable(verbs: str, strong: Mapping[str, str]) -> dict[str, object]:
    """Return the lists of verbs that stand in two places, given as "mit teilen | bekannt geben".

    `separable` holds, by form, what follows ("teilte … mit") or stands right before a participle
    ("bekannt gegeben"); `saying` the forms that are one word ("mitteilte").
    """
    parted: dict[str, list[tuple[str, ...]]] = {}
    joined: set[str] = set()
    participles: set[str] = set()
    for *before, base in map(str.split, verbs.split("|")):
        forms: Sequence[str] = (base, *strong[base].split()) if base in strong else inflect(base)
        participles.add(forms[-1])
        for form in forms:
            parted.setdefault(form, []).append(tuple(before))
        if len(before) == 1:
            joined.update(f"{before[0]}{form}" for form in forms)
            participles.add(f"{before[0]}{forms[-1]}")
    return {
        "separable": {form: tuple(rests) for form, rests in parted.items()},
        "joined": frozenset(joined),
        "participles": frozenset(participles),
    }
