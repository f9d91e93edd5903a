"""What no count of lines shows: how much of a long text is gone through for one quote in it."""

from __future__ import annotations

from typing import Any, SupportsIndex

import pytest

from quotes.extraction import extract
from quotes.extraction.cast import Cast
from quotes.extraction.descriptions import Describer, take_apart
from quotes.extraction.lexicon import lexicon_for
from quotes.extraction.tokens import tokens

SAID = {
    "names": "“The harbour number {0} is closed,” said Ilse Marrow. “It stays so.”\n\n",
    "plurals": "Pilots said the harbour number {0} is closed.\n\n",
    "bodies": "The Lind Ministry said harbour {0} is closed. The ministry said it stays so.\n\n",
    "pairs": "Ilse Marrow and Jon Teal said harbour {0} is closed. They said it stays so.\n\n",
    "open marks": "“The harbour number {0} is closed.\n\n“It stays so,” Ilse Marrow said.\n\n",
}
SHORT, LONG = 60_000, 120_000
MOST = 2.4
MOST_IN_VIEW = 80


class Watched(str):
    """A text that counts the code points that `in`, `find` and slices of it go through."""

    __slots__ = ("seen",)
    seen: int

    def __contains__(self, words: object) -> bool:
        self.seen += len(self)
        return str.__contains__(self, str(words))

    def __getitem__(self, place: SupportsIndex | slice) -> str:
        found = str.__getitem__(self, place)
        self.seen += len(found)
        return found

    def find(self, words: str, *span: Any) -> int:
        self.seen += len(range(*slice(*(span or (None,))).indices(len(self))))
        return str.find(self, words, *span)

    def rfind(self, words: str, *span: Any) -> int:
        self.seen += len(range(*slice(*(span or (None,))).indices(len(self))))
        return str.rfind(self, words, *span)

    def count(self, words: str, *span: Any) -> int:
        self.seen += len(range(*slice(*(span or (None,))).indices(len(self))))
        return str.count(self, words, *span)


def made_of(piece: str, length: int) -> str:
    one = len(piece.format(10_000))
    return "".join(piece.format(number) for number in range(length // one))


def gone_through(text: str) -> int:
    watched = Watched(text)
    watched.seen = 0
    assert extract(watched, language="en")
    return watched.seen


@pytest.mark.parametrize("said", SAID)
def test_twice_the_text_is_not_gone_through_four_times(said: str) -> None:
    once, twice = (gone_through(made_of(SAID[said], length)) for length in (SHORT, LONG))
    assert twice <= MOST * once


@pytest.mark.parametrize("length", [20_000, 40_000, 80_000])
def test_a_pronoun_is_weighed_against_no_more_figures_in_a_longer_text(length: int) -> None:
    text = made_of("Ilse Marrow{0} met Jon Teal{0} in the harbour. ", length)
    cast = Cast(text, lexicon_for("en"), [])
    weighed = 0

    def fits(_: object) -> float:
        nonlocal weighed
        weighed += 1
        return 1.0

    assert cast.stage.best(len(text), fits)
    assert len(cast.stage.seen) > MOST_IN_VIEW
    assert weighed <= MOST_IN_VIEW


def test_a_description_is_compared_with_the_latest_of_its_noun_alone() -> None:
    lexicon = lexicon_for("en")
    cast = Cast("", lexicon, [])
    describer = Describer(cast, lexicon)
    for number in range(300):
        text = f"a port{number} official"
        describer.figure(take_apart(tokens(text, (0, len(text)), []), lexicon), None, number)
    first, last = cast.described["official"][0], cast.described["official"][-1]
    again = [
        describer.figure(take_apart(tokens(text, (0, len(text)), []), lexicon), None, 300)
        for text in (f"the {last.name}", f"the {first.name}")
    ]
    assert again[0] is last
    assert again[1] is not first


def test_a_figure_called_by_ever_new_words_keeps_no_more_than_two_hundred() -> None:
    cast = Cast("", lexicon_for("en"), [])
    figure = cast.person(("Ilse", "Marrow"))
    for number in range(1_000):
        cast.entitle(figure, [f"keeper{number}"])
    assert len(figure.roles) == 200
