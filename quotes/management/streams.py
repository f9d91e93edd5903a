"""A stream of work: in order, over several processes, never far ahead of what is done."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool as BrokenProcessPool
from multiprocessing import get_context, parent_process
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 8
"""So many items a process are read before the first of them is done."""
LONGEST_LINE = 200_000_000
"""Bytes: a longer line is dropped as it is read."""


def read_lines(file: IO[bytes], longest: int = LONGEST_LINE) -> Iterator[bytes | None]:
    """Yield each line as soon as it is there; None in the place of one that is too long."""
    while line := file.readline(longest + 1):
        if len(line) <= longest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(longest)
        yield None


def in_order(
    work: Callable[[Item], Result], items: Iterable[Item], *, jobs: int
) -> Generator[Result, None, None]:
    """Yield the result of each item in the items' order, worked on by so many processes.

    At most `AHEAD` items a process are taken before the first result is handed over. Raises
    BrokenProcessPool when a process is killed; all processes end with this one.
    """
    if jobs == 1:
        yield from map(work, items)
        return
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent)
    line = _Line(pool, work, jobs * AHEAD)
    threading.Thread(target=line.feed, args=(items,), daemon=True).start()
    try:
        yield from line.results()
    finally:
        line.close()
        pool.shutdown(wait=False, cancel_futures=True)


class _Line:
    """The items under way, in order; who takes the results sets the pace at which they come."""

    def __init__(self, pool: ProcessPoolExecutor, work: Callable[..., Any], ahead: int) -> None:
        self.pool = pool
        self.work = work
        self.room = threading.Semaphore(ahead)
        self.waiting: SimpleQueue[Future[Any] | None] = SimpleQueue()
        self.closed = False

    def feed(self, items: Iterable[Any]) -> None:
        """Hand out the items, as there is room; what fails is raised where results are read."""
        try:
            for item in items:
                self.room.acquire()
                if self.closed:
                    return
                self.waiting.put(self.pool.submit(self.work, item))
        except BaseException as error:  # noqa: BLE001
            failed: Future[Any] = Future()
            failed.set_exception(error)
            self.waiting.put(failed)
        self.waiting.put(None)

    def results(self) -> Iterator[Any]:
        """Yield the results in order, each as soon as it is there."""
        while future := self.waiting.get():
            yield future.result()
            self.room.release()

    def close(self) -> None:
        """Take in nothing more."""
        self.closed = True
        self.room.release()


def _end_with_parent() -> None:
    """End at once on Ctrl-C, and when the process that gives the work is gone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
