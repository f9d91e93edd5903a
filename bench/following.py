"""Whether a follower of the feed ends with exactly the database, however unlucky; no timing here.

In each run eight writers change the same few quotes, speakers and targets, one by one and many in
one transaction, some in transactions that take their number long before they touch a row; words are
taken out and old changes pruned meanwhile; a follower is killed at random and goes on from what it
last stored; in every tenth run the database is replaced by an earlier copy of itself. At the end
the copy must equal what a follower reads who begins afresh, and the tables of record, and none may
hold a word that was taken out.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from bench.articles import annotator
from bench.database import own_database

WRITERS, DEEDS, QUOTES = 8, 12, 6
DIES, TAKES_ITS_NUMBER_EARLY, RESTORES_EVERY = 0.02, 0.3, 10
RARE = 0.2
GIVEN_AWAY = "Quellfarn"
"""Stands in every text and is taken out of it by one of the writers."""
Copy = dict[tuple[str, int], str]


class Follower(Thread):
    """Keeps a copy by the feed; what it has not stored when it is killed is lost to it."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.stored: tuple[Copy, Any] = ({}, None)
        self.chance, self.ends, self.deaths, self.restarts = chance, Event(), 0, 0

    def run(self) -> None:
        """Follow until there is nothing more and the writers have ended."""
        from django.db import connection  # noqa: PLC0415

        while not (self.ends.is_set() and self.is_level()):
            time.sleep(self.chance.random() / 100)
        connection.close()

    def is_level(self) -> bool:
        """Apply one page, unless death comes first; tell whether it was the last one."""
        from quotes.queries.feed import CursorTooOld  # noqa: PLC0415

        copy, cursor = dict(self.stored[0]), self.stored[1]
        try:
            feed = page_after(cursor, limit=self.chance.choice((1, 3, 50)))
        except CursorTooOld:
            self.stored, self.restarts = ({}, None), self.restarts + 1
            return False
        for entry in feed.entries:
            if self.chance.random() < DIES:
                self.deaths += 1
                return False
            apply(copy, entry)
        self.stored = (copy, feed.cursor)
        return not feed.more and feed.lag == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    from django.db import connections  # noqa: PLC0415

    connections.settings["default"]["OPTIONS"].pop("pool", None)  # a connection for each thread
    deaths = restarts = deeds = 0
    for run in range(options.runs):
        chance = random.Random(options.seed * 1000 + run)
        with own_database() as name:
            follower, done = one_run(
                chance, name, restores=run % RESTORES_EVERY == RESTORES_EVERY - 1
            )
        deaths, restarts, deeds = (
            deaths + follower.deaths,
            restarts + follower.restarts,
            deeds + done,
        )
    print(f"{options.runs} runs, {deeds} deeds done, follower killed {deaths} times,")
    print(
        f"begun again {restarts} times after a restore or pruning: equal to the database every time"
    )


def one_run(chance: random.Random, name: str, *, restores: bool) -> tuple[Follower, int]:
    """Let the writers and the follower run to their end, and compare."""
    user = annotator()
    stage = set_up()
    follower = Follower(random.Random(chance.random()))
    if restores:
        while not follower.is_level():
            pass
        put_back(name)
        change_after_restore(stage)
    follower.start()
    writers = [Writer(random.Random(chance.random()), user, stage) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    follower.ends.set()
    follower.join()
    fresh: Copy = {}
    cursor, more = None, True
    while more:
        feed = page_after(cursor, limit=1000)
        cursor, more = feed.cursor, feed.more
        for entry in feed.entries:
            apply(fresh, entry)
    compare(follower.stored[0], fresh)
    return follower, sum(writer.done for writer in writers)


def compare(copy: Copy, fresh: Copy) -> None:
    """Stop where a copy is not what one gets who begins afresh, or holds what was taken out."""
    known = {pk for kind, pk in fresh if kind == "quote"}
    if copy != fresh or known != accepted():
        message = "the copy differs from the database"
        raise SystemExit(message)
    if is_redacted() and any(GIVEN_AWAY in body for body in [*fresh.values(), *history()]):
        message = "a word that was taken out is still there"
        raise SystemExit(message)


class Writer(Thread):
    """Does random deeds by command; who comes too late is refused, as a person would be."""

    def __init__(self, chance: random.Random, user: Any, stage: dict[str, list[int]]) -> None:
        super().__init__()
        self.chance, self.user, self.stage, self.done = chance, user, stage, 0

    def run(self) -> None:
        """Do the deeds, some in a transaction that took its number long before."""
        from django.db import DatabaseError, connection, transaction  # noqa: PLC0415

        from quotes.commands import Refused  # noqa: PLC0415

        for _ in range(DEEDS):
            try:
                with transaction.atomic():
                    if self.chance.random() < TAKES_ITS_NUMBER_EARLY:
                        with connection.cursor() as cursor:
                            cursor.execute("select pg_current_xact_id()")
                        time.sleep(self.chance.random() / 50)
                    self.rare_deed() if self.chance.random() < RARE else self.deed()
                self.done += 1
            except (Refused, DatabaseError, LookupError):
                continue
        connection.close()

    def deed(self) -> None:
        """Change something that others change, too."""
        from quotes import commands  # noqa: PLC0415
        from quotes.models import Quote, Speaker  # noqa: PLC0415

        quote = Quote.objects.filter(pk=self.chance.choice(self.stage["quotes"])).first()
        known = {"version": quote.version if quote else 1, "by": self.user}
        pk = quote.pk if quote else 0
        speaker = self.chance.choice(self.stage["speakers"])
        target = self.chance.choice(self.stage["targets"])
        match self.chance.randrange(9):
            case 0:
                commands.reject_quote(pk, **known)
            case 1:
                commands.accept_quote(pk, **known)
            case 2:
                position = self.chance.choice(("support", "oppose"))
                commands.set_stance(pk, target, position=position, conditional=False, **known)
            case 3:
                commands.set_speaker(pk, speaker=speaker, unnamed=False, **known)
            case 4:
                commands.delete_quote(pk, **known)
            case 5 | 6:
                commands.undo_last_step(self.stage["articles"][0], by=self.user)
            case 7:
                into = self.chance.choice(self.stage["speakers"])
                commands.merge_speakers(speaker, into, version=None, by=self.user)
            case _:
                row = Speaker.objects.get(pk=speaker)
                changes: commands.SpeakerChanges = {"name": f"Speaker {self.chance.random()}"}
                commands.change_speaker(speaker, version=row.version, by=self.user, changes=changes)

    def rare_deed(self) -> None:
        """Take a word out, prune the feed, or change several quotes at once."""
        from quotes import commands  # noqa: PLC0415
        from quotes.queries.redactions import ToCover  # noqa: PLC0415

        match self.chance.randrange(3):
            case 0:
                covered = ToCover(words=[GIVEN_AWAY])
                commands.redact(self.stage["articles"][0], covered, by=None, reason="Asked for.")
            case 1:
                commands.prune_changes(older_than=timedelta(0))
            case _:
                self.batch(position=self.chance.choice(("support", "oppose", "neutral")))

    def batch(self, *, position: str) -> None:
        """Change several quotes in one transaction, in the order of their ids."""
        from quotes import commands  # noqa: PLC0415
        from quotes.models import Quote  # noqa: PLC0415

        target = self.chance.choice(self.stage["targets"])
        for quote in Quote.objects.filter(pk__in=self.stage["quotes"][:4]).order_by("pk"):
            commands.set_stance(
                quote.pk,
                target,
                position=position,
                conditional=False,
                version=quote.version,
                by=self.user,
            )


def set_up() -> dict[str, list[int]]:
    """Make what the writers quarrel about."""
    from tests.factories import make_article, make_quote, make_speaker, make_target  # noqa: PLC0415

    text = "\n".join(
        f"“Boat {number} of {GIVEN_AWAY} will sail,” she said." for number in range(QUOTES)
    )
    article = make_article(text=text)
    quotes = [
        make_quote(f"Boat {number} of {GIVEN_AWAY} will sail,", article=article).pk
        for number in range(QUOTES)
    ]
    return {
        "articles": [article.pk],
        "quotes": quotes,
        "speakers": [make_speaker().pk for _ in range(4)],
        "targets": [make_target().pk for _ in range(2)],
    }


def put_back(name: str) -> None:
    """Replace the database by a copy of itself, as who restores a backup does."""
    from django.db import connections  # noqa: PLC0415

    from tests.database import _administer  # noqa: PLC0415

    for each in connections.all():
        each.close()
    _administer("DROP DATABASE IF EXISTS {old} WITH (FORCE)", old=f"{name}_old")
    _administer("ALTER DATABASE {name} RENAME TO {old}", name=name, old=f"{name}_old")
    _administer("CREATE DATABASE {name} TEMPLATE {old}", name=name, old=f"{name}_old")
    _administer("DROP DATABASE {old} WITH (FORCE)", old=f"{name}_old")


def change_after_restore(stage: dict[str, list[int]]) -> None:
    """Change something that only the database put back has."""
    from quotes.models import Speaker  # noqa: PLC0415

    Speaker.objects.filter(pk=stage["speakers"][0]).update(name="After the restore")


def page_after(cursor: Any, *, limit: int) -> Any:
    """Read one page of the feed as an annotator's program does."""
    from quotes.queries.feed import read_feed, read_feed_cursor  # noqa: PLC0415

    kept = read_feed_cursor(str(cursor)) if cursor else None
    return read_feed(kept, limit=limit, base="", people=True, works_here=True)


def apply(copy: Copy, entry: Any) -> None:
    """Do to a copy what an entry says."""
    if entry.body:
        copy[entry.kind, entry.id] = entry.body
    else:
        copy.pop((entry.kind, entry.id), None)


def is_redacted() -> bool:
    """Tell whether one of the writers came to take the word out."""
    from quotes.models import Redaction  # noqa: PLC0415

    return Redaction.objects.exists()


def history() -> list[str]:
    """Answer the words of all that ever was, as the database's own history has them."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "select content_words::text from quotes_quoteevent"
            " union all select content_words::text from quotes_quote"
            " union all select text from articles_textversion"
        )
        return [words for (words,) in cursor.fetchall()]


def accepted() -> set[int]:
    """Answer the quotes there are."""
    from quotes.models import Quote  # noqa: PLC0415

    return set(Quote.objects.filter(status="accepted").values_list("pk", flat=True))


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"{time.monotonic() - started:.0f} s on {os.cpu_count()} cores")
