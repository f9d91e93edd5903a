"""An article is the same article, whichever door it comes through: page, command line or API."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from accounts.commands import create_token
from accounts.models import Scope, User
from articles.models import Article, TextVersion
from config.setup.steps import ROOT
from quotes.models import Attribution, Quote
from tests.gold import SEED, needs_seed

OURS = sorted((ROOT / "quotes" / "demo").glob("*.txt"))
OF_QUOTE = ("content", "content_words", "cue", "cue_words", "kind", "status", "origin",
            "confidence", "reason", "changed", "version")  # fmt: skip
OF_ATTRIBUTION = ("position", "mention", "mention_words", "sourcing", "proposed_name",
                  "proposed_kind", "descriptor", "condition", "speaker_id")  # fmt: skip


def by_page(path: Path, by: User) -> None:
    client = Client()
    client.force_login(by)
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")  # as browsers send it
    client.post("/articles/new/", {"text": text})


def by_upload(path: Path, by: User) -> None:
    client = Client()
    client.force_login(by)
    with path.open("rb") as file:
        client.post("/articles/new/", {"file": file})


def by_command_line(path: Path, by: User) -> None:
    call_command("import_articles", str(path), stdout=StringIO())


def by_api(path: Path, by: User) -> None:
    _, secret = create_token(by, name="program", scope=Scope.WRITE)
    body = {"text": path.read_text(encoding="utf-8")}
    Client(headers={"Authorization": f"Bearer {secret}"}).post(
        "/api/v1/articles/", body, content_type="application/json"
    )


def rows() -> Iterator[Any]:
    """Yield what is stored, but for ids and times."""
    yield from Article.objects.values_list("title", "outlet", "language", "version")
    yield from TextVersion.objects.values_list("number", "text", "kind", "source_format", "blocks")
    for quote in Quote.objects.order_by("id"):
        yield [getattr(quote, name) for name in OF_QUOTE]
        yield [quote.parent and quote.parent.content]
        for attribution in Attribution.objects.filter(quote=quote).order_by("position"):
            yield [getattr(attribution, name) for name in OF_ATTRIBUTION]


def stored_by(door: Callable[[Path, User], None], path: Path, by: User) -> list[Any]:
    with transaction.atomic():
        door(path, by)
        stored = list(rows())
        transaction.set_rollback(True)
    return stored


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", [pytest.param(SEED, marks=needs_seed), *OURS], ids=lambda path: path.name
)
def test_all_doors_leave_the_same_rows(path: Path, annotator: User) -> None:
    first = stored_by(by_command_line, path, annotator)
    assert len(first) > 10
    assert stored_by(by_page, path, annotator) == first
    assert stored_by(by_upload, path, annotator) == first
    assert stored_by(by_api, path, annotator) == first


@pytest.mark.django_db
@needs_seed
def test_the_first_acceptance_article_is_kept_letter_by_letter(annotator: User) -> None:
    by_page(SEED, annotator)
    assert TextVersion.objects.get().text.encode() == SEED.read_bytes()
    for quote in Quote.objects.all():
        slices = [TextVersion.objects.get().text[start:end] for start, end in quote.content]
        assert quote.content_words == slices
