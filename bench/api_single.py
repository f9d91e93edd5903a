"""Milliseconds of one request by the API, all of it through WSGI: token, limit, JSON.

Budgets on the server, p50: one quote marked 15, one read 10. Beside the time stands how long our
process and that of PostgreSQL computed, which other work on the machine does not change: what is
left is waiting, for a disk or for a core.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import time
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.api_page import fill
from bench.database import own_database, verdict
from bench.import_articles import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READ, CREATE, COUNT = 10.0, 15.0, 1.0


class Sent(NamedTuple):
    """What a client sends: all but the token."""

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotes", type=int, default=5_000)
    parser.add_argument("--times", type=int, default=200)
    options = parser.parse_args()
    with own_database():
        fill(options.quotes)
        ask = client()
        pk = json.loads(ask(Sent("GET", "/quotes/", headers={"QUERY_STRING": "limit=1"})))[
            "results"
        ][0]["id"]
        new = iter([*islice(new_quotes(), 2 * options.times + 40)])
        numbers = count()
        work: dict[str, tuple[Callable[[], object], float]] = {
            "read": (lambda: ask(Sent("GET", f"/quotes/{pk}/")), READ),
            "create": (lambda: ask(_create(next(new))), CREATE),
            "create, with a key": (
                lambda: ask(_create(next(new), HTTP_IDEMPOTENCY_KEY=f"k{next(numbers)}")),
                CREATE,
            ),
            "change": (lambda: ask(_change(pk, next(numbers))), CREATE),
            "token": (token_alone(), COUNT),
            "limit": (limit_alone(), COUNT),
            "select 1": (_nothing, COUNT),
        }
        for name, (do, budget) in work.items():
            _print(name, do, budget, options.times)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, this run included")


def client() -> Callable[[Sent], bytes]:
    """Answer what asks as a web server does, with the token of an annotator."""
    from accounts.commands import create_token, create_user  # noqa: PLC0415
    from config.wsgi import application  # noqa: PLC0415  Django is set up by now

    user, _ = create_user(name="bench", role="annotator")
    _, secret = create_token(user, name="bench", scope="write")
    environ = {
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "localhost:8000",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_AUTHORIZATION": f"Bearer {secret}",
        "CONTENT_TYPE": "application/json",
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
    }

    def ask(sent: Sent) -> bytes:
        answer = application(
            {
                **environ,
                **sent.headers,
                "REQUEST_METHOD": sent.method,
                "PATH_INFO": f"/api/v1{sent.path}",
                "CONTENT_LENGTH": str(len(sent.body)),
                "wsgi.input": io.BytesIO(sent.body),
            },
            _start_response,
        )
        try:
            return b"".join(answer)
        finally:
            answer.close()

    return ask


def _start_response(status: str, *_: object) -> Callable[[bytes], object]:
    if not status.startswith("20"):
        raise SystemExit(status)
    return len


def new_quotes(*, in_article: int = 20) -> Iterator[dict[str, Any]]:
    """Yield bodies of quotes that nobody has marked, so many an article, all saying new things."""
    from quotes.models import Speaker  # noqa: PLC0415
    from tests.factories import make_article  # noqa: PLC0415

    speaker = Speaker.objects.order_by("id").values_list("id", flat=True)[0]
    writer = Writer(seed=6)
    while True:
        lines = [(writer.clause(9), writer.few(2).title()) for _ in range(in_article)]
        text = "\n\n".join(f"“{said},” {name} said." for said, name in lines)
        article, at = make_article(text=text), 0
        for said, name in lines:
            content = (at + 1, at + 1 + len(said))
            mention = (content[1] + 3, content[1] + 3 + len(name))
            yield {
                "article": article.pk,
                "content": [_part(text, *content)],
                "cue": [_part(text, mention[1] + 1, mention[1] + 5)],
                "attributions": [{"speaker": speaker, "mention": [_part(text, *mention)]}],
            }
            at = mention[1] + 8


def _part(text: str, start: int, end: int) -> dict[str, object]:
    return {"start": start, "end": end, "exact": text[start:end]}


def _create(body: object, **headers: str) -> Sent:
    return Sent("POST", "/quotes/", json.dumps(body).encode(), headers)


def _change(pk: int, number: int) -> Sent:
    body = json.dumps({"place": f"Harbour {number}"}).encode()
    return Sent("PATCH", f"/quotes/{pk}/", body, {"HTTP_IF_MATCH": "*"})


def token_alone() -> Callable[[], object]:
    """Answer what finds a token and notes that it was used."""
    from accounts.commands import create_token, create_user, touch_token  # noqa: PLC0415
    from accounts.queries import find_token  # noqa: PLC0415

    user, _ = create_user(name="token", role="annotator")
    _, secret = create_token(user, name="token")

    def find() -> object:
        if token := find_token(secret):
            touch_token(token)
        return token

    return find


def limit_alone() -> Callable[[], object]:
    """Answer what counts one request."""
    from accounts.commands import Quota, spend  # noqa: PLC0415

    return lambda: spend("bench", Quota("token", 6000))


def _nothing() -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("select 1")
        cursor.fetchone()


def _print(name: str, do: Callable[[], object], budget: float, times: int) -> None:
    from django.db import connection  # noqa: PLC0415

    for _ in range(10):
        do()
    taken, before = [], (time.process_time(), computed())
    for _ in range(times):
        start = time.perf_counter()
        do()
        taken.append((time.perf_counter() - start) * 1000)
    ours = (time.process_time() - before[0]) * 1000 / times
    its = (computed() - before[1]) * 1000 / times
    connection.close()
    p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    told = verdict(p50, budget, more_is_better=False)
    print(
        f"{name:18} p50 {p50:6.2f} ms, p95 {p95:6.2f}: {told};"
        f" computed {ours:.2f} by us, {its:.2f} by PostgreSQL"
    )


def computed() -> float:
    """Answer the seconds of a core that PostgreSQL has had for us, on all connections; on Linux."""
    from django.db import connection  # noqa: PLC0415

    query = "select pid from pg_stat_activity where datname = current_database()"
    with connection.cursor() as cursor:
        cursor.execute(query)
        files = [Path(f"/proc/{pid}/schedstat") for (pid,) in cursor.fetchall()]
    return sum(int(file.read_text().split()[0]) for file in files if file.exists()) / 1e9


if __name__ == "__main__":
    main()
