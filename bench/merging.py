"""A speaker of many quotes is merged and unmerged, among many speakers: the click, the lists.

Budgets: the click 200 ms, however many quotes; a typeahead 20 ms among 100,000 speakers.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from bench.articles import annotator
from bench.database import own_database, verdict
from bench.open_article import client_of, measure

if TYPE_CHECKING:
    from collections.abc import Callable

CLICK, OFFER = 200, 20
LETTERS = ("r", "re", "reke t", "gorbechov", "mikail gorbechev", "marow", "codoleezza fairwether")
SYLLABLES = [a + b for a in "bdfghklmnprstvz" for b in "aeio"] + [
    "en",
    "ar",
    "ol",
    "sch",
    "st",
    "tr",
]
KNOWN = ("Mikhail Gorbachev", "Tomas Reke", "Ilse Marrow", "Condoleezza Fairweather")
WORDS = "The ferry will sail and it always has, whatever the council says of it."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speakers", type=int, default=100_000)
    parser.add_argument("--quotes", type=int, default=100_000)
    options = parser.parse_args()
    with own_database():
        user = annotator()
        client_of(user)
        fill_speakers(options.speakers)
        much_quoted = fill_quotes(options.quotes)
        tidy()
        print(f"{options.speakers} speakers, one of {options.quotes} quotes")
        typeahead(user)
        duplicates()
        merging(user, much_quoted)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, this run included")


def typeahead(user: Any) -> None:
    """Print what it takes to offer speakers, the whole request included."""
    client = client_of(user)
    for letters in LETTERS:
        times = measure(partial(client.get, "/speakers/options/", {"q": letters}), 15)
        told = verdict(times.median, OFFER, more_is_better=False)
        print(f"  offer {letters!r:26} {times}: {told}")


def duplicates() -> None:
    """Print what it takes to look for speakers who may be one."""
    from quotes.queries.duplicates import count_duplicates, likely_duplicates  # noqa: PLC0415

    for name, look in (("count", count_duplicates), ("list", likely_duplicates)):
        print(f"  likely duplicates, {name}: {measure(look, 5)}")


def merging(user: Any, speaker: int) -> None:
    """Print what a merge, all that it leaves to workers, and an unmerge take."""
    from quotes.models import Speaker  # noqa: PLC0415

    client, into = client_of(user), Speaker.objects.get(name="Tomas Reke").pk
    client.get("/speakers/")
    page = f"/speakers/{speaker}/merge/"
    print_once("preview", partial(client.get, f"{page}?into={into}"), 500)
    sent = {"version": Speaker.objects.get(pk=speaker).version, "into": into}
    print_once("click, merge", partial(client.post, page, sent), CLICK)
    look(client, into)
    print_once("click, unmerge", partial(client.post, f"/speakers/{speaker}/unmerge/"), CLICK)
    look(client, speaker)


def look(client: Any, speaker: int) -> None:
    """Print what page and list of a speaker take, before quotes are moved and after."""
    for moment in ("before", "after"):
        pages = {"page": f"/speakers/{speaker}/", "list": f"/quotes/?speaker={speaker}"}
        for name, address in pages.items():
            print_once(f"its {name} {moment} moving", partial(client.get, address), 200)
            print_once(f"its {name} once more", partial(client.get, address), 200)
        if moment == "before":
            move()


def move() -> None:
    from quotes.commands import move_merged  # noqa: PLC0415

    started, moved, longest = time.perf_counter(), 0, 0.0
    while True:
        begun = time.perf_counter()
        batch = move_merged()
        if batch is None:
            break
        moved, longest = moved + batch, max(longest, time.perf_counter() - begun)
    seconds = time.perf_counter() - started
    print(f"  moved {moved} quotes in {seconds:.1f} s, the longest batch {longest * 1000:.0f} ms")


def print_once(name: str, act: Callable[[], Any], budget: int) -> None:
    """Print what something takes that can be done once."""
    started = time.perf_counter()
    answer = act()
    taken = (time.perf_counter() - started) * 1000
    assert answer.status_code in {200, 302}, answer.content[:300]  # noqa: S101
    print(f"  {name:28} {taken:6.0f} ms: {verdict(taken, budget, more_is_better=False)}")


def fill_speakers(count: int) -> None:
    """Make speakers of made-up names, some of which sound alike."""
    dice = random.Random(4)

    def word(length: int) -> str:
        return "".join(dice.choice(SYLLABLES) for _ in range(length)).capitalize()

    firsts = [word(dice.choice((2, 2, 3))) for _ in range(2_000)]
    lasts = [word(dice.choice((2, 3, 3, 4))) for _ in range(30_000)]
    names = [f"{dice.choice(firsts)} {dice.choice(lasts)}" for _ in range(count)]
    run(
        "insert into quotes_speaker (name, kind, attributes, version)"
        " select name, 'person', '{}', 1 from unnest(%s::text[]) name",
        [*names, *KNOWN],
    )
    run("insert into quotes_speakername (speaker_id, name) select id, name from quotes_speaker")


def fill_quotes(count: int) -> int:
    """Let one speaker be quoted so often, in texts of their own, and answer who that is."""
    from quotes.models import Speaker  # noqa: PLC0415

    speaker = Speaker.objects.get(name="Mikhail Gorbachev").pk
    run(
        "insert into articles_article (title, published_at)"
        " select 'Article ' || n, now() - n * interval '1 minute' from generate_series(1, %s) n",
        count,
    )
    run(
        "insert into articles_textversion (article_id, number, kind, text, blocks, source_format)"
        " select id, 1, 'first', %s, '[]', 'text' from articles_article",
        WORDS,
    )
    run(
        "insert into quotes_quote (text_version_id, content, content_words, kind, origin, status,"
        " decided_at, decided_how, act, reason, changed, unsure, stances_done, earlier, place,"
        " channel, said_in, addressee, version) select id, '{[0,19)}', array[left(%s, 19)],"
        " 'direct', 'import', 'accepted', now(), 'batch', 'said', '', false, false, false, false,"
        " '', '', '', '', 1 from articles_textversion",
        WORDS,
    )
    run(
        "insert into quotes_attribution (quote_id, position, speaker_id, sourcing, proposed_name,"
        " proposed_kind) select id, 0, %s, 'named', '', 'person' from quotes_quote",
        speaker,
    )
    return speaker


def tidy() -> None:
    """Let the database know what it holds, as it does by itself in the course of a day."""
    from django.db import connections  # noqa: PLC0415

    with connections["owner"].cursor() as cursor:
        cursor.execute("vacuum analyze")


def run(sql: str, *values: str | int | list[str]) -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)


if __name__ == "__main__":
    main()
