"""What families cost: copies of articles as they come in, and statements as they are tagged.

Budgets: 0.15 ms an article of an import, 5 ms one that comes alone, beside 400,000 others; 1 ms a
tagging action, by a speaker with a hundred quotes in the same week.
"""

from __future__ import annotations

import argparse
import time
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from bench.database import own_database, verdict
from bench.import_articles import Writer

if TYPE_CHECKING:
    from articles.models import TextVersion
    from quotes.models import Quote

IMPORT, ALONE, TAGGING = 0.15, 5, 1  # ms
TOGETHER = 50
SAME_WEEK = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=400_000)
    texts: int = parser.parse_args().texts
    with own_database():
        _sketches(texts)
        writer = Writer(seed=2)
        versions = _stored([writer.article(number) for number in range(TOGETHER * 20)])
        parts = [versions[at : at + TOGETHER] for at in range(0, len(versions), TOGETHER)]
        together = median(_join(part) for part in parts) / TOGETHER
        _tell("an article of an import", together, IMPORT)
        copies = _stored([version.text[:3000] for version in versions[:100]])
        alone = max(_join([copy]) for copy in copies)
        _tell("a copy that comes alone, the slowest", alone, ALONE)
        quotes = _quotes(writer)
        settled = median(_settle(quote) for quote in quotes)
        _tell("a statement settled", settled, TAGGING)


def _tell(what: str, figure: float, budget: float) -> None:
    print(f"{what}: {figure:.3f} ms, {verdict(figure, budget, more_is_better=False)}")


def _sketches(texts: int) -> None:
    from django.db import connection  # noqa: PLC0415  Django is set up by now

    with connection.cursor() as cursor:
        cursor.execute(
            "insert into quotes_textsketch (mark, text_version_id)"
            " select (random() * 1e18)::bigint, 1e9 + t from generate_series(1, %s) t,"
            " generate_series(1, 10) on conflict do nothing",
            [texts],
        )
        cursor.execute("analyze quotes_textsketch")


def _stored(texts: list[str]) -> list[TextVersion]:
    from articles.commands import store_articles  # noqa: PLC0415  Django is set up by now
    from articles.drafts import Draft  # noqa: PLC0415

    stored = store_articles([Draft(text=text, external_id=text[:60]) for text in texts], by=None)
    return [each.text_version for each in stored]


def _join(versions: list[TextVersion]) -> float:
    from django.db import transaction  # noqa: PLC0415  Django is set up by now

    from quotes.commands.copies import join_copies  # noqa: PLC0415

    start = time.perf_counter()
    with transaction.atomic():
        join_copies(versions)
    return (time.perf_counter() - start) * 1000


def _quotes(writer: Writer) -> list[Quote]:
    from articles.models import Article, TextVersion  # noqa: PLC0415  Django is set up by now
    from quotes.models import Attribution, Quote, Speaker  # noqa: PLC0415

    speaker = Speaker.objects.create(name="Ilse Marrow")
    week = datetime(2031, 10, 27, tzinfo=UTC)
    made = []
    for at in range(SAME_WEEK):
        words = writer.sentence()
        home = Article.objects.create(published_at=week + timedelta(hours=at))
        text = TextVersion.objects.create(article=home, number=1, text=words, blocks=[])
        quote = Quote.objects.create(
            text_version=text,
            content=((0, len(words)),),
            content_words=[words],
            kind="direct",
            origin="person",
            status="accepted",
            decided_at=week,
            decided_how="single",
        )
        Attribution.objects.create(quote=quote, speaker=speaker)
        made.append(quote)
    return made


def _settle(quote: Quote) -> float:
    from django.db import connection  # noqa: PLC0415  Django is set up by now

    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("select settle_statement(%s)", [quote.pk])
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
