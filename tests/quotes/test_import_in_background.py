"""Bulk imports by workers: nothing twice and nothing lost, also when one is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from articles.models import Article
from articles.readers.sources import Source
from config.database.base import embedded_server
from config.setup.steps import ROOT
from quotes import commands
from quotes.models import Import, ImportItem, Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.usefixtures("database")


def sources(count: int, *, words: str = "We will sail") -> Iterator[Source]:
    for number in range(count):
        text = f"“{words} {number},” Ilse Marrow said.\n\nNobody else spoke."
        yield Source(f"{number}.txt", 0, "text", text.encode())


def states(batch: Import) -> dict[str, int]:
    found = list(batch.items.values_list("state", flat=True))
    return {state: found.count(state) for state in sorted({*found})}


def test_stores_what_was_sent_and_asks_workers_to_take_it_in(annotator: User) -> None:
    batch = commands.import_articles(sources(120), outlet="", by=annotator)
    assert states(batch) == {"waiting": 120}
    assert batch.is_whole
    assert not Article.objects.exists()
    parts = [job.args for job in ProcrastinateJob.objects.order_by("id")]
    assert [(part["first"], part["last"]) for part in parts] == [(0, 49), (50, 99), (100, 119)]


def test_a_part_tells_what_became_of_each(annotator: User) -> None:
    commands.import_articles(sources(1), outlet="", by=annotator)
    sent = [*sources(2), Source("b.txt", 0, "text", b"\xff"), Source("c.jsonl", 3, "jsonl", b"{")]
    batch = commands.import_articles([*sent, sent[0]], outlet="The Courier", by=annotator)
    commands.take_in_part(batch_id=batch.pk, first=0, last=4)
    items = list(batch.items.order_by("position"))
    assert [item.state for item in items] == ["new", "new", "refused", "refused", "same"]
    assert [item.quotes for item in items] == [1, 1, 0, 0, 0]
    assert "not UTF-8" in items[2].reason
    assert "not JSON" in items[3].reason
    assert {item.source for item in items} == {None}
    article = Article.objects.latest("id")
    assert article.outlet
    assert (article.outlet.name, article.created_by) == ("The Courier", annotator)


def test_what_no_database_can_keep_stops_nobody_elses_article(annotator: User) -> None:
    poison = [b'{"text": "a", "\\u0000": 1}', b'{"text": "a", "\\ud800": 1}']
    poison += [b'{"text": "a", "kind": "\\u0000"}', b'{"text": ' + b"9" * 5_000 + b"}"]
    sent = [Source("a\udcff\0.jsonl", line, "jsonl", data) for line, data in enumerate(poison, 1)]
    batch = commands.import_articles([*sent, *sources(1)], outlet="", by=annotator)
    commands.take_in_part(batch_id=batch.pk, first=0, last=4)
    assert states(batch) == {"new": 1, "refused": 4}
    assert {item.name for item in batch.items.all()} == {"a\ufffd\ufffd.jsonl", "0.txt"}


def test_a_part_done_again_changes_nothing(annotator: User) -> None:
    batch = commands.import_articles(sources(3), outlet="", by=annotator)
    for _ in range(2):
        commands.take_in_part(batch_id=batch.pk, first=0, last=2)
    assert states(batch) == {"new": 3}
    assert (Article.objects.count(), Quote.objects.count()) == (3, 3)


def test_an_import_that_fails_leaves_no_job(annotator: User) -> None:
    def broken() -> Iterator[Source]:
        yield from sources(10)
        message = "gone"
        raise OSError(message)

    with pytest.raises(OSError, match="gone"):
        commands.import_articles(broken(), outlet="", by=annotator)
    assert not ProcrastinateJob.objects.exists()
    assert not Import.objects.filter(is_whole=True).exists()


def test_the_command_line_leaves_folders_to_workers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "b.jsonl").write_text('{"text": "One."}\n\n{"text": "Two."}\n')
    call_command("import_articles", tmp_path, outlet="The Courier", background=True)
    batch = Import.objects.get()
    assert f"3 articles wait for workers: /imports/{batch.pk}/" in capsys.readouterr().out
    commands.take_in_part(batch_id=batch.pk, first=0, last=2)
    assert states(batch) == {"new": 3}
    assert [item.line for item in batch.items.order_by("position")] == [0, 1, 3]


@pytest.fixture
def start(own_database: str) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Return a function that starts a worker of the test's own database."""
    running: list[subprocess.Popen[str]] = []

    def begin(*options: str) -> subprocess.Popen[str]:
        host = quote(str(embedded_server().sockets), safe="")
        around = {**os.environ, "DATABASE_URL": f"postgres://verbatim_app@{host}/{own_database}"}
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker", *options],
            cwd=ROOT,
            env=around,
            stdin=subprocess.PIPE,
            text=True,
        )
        running.append(worker)
        return worker

    yield begin
    for worker in running:
        worker.kill()
        worker.wait()
        assert worker.stdin
        worker.stdin.close()


def until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        connection.close()
        time.sleep(0.05)
    pytest.fail("it does not come")


def stopped_in_a_job(worker: subprocess.Popen[str]) -> bool:
    """Hold a worker still and tell whether it is at a job; if not, let it go on."""
    worker.send_signal(signal.SIGSTOP)
    time.sleep(0.1)  # what it had sent to the database is done by then
    is_at_one = ProcrastinateJob.objects.filter(status="doing").exists()
    if not is_at_one:
        worker.send_signal(signal.SIGCONT)
    return is_at_one


@pytest.mark.parametrize("silence", ["0", "-5", "nan", "inf"])
def test_a_worker_is_not_started_with_a_silence_nobody_can_keep(silence: str) -> None:
    with pytest.raises(CommandError, match="goes from 1 to 86,400 seconds"):
        call_command("worker", f"--silence={silence}", "--once")


def test_a_worker_does_what_waits(
    start: Callable[..., subprocess.Popen[str]], annotator: User
) -> None:
    batch = commands.import_articles(sources(60), outlet="", by=annotator)
    assert start("--once").wait(timeout=30) == 0
    assert states(batch) == {"new": 60}
    assert not ProcrastinateJob.objects.exclude(status="succeeded").exists()


def test_what_a_killed_worker_had_begun_is_done_again_once(
    start: Callable[..., subprocess.Popen[str]], annotator: User
) -> None:
    batch = commands.import_articles(sources(400), outlet="", by=annotator)
    killed = start("--silence", "1")
    until(lambda: batch.items.exclude(state="waiting").exists())
    until(lambda: stopped_in_a_job(killed))
    killed.kill()
    killed.wait()
    assert batch.items.filter(state="waiting").exists(), "it was killed in the middle"

    next_one = start("--silence", "1")
    until(lambda: not batch.items.filter(state="waiting").exists())
    until(lambda: not ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).exists())
    next_one.send_signal(signal.SIGTERM)

    assert next_one.wait(timeout=20) == 0
    reasons = {*batch.items.values_list("reason", flat=True)}
    assert states(batch) == {"new": 400}, reasons
    assert (Article.objects.count(), Quote.objects.count()) == (400, 400)
    taken = ImportItem.objects.values_list("article", flat=True)
    assert len({*taken}) == 400


def test_a_part_that_every_worker_dies_of_is_given_up_and_told(
    start: Callable[..., subprocess.Popen[str]], annotator: User, client: Client
) -> None:
    batch = commands.import_articles(sources(60), outlet="", by=annotator)
    first = ProcrastinateJob.objects.order_by("id").values("pk")[:1]
    with connection.cursor() as cursor:
        deadly = "update procrastinate_jobs set status = 'doing', attempts = 6 where id = %s"
        cursor.execute(deadly, [first[0]["pk"]])

    assert start("--once").wait(timeout=30) == 0
    assert states(batch) == {"new": 10, "waiting": 50}
    client.force_login(annotator)
    page = client.get(f"/imports/{batch.pk}/").content.decode()
    assert "Workers have given up on a part of it." in page


def test_a_worker_ends_with_the_process_that_started_it(
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    worker = start("--with-parent")
    until(ProcrastinateWorker.objects.exists)
    assert worker.stdin
    worker.stdin.close()
    assert worker.wait(timeout=20) == 0
