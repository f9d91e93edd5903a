"""How good the hints on the stance rows are: `python -m bench.hints`.

On the demo newsroom, each article as if nobody had given it targets yet and all others had theirs,
and on the seed article in the shared folder (VERBATIM_SHARED), beside three hundred invented
targets: how often a target the editors gave stands in the first row and in the first three, and how
many of the positions hinted are theirs. Shares come with their 95 % interval (Wilson's score).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bench.database import own_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User
    from quotes.models import Quote

FIRST = 3
ROOM, SEED, MORE = "demo newsroom", "seed", 300
Wanted = dict[int, tuple[str | None, bool]]
"""Of each target the editors gave a quote, the position and whether it hangs on a condition."""


def main() -> None:
    """Print every figure."""
    from tests.gold import SEED_GOLD  # noqa: PLC0415  Django is set up by now

    for more in (0, MORE):
        with own_database():
            show(f"{ROOM}, {more} other targets", of_newsroom(more))
    if SEED_GOLD.is_file():
        with own_database():
            show(f"{SEED}, {MORE} other targets", of_seed())


def show(name: str, counted: Counter[str]) -> None:
    """Print the figures of one set of quotes."""
    print(f"{name}: {counted['quotes']} quotes with {counted['targets']} targets")
    for place in ("first", "three", "shown"):
        print(f"  target in {PLACES[place]:18} {share(counted[place], counted['targets'])}")
    print(f"  first row is right    {share(counted['right row'], counted['quotes'])}")
    print(f"  rows offered to a quote {counted['rows'] / max(1, counted['quotes']):.1f}")
    print(f"  positions hinted, right {share(counted['right'], counted['hinted'])}")
    print(f"  positions given, hinted {share(counted['right'], counted['positions'])}")
    print(f"  their conditions right  {share(counted['conditions'], counted['right'])}")
    print(f"  positions hinted where nobody gave a target: {counted['beside']}, not counted above")


PLACES = {"first": "the first row:", "three": "the first three:", "shown": "any row:"}


def share(part: int, whole: int) -> str:
    """Say a share in words, with its interval by Wilson's score."""
    if not whole:
        return "no case"
    z, rate = 1.96, part / whole
    middle = rate + z * z / (2 * whole)
    spread = z * math.sqrt(rate * (1 - rate) / whole + z * z / (4 * whole * whole))
    low, high = ((middle + side * spread) / (1 + z * z / whole) for side in (-1, 1))
    return f"{part} of {whole} = {100 * rate:.1f} % (95 %: {100 * low:.0f} to {100 * high:.0f})"


def of_newsroom(more: int) -> Counter[str]:
    """Count on the demo newsroom, leaving out what the article in hand has been given."""
    from articles.models import Article  # noqa: PLC0415  Django is set up by now
    from quotes.management.demo import load_newsroom  # noqa: PLC0415
    from quotes.models import Quote, Stance  # noqa: PLC0415

    load_newsroom()
    add_targets(more)
    user, counted = reader(), Counter[str]()
    for article in Article.objects.order_by("sort_at", "id"):
        with undone():
            quotes = Quote.objects.filter(article=article, status="accepted").exclude(kind="term")
            wanted: dict[int, Wanted] = {quote.pk: {} for quote in quotes}
            stances = Stance.objects.filter(quote__in=wanted)
            for stance in stances:
                wanted[stance.quote_id][stance.target_id] = stance.position, stance.conditional
            stances.delete()
            for quote in quotes.order_by("id"):
                counted += count(quote, wanted[quote.pk], user=user)
    return counted


def of_seed() -> Counter[str]:
    """Count on the seed article, each quote after those before it have been given theirs."""
    from quotes.models import Speaker  # noqa: PLC0415  Django is set up by now
    from tests.factories import (  # noqa: PLC0415
        make_article,
        make_quote,
        make_speaker,
        make_stance,
        make_target,
    )  # fmt: skip
    from tests.gold import SEED as TEXT  # noqa: PLC0415
    from tests.gold import SEED_GOLD  # noqa: PLC0415

    gold = json.loads(SEED_GOLD.read_text(encoding="utf-8"))["quotes"]
    text = TEXT.read_bytes().decode()
    article, user, counted = make_article(text=text, language="en"), reader(), Counter[str]()
    about = {name for each in gold for name, _ in each.get("stances", ())}
    targets = {name: make_target(name) for name in sorted(about)}
    add_targets(MORE)
    for each in gold:
        names = [source["speaker"] for source in each["attributions"] if source["speaker"]]
        speaker = names and (
            Speaker.objects.filter(name=names[0]).first() or make_speaker(names[0])
        )
        quote = make_quote(
            [text[start:end] for start, end in each["content"]],
            article=article,
            speaker=speaker or None,
            cue=text[slice(*each["cue"])] if each["cue"] else None,
            kind=each["kind"],
            act=each["act"],
        )
        wanted = {targets[name].pk: (position, False) for name, position in each.get("stances", ())}
        counted += count(quote, wanted, user=user)
        for name, position in each.get("stances", ()):
            make_stance(quote, targets[name], position)
    return counted


def count(quote: Quote, wanted: Wanted, *, user: User) -> Counter[str]:
    """Count what the rows of one quote get right."""
    from quotes.queries import annotation  # noqa: PLC0415  Django is set up by now

    sheet = annotation.open_sheet(quote.article_id, user=user, quote_id=quote.pk)
    active = annotation.activate(sheet, sheet.by_id[quote.pk])
    rows = active.rows if active else []
    hinted = {row.target.pk: row.hint for row in rows if row.hint}
    if not wanted:
        return Counter(beside=len(hinted))
    places = {row.target.pk: place for place, row in enumerate(rows)}
    right = [pk for pk, hint in hinted.items() if wanted.get(pk, (None,))[0] == hint.position]
    return Counter(
        {
            "quotes": 1,
            "targets": len(wanted),
            "rows": len(rows),
            "first": sum(places.get(pk) == 0 for pk in wanted),
            "three": sum(places.get(pk, FIRST) < FIRST for pk in wanted),
            "shown": sum(pk in places for pk in wanted),
            "right row": sum(row.target.pk in wanted for row in rows[:1]),
            "hinted": len(hinted),
            "right": len(right),
            "conditions": sum(hinted[pk].conditional == wanted[pk][1] for pk in right),
            "positions": sum(position is not None for position, _ in wanted.values()),
        }
    )


def add_targets(more: int) -> None:
    """Add targets of other newsrooms, whose names have the words that such names have."""
    from quotes.models import Target  # noqa: PLC0415  Django is set up by now
    from tests.quotes.annotation.test_hints import invented  # noqa: PLC0415

    known = {name.casefold() for name in Target.objects.values_list("name", flat=True)}
    names = (name for name in invented(more) if name.casefold() not in known)
    Target.objects.bulk_create(Target(name=name) for name in names)


def reader() -> Any:
    """Answer somebody who may see everything."""
    from accounts.commands import create_user  # noqa: PLC0415  Django is set up by now
    from accounts.models import Role  # noqa: PLC0415

    return create_user(name="hints", role=Role.ADMIN, display_name="Hints")[0]


@contextmanager
def undone() -> Iterator[None]:
    """Take back at the end what was done in between."""
    from django.db import transaction  # noqa: PLC0415  Django is set up by now

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
