"""A debate to draw: two sides and one between them, on four things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target

if TYPE_CHECKING:
    from quotes.models import Speaker

SIDES = {
    "for": ["Ilse Marrow", "Harbour Ministry", "Lin Okoye-Dahl", "Nadia Brisk"],
    "against": ["Tomas Reke", "Fishers’ Union", "Pasco Quell", "Ona Vell"],
    "between": ["Henrik Solve", "Civic Bloc", "Adaeze Vint"],
}
SAID = {
    "for": {"Ferry Tariff Act": "support", "Northern Port": "support"},
    "against": {"Ferry Tariff Act": "oppose", "Vessels under twelve metres": "support"},
    "between": {"Review clause": "support", "Northern Port": "oppose"},
}
ORGANISATIONS = {"Harbour Ministry", "Fishers’ Union", "Civic Bloc"}


def make_debate(*, times: int = 1) -> dict[str, Speaker]:
    """Let each of a side say what their side says, so often, in articles of their own."""
    named = sorted({name for said in SAID.values() for name in said})
    targets = {name: make_target(name) for name in named}
    speakers = {}
    for side, names in SIDES.items():
        for number, name in enumerate(names):
            kind = "organisation" if name in ORGANISATIONS else "person"
            speakers[name] = make_speaker(name, kind=kind, attributes={"side": side})
            for _ in range(times + (not number)):
                quote = make_quote(speaker=speakers[name], article=make_article())
                for target, position in SAID[side].items():
                    make_stance(quote, targets[target], position)
    return speakers
