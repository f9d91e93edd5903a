"""What chance decides of the quotes of one batch, drawn for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.management.filling import people, vocabulary
from quotes.management.filling.printing import LIKELY, SHAPES
from quotes.management.filling.sizes import OPEN, draw, plan

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.management.filling.sizes import Sizes

CAST = 5
"""Speakers an article quotes, at most; and so many targets it is about."""
ACTS = ("said", "denied", "announced", "declined", "imagined")
CHANNELS = ("", "interview", "briefing", "speech", "statement", "document", "post", "court")
POSITIONS = ("support", "oppose", "neutral", "mixed", "unclear", None)
STANCES = (0.12, 0.53, 0.25, 0.10)
"""How many quotes have no stance, one, two, three; some name a target twice: 1.2 each."""

ABOUT, LEANINGS = 0.75, 1_009


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Plain lists, one value a quote, in the order of the articles; of speakers, places from 0."""

    words: list[list[str]]
    shape: list[int]
    act: list[str]
    status: list[str]
    speaker: list[int]
    also: list[int]  # -1: nobody
    cue: list[float]
    source: list[float]
    told: list[float]
    confidence: list[float]
    single: list[bool]
    unsure: list[bool]
    said: list[int]  # days before it was printed; -1: not told, -2: an earlier time
    channel: list[str]
    targets: list[list[int]]
    positions: list[list[str | None]]
    conditional: list[bool]


def draw_quotes(sizes: Sizes, articles: range, rng: np.random.Generator) -> Drawn:
    """Draw all quotes of these articles."""
    each = plan(sizes).quotes[articles.start : articles.stop]
    count, article = int(each.sum()), np.repeat(np.arange(len(articles)), each)
    known = people.people(sizes)
    cast = draw(known.speakers, rng, (len(articles), CAST))
    speaker = cast[article, rng.choice(CAST, count, p=(0.4, 0.25, 0.15, 0.12, 0.08))]
    also = np.where(rng.random(count) < 0.03, cast[article, 0], -1)  # noqa: PLR2004
    seconds = plan(sizes).seconds[articles.start : articles.stop][article]
    done = article + articles.start < (1 - OPEN) * sizes.articles
    chance = rng.random((5, count))
    return Drawn(
        words=_words(rng, count),
        shape=rng.choice(len(SHAPES), count, p=LIKELY).tolist(),
        act=rng.choice(ACTS, count, p=(0.93, 0.03, 0.02, 0.01, 0.01)).tolist(),
        status=_statuses(done, chance[0]),
        speaker=speaker.tolist(),
        also=np.where(also == speaker, -1, also).tolist(),
        cue=chance[1].tolist(),
        source=chance[2].tolist(),
        told=chance[3].tolist(),
        confidence=np.round(rng.beta(8, 1.5, count), 2).tolist(),
        single=(chance[4] > 0.15).tolist(),  # noqa: PLR2004
        unsure=(chance[4] > 0.985).tolist(),  # noqa: PLR2004
        said=rng.choice([-1, 0, 1, 2, 5, -2], count, p=(0.68, 0.1, 0.1, 0.06, 0.04, 0.02)).tolist(),
        channel=rng.choice(CHANNELS, count, p=(0.72, *(0.04,) * 7)).tolist(),
        conditional=(rng.random(count) < 0.03).tolist(),  # noqa: PLR2004
        **_stances(known.targets, rng, article, (speaker, seconds)),
    )


def _words(rng: np.random.Generator, count: int) -> list[list[str]]:
    lengths = vocabulary.lengths(rng, count)
    drawn = draw(vocabulary.running_shares(), rng, int(lengths.sum()))
    words: list[str] = vocabulary.words()[drawn].tolist()
    ends = np.cumsum(lengths).tolist()
    return [words[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def _statuses(done: NDArray[np.bool_], chance: NDArray[np.float64]) -> list[str]:
    """Let nearly all be accepted where work is done; elsewhere most are suggestions."""
    decided = np.where(chance < 0.94, "accepted", "rejected")  # noqa: PLR2004
    waiting = np.where(chance < 0.8, "suggested", "accepted")  # noqa: PLR2004
    statuses: list[str] = np.where(done, decided, waiting).tolist()
    return statuses


def _stances(
    targets: NDArray[np.float64],
    rng: np.random.Generator,
    article: NDArray[np.int64],
    who_when: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> dict[str, Any]:
    """Draw targets, most of them what the article is about, and where the speaker stands."""
    count = len(article)
    about = draw(targets, rng, (int(article[-1]) + 1 if count else 0, 3))
    often = rng.random((count, 3)) < ABOUT
    drawn = np.where(often, about[article] if count else 0, draw(targets, rng, (count, 3)))
    speaker, seconds = who_when
    position = _positions(rng, speaker[:, None], drawn, seconds[:, None])
    some = rng.choice(4, count, p=STANCES).tolist()
    return {
        "targets": [row[:most] for row, most in zip(drawn.tolist(), some, strict=True)],
        "positions": [
            [POSITIONS[each] for each in row[:most]]
            for row, most in zip(position.tolist(), some, strict=True)
        ],
    }


def _positions(
    rng: np.random.Generator,
    speaker: NDArray[np.int64],
    target: NDArray[np.int64],
    seconds: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Let who speaks lean one way on a target, a few of them the other way from some day on."""
    mixed = ((speaker * 2_654_435_761 + target * 40_503 + 977) >> 5) % LEANINGS
    lean = (mixed * 2 > LEANINGS).astype(np.int64)
    turned = (mixed % 12 == 0) & (seconds > (mixed + 300) * 240_000)
    lean = np.where(turned, 1 - lean, lean)
    other = rng.choice(6, target.shape, p=(0.14, 0.16, 0.28, 0.12, 0.1, 0.2))
    followed: NDArray[np.int64] = np.where(rng.random(target.shape) < 0.6, lean, other)  # noqa: PLR2004
    return followed
