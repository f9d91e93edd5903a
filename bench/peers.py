"""Our side of the table of other annotation programs: `python -m bench.peers --articles 2000`.

The work they were measured with, over HTTP against gunicorn on this machine: what is loaded,
listed, found, written and exported, one client after another request and eight at once. The
peers' own figures stand beside (Label Studio 1.23.2, doccano 1.8.4, on a quiet machine of two
cores): ours are to be twenty times the better one's on lists, searches and exports, and better than
the better one on one document or annotation.
"""

from __future__ import annotations

import argparse
import itertools
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["API_RATE"] = "0"  # clients of a benchmark are nobody to hold back

from bench import peers_room
from bench.database import own_database
from bench.served import Reader, serve

if TYPE_CHECKING:
    from collections.abc import Callable

MUCH, CLIENTS = 20, 8
PEERS: dict[int, dict[str, tuple[float, float]]] = {
    2_000: {
        "load": (15.2, 10.8),
        "list of 100": (0.98, 1.46),
        "last page": (1.28, 0.45),
        "one document": (0.245, 0.022),
        "words": (0.555, 0.376),
        "stance": (1.3, 0.41),
        "speaker": (0.7, 0.0),
        "create": (0.140, 0.018),
        "update": (0.235, 0.021),
        "export": (6.7, 6.0),
    },
    10_000: {
        "load": (57, 50),
        "list of 100": (1.2, 1.46),
        "last page": (0.76, 0.42),
        "one document": (0.245, 0.022),
        "words": (2.24, 1.58),
        "stance": (1.7, 0.39),
        "speaker": (2.1, 0.0),
        "create": (0.140, 0.018),
        "update": (0.235, 0.021),
    },
}
"""Seconds, p50, of the two peers, by the articles they had; 0 where one cannot."""
AT_ONCE = {
    "list of 100": (7.0, 8.7),
    "one document": (1.145, 0.132),
    "words": (12.5, 6.1),
    "create": (0.792, 0.074),
    "update": (0.664, 0.081),
}
"""The same with eight clients, of whichever size was measured."""
SINGLE = {"one document", "create", "update", "load"}
"""Here we are to be better, not much better."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--times", type=int, default=60)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, own_database():
        file = Path(folder) / "newsroom.jsonl"
        peers_room.write(file, given.articles)
        peers = PEERS[max(each for each in PEERS if each <= max(given.articles, min(PEERS)))]
        _tell("load", [_load(file)], peers.get("load"))
        token = _token()
        port, server = serve()
        try:
            _over_http(Reader(port, token, threading.local()), given, peers)
        finally:
            os.kill(server.pid or 0, signal.SIGTERM)
            server.join()
        _export(Path(folder), peers.get("export"))
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, this run included")


def _load(file: Path) -> float:
    from django.core.management import call_command  # noqa: PLC0415  Django is set up by now
    from django.db import connections  # noqa: PLC0415

    begun = time.perf_counter()
    call_command("import_quotes", "verbatim", file)
    taken = time.perf_counter() - begun
    with connections["owner"].cursor() as cursor:  # as a night does
        cursor.execute("analyze")
    return taken


def _token() -> str:
    from accounts.commands import create_token, create_user  # noqa: PLC0415

    user, _ = create_user(name="bench", role="annotator")
    return create_token(user, name="bench", scope="write")[1]


def _over_http(reader: Reader, given: argparse.Namespace, peers: dict[str, Any]) -> None:
    ask = reader.ask
    first = ask("GET", "/articles/?limit=100")["results"]
    ids = itertools.cycle([each["id"] for each in first])
    speaker = ask("GET", "/quotes/?limit=1")["results"][0]["attributions"][0]["speaker"]["id"]
    quotes = [each["id"] for each in ask("GET", "/quotes/?limit=200")["results"]]
    last = _last_page(ask)
    new, numbers = iter(_new(ask, given.times * 4 + 60)), itertools.count()
    lock = threading.Lock()

    def document() -> None:
        with lock:
            pk = next(ids)
        ask("GET", f"/articles/{pk}/")
        ask("GET", f"/quotes/?article={pk}&limit=100")

    def create() -> None:
        with lock:
            body = next(new)
        ask("POST", "/quotes/", body)

    def update() -> None:
        with lock:
            number = next(numbers)
        headers = {"If-Match": "*"}
        ask(
            "PATCH",
            f"/quotes/{quotes[number % len(quotes)]}/",
            {"place": f"Harbour {number}"},
            **headers,
        )

    work: dict[str, Callable[[], Any]] = {
        "list of 100": lambda: _whole_list(ask, "/articles/?limit=100", "/quotes/?limit=200", 6),
        "last page": lambda: ask("GET", last),
        "one document": document,
        "words": lambda: ask("GET", f"/quotes/?q={peers_room.SELDOM}&limit=100"),
        "stance": lambda: ask("GET", "/quotes/?stance=oppose&limit=100"),
        "speaker": lambda: ask("GET", f"/quotes/?speaker={speaker}&limit=100"),
        "create": create,
        "update": update,
    }
    for name, do in work.items():
        do()
        _tell(name, [_timed(do) for _ in range(given.times)], peers.get(name))
        with ThreadPoolExecutor(CLIENTS) as clients:
            taken = list(clients.map(lambda _, do=do: _timed(do), range(given.times * 2)))
        _tell(f"{name}, {CLIENTS} clients", taken, AT_ONCE.get(name))


def _whole_list(ask: Callable[..., Any], articles: str, quotes: str, pages: int) -> None:
    """Read 100 articles and the 1,200 quotes in them."""
    ask("GET", articles)
    path = quotes
    for _ in range(pages):
        path = (ask("GET", path)["next"] or "").partition("/api/v1")[2] or quotes


def _last_page(ask: Callable[..., Any]) -> str:
    path = "/articles/?limit=100"
    while following := ask("GET", path)["next"]:
        path = following.partition("/api/v1")[2]
    return path


def _new(ask: Callable[..., Any], count: int) -> list[dict[str, Any]]:
    """Answer bodies of quotes that nobody has marked, twenty in an article."""
    found: list[dict[str, Any]] = []
    for number in itertools.count():
        if len(found) >= count:
            return found
        said = [f"The {number} boats of pier {each} will sail" for each in range(20)]
        text = "\n\n".join(f"Nobody asked: {each}." for each in said)
        article = ask("POST", "/articles/", {"text": text, "title": f"New {number}"})["id"]
        for each in said:
            start = text.index(f": {each}.") + 2
            part = {"start": start, "end": start + len(each), "exact": each}
            found.append({"article": article, "content": [part], "kind": "indirect"})
    return found


def _timed(do: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _export(folder: Path, peers: tuple[float, float] | None) -> None:
    """Export all quotes in our own format, in a process of its own whose memory is told."""
    from django.db import connection  # noqa: PLC0415

    out = folder / "export.jsonl"
    name = connection.settings_dict["NAME"]
    program = (
        "import resource,time,bench.database;from pathlib import Path as p;"
        "from django.db import connections as c;"
        f"[each.settings_dict.update(NAME={name!r}) for each in c.all()];"
        "from django.core.management import call_command;"
        "m=lambda:resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024;b,s=m(),time.perf_counter();"
        f"call_command('export','verbatim',output=p({str(out)!r}));"
        "print(time.perf_counter()-s,m()-b)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    if told.returncode:
        print(f"export: {told.stderr[-400:]}")
        return
    seconds, more = map(float, told.stdout.split()[-2:])
    _tell("export", [seconds], peers)
    print(f"    {out.stat().st_size / 1e6:.1f} MB, {more:.0f} MB more memory")


def _tell(name: str, taken: list[float], peers: tuple[float, float] | None) -> None:
    """Print p50 and p95 in milliseconds, and how many times quicker than the quicker peer."""
    p50 = statistics.median(taken)
    p95 = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else p50
    line = f"{name:26} p50 {p50 * 1000:8.1f} ms, p95 {p95 * 1000:8.1f}"
    if peers:
        quicker = min(each for each in peers if each)
        wanted = 1 if name.partition(",")[0] in SINGLE else MUCH
        kept = "kept" if quicker / p50 >= wanted else "BROKEN"
        line += f"; the quicker peer {quicker * 1000:6.0f}: {quicker / p50:6.1f} × as quick, {kept}"
    print(line, flush=True)


if __name__ == "__main__":
    main()
