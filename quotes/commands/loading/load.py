"""Storing what a file of another program holds: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from quotes.commands.loading.articles import find_or_add_articles
from quotes.commands.loading.people import find_or_add_people
from quotes.commands.loading.quotes import Ids, add_quotes
from quotes.commands.loading.speakers import find_or_add_speakers, whole_speakers
from quotes.commands.loading.targets import find_or_add_targets
from quotes.commands.steps import recorded
from quotes.models import ImportedRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accounts.models import User
    from articles.models import TextVersion
    from quotes.commands.loading.given import Given, GivenArticle
    from quotes.commands.loading.speakers import Choices


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What became of a file: how many of each are new, and what could not be kept as it was."""

    articles: int
    speakers: int
    targets: int
    quotes: int
    stances: int
    known: int
    told: tuple[str, ...]


def import_quotes(
    given: Given, *, by: User | None, choices: Choices | None = None, dry_run: bool = False
) -> Loaded:
    """Store the quotes of a file, accepted, and whatever they name; what is here adds nothing.

    All in one transaction, which a `dry_run` takes back. `choices` say whom a name means that
    several go by: an id, or None for somebody new. Raises Conflict or Invalid.
    """
    with recorded("import_quotes", by=by):
        loaded = _load(given, by=by, choices=choices or {})
        if dry_run:
            transaction.set_rollback(True)
    return loaded


def _load(given: Given, *, by: User | None, choices: Choices) -> Loaded:
    keys = {row.key for quote in given.quotes for row in quote.rows}
    known = _known_rows(given.format, keys)
    quotes = [
        quote for quote in given.quotes if not {row.key for row in quote.rows} <= known.keys()
    ]
    texts, articles = find_or_add_articles(given.articles, by=by)
    _keep_rows(given.format, given.articles, texts)
    wanted = given if quotes or not given.quotes else replace(given, speakers=(), targets=())
    speakers, new_speakers = find_or_add_speakers(wanted.speakers, texts, choices=choices)
    targets, new_targets = find_or_add_targets(wanted.targets, speakers)
    deciding = {quote.decided_by for quote in quotes}
    people = find_or_add_people(each for each in given.people if each.key in deciding)
    whole = whole_speakers(wanted.speakers, speakers)
    ids = Ids(given.format, texts, speakers, whole, targets, people, known, by)
    added = add_quotes(quotes, ids)
    return Loaded(
        articles=articles,
        speakers=new_speakers,
        targets=new_targets,
        quotes=added.quotes,
        stances=added.stances,
        known=len(given.quotes) - added.quotes,
        told=(*given.told, *added.told),
    )


def _known_rows(source: str, keys: Iterable[str]) -> dict[str, int | None]:
    """Answer which rows were imported before, and the quotes they became."""
    there = ImportedRow.objects.filter(format=source, key__in=keys)
    return dict(there.values_list("key", "quote_id"))


def _keep_rows(
    source: str, articles: Sequence[GivenArticle], texts: dict[str, TextVersion]
) -> None:
    rows = [
        ImportedRow(
            format=source,
            key=article.row.key,
            article_id=texts[article.key].article_id,
            data=dict(article.row.data),
        )
        for article in articles
        if article.row
    ]
    ImportedRow.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
