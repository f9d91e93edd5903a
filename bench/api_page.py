"""What a page of 100 quotes costs by the API, against the same rows by raw psycopg.

Budget: 3 times. The API's side is the whole request through WSGI: token, filters, page, JSON; the
other side is the rows and nothing else, over one open connection.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bench.database import own_database, verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.models import TextVersion
    from quotes.models import Quote

BUDGET, PAGE, ROUNDS = 3.0, 100, 60
QUERY = f"limit={PAGE}&kind=direct&kind=mixed&published_to=2031-09-30"
PARAGRAPH = (
    "“The ferry of line {} will sail at seven, whatever the Strait may say about it,” Ilse Marrow"
    " said. “It always has, and the harbour will pay for it.” Nobody else spoke on that morning."
)

ROWS = """
    select q.id, q.kind, q.act, q.status, q.confidence, q.reason, q.origin, q.changed, q.unsure,
        q.decided_at, q.decided_how, u.username, q.content, q.content_words, q.cue, q.cue_words,
        q.parent_id, q.said_on, q.earlier, q.place, q.channel, q.said_in, q.stances_done,
        q.published_at, q.language, q.version, q.created_at, q.updated_at, q.article_id, v.number,
        l.id, l.name, a.mention, a.mention_words, a.sourcing, s.id, s.name, s.kind
    from quotes_quote q join articles_textversion v on v.id = q.text_version_id
    left join articles_outlet l on l.id = q.outlet_id
    left join accounts_user u on u.id = q.decided_by_id
    left join quotes_attribution a on a.quote_id = q.id and a.position = 0
    left join quotes_speaker s on s.id = a.speaker_id
    where q.status = 'accepted' and q.kind in ('direct', 'mixed')
        and q.published_at < '2031-10-01T00:00Z'
    order by q.sort_at desc, q.id desc limit %s
"""
STANCES = """
    select p.quote_id, p.position, p.conditional, t.id, t.name
    from quotes_stance p join quotes_target t on t.id = p.target_id where p.quote_id = any(%s)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotes", type=int, default=5_000)
    with own_database():
        fill(parser.parse_args().quotes)
        ours, raw = _request(), _raw()
        _check(ours(), raw())
        times: dict[Callable[[], Any], list[float]] = {ours: [], raw: []}
        for _ in range(ROUNDS):
            for each, taken in times.items():  # in turns, so that what else runs disturbs both
                start = time.perf_counter()
                each()
                taken.append((time.perf_counter() - start) * 1000)
    api, rows = (statistics.median(taken) for taken in times.values())
    print(f"{PAGE} quotes: {api:.2f} ms by the API, {rows:.2f} ms by raw psycopg")
    print(f"{api / rows:.2f} × raw: {verdict(api / rows, BUDGET, more_is_better=False)}")


def _request() -> Callable[[], bytes]:
    """Answer what asks for the page as a web server does."""
    from accounts.commands import create_token, create_user  # noqa: PLC0415
    from config.wsgi import application  # noqa: PLC0415  Django is set up by now

    user, _ = create_user(name="bench", role="annotator")
    _, secret = create_token(user, name="bench")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/api/v1/quotes/",
        "QUERY_STRING": QUERY,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "localhost:8000",
        "HTTP_AUTHORIZATION": f"Bearer {secret}",
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
    }

    def ask() -> bytes:
        answer = application({**environ, "wsgi.input": io.BytesIO()}, _start_response)
        try:
            return b"".join(answer)
        finally:
            answer.close()

    return ask


def _start_response(status: str, *_: object) -> Callable[[bytes], object]:
    if not status.startswith("200"):
        raise SystemExit(status)
    return len


def _raw() -> Callable[[], tuple[list[Any], list[Any]]]:
    """Answer what asks for the same rows over a connection of its own."""
    import psycopg  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    wanted = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    own = psycopg.connect(**{name: wanted[name] for name in names if wanted.get(name)})

    def ask() -> tuple[list[Any], list[Any]]:
        with own.cursor(binary=True) as cursor:
            rows = cursor.execute(ROWS, [PAGE]).fetchall()
            ids = [row[0] for row in rows]
            return rows, cursor.execute(STANCES, [ids]).fetchall()

    return ask


def _check(page: bytes, raw: tuple[list[Any], list[Any]]) -> None:
    import orjson  # noqa: PLC0415

    quotes = orjson.loads(page)["results"]
    if [quote["id"] for quote in quotes] != [row[0] for row in raw[0]]:
        msg = "the two sides do not answer the same quotes"
        raise SystemExit(msg)
    print(f"{len(page):,} bytes, {sum(len(quote['stances']) for quote in quotes)} stances")


def fill(quotes: int) -> None:
    """Store accepted quotes, ten an article, with speaker, mention, cue and a stance or two."""
    from django.db import connections  # noqa: PLC0415

    from quotes.models import Attribution, Quote, Speaker, Stance, Target  # noqa: PLC0415
    from tests.factories import make_speaker, make_target  # noqa: PLC0415

    speakers: list[Speaker] = [make_speaker() for _ in range(200)]
    targets: list[Target] = [make_target() for _ in range(50)]
    texts = [_text(number) for number in range(quotes // 10)]
    made = Quote.objects.bulk_create(_quote(text, number) for text in texts for number in range(10))
    Attribution.objects.bulk_create(
        Attribution(quote=quote, speaker=speakers[n % 200], **_slice(quote, "mention", 82, 93))
        for n, quote in enumerate(made)
    )
    Stance.objects.bulk_create(
        Stance(quote=quote, target=targets[(n + more) % 50], position="oppose")
        for n, quote in enumerate(made)
        for more in range(1 + n % 2)
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")


def _text(number: int) -> TextVersion:
    from tests.factories import make_article  # noqa: PLC0415

    text = "\n\n".join(PARAGRAPH.format(f"{line:02}") for line in range(10))
    published = datetime(2031, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    outlet = f"Outlet {number % 7}"
    article = make_article(text=text, outlet=outlet, published_at=published, language="en")
    return article.text_versions.get()


def _quote(text: TextVersion, number: int) -> Quote:
    from quotes.models import Quote  # noqa: PLC0415

    start = number * (len(PARAGRAPH.format("00")) + 2)
    spans = ((start + 1, start + 80), (start + 101, start + 150))
    cue = (start + 94, start + 98)
    return Quote(
        text_version=text,
        content=spans,
        content_words=[text.text[begin:end] for begin, end in spans],
        cue=(cue,),
        cue_words=[text.text[slice(*cue)]],
        kind="direct",
        origin="machine",
        confidence=0.9,
        reason="quotation marks and a cue",
        status="accepted",
        decided_at=text.created_at,
        decided_how="single",
    )


def _slice(quote: Quote, name: str, begin: int, end: int) -> dict[str, Any]:
    start = quote.content[0][0] - 1
    text = quote.text_version.text
    return {
        name: ((start + begin, start + end),),
        f"{name}_words": [text[start + begin : start + end]],
    }


if __name__ == "__main__":
    main()
