"""Readers and visitors are told nothing of what is not decided, noted or withdrawn, anywhere."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from quotes import commands
from quotes.models import Note, Quote, Speaker, Step, Target
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.urls import URLResolver
    from pytest_django.fixtures import Settings

    from accounts.models import User
    from articles.models import Article

pytestmark = pytest.mark.django_db

UNTOLD = "Hushed"
TEXT = "“We sail,” said Ilse Marrow. “Always,” he said. “Never,” said another. “Perhaps.”"
ASKED = {
    "quote-list": ["?status=suggested", "?waits=unsure", f"?q={UNTOLD}"],
    "speaker-list": [f"?q={UNTOLD}", "?order=quoted", "?order=new", "?kind=unnamed"],
    "speaker-options": [f"?q={UNTOLD}"],
    "target-options": [f"?q={UNTOLD}"],
    "article-list": ["?state=waiting", f"?q={UNTOLD}"],
    "target-list": [f"?q={UNTOLD}"],
    "api-quote-list": ["?status=suggested", f"?q={UNTOLD}"],
    "api-speaker-list": [f"?q={UNTOLD}"],
    "api-target-list": [f"?q={UNTOLD}"],
    "api-article-list": [f"?q={UNTOLD}"],
    "api-outlet-list": [f"?q={UNTOLD}"],
}
"""What is asked of a page beside the page as it opens."""


def hush(name: str) -> str:
    return f"{UNTOLD} {name}"


@pytest.fixture
def gone(annotator: User) -> Article:
    """Return a withdrawn article, beside one with all that readers are not told."""
    annotator.display_name = hush("Annotator")
    annotator.save()
    article = make_article(text=TEXT)
    quote = make_quote("We sail,", article=article, speaker=make_speaker("Ilse Marrow"))
    for words, status in (("Always,", "suggested"), ("Never,", "rejected")):
        name = hush(status)
        other = make_quote(words, article=article, status=status, speaker=make_speaker(name))
        make_stance(other, make_target(name))
    proposed = make_quote("Perhaps.", article=article, status="suggested", origin="machine")
    proposed.attributions.update(sourcing="named", proposed_name=hush("Proposed"))
    commands.set_stance(quote.pk, "Ferries", version=1, by=annotator, position="oppose")
    commands.add_note(quote.pk, text=hush("note"), by=annotator)
    commands.take_article(article.pk, by=annotator)
    commands.look_in(article.pk, quote_id=quote.pk, since="0", by=annotator)
    gone = make_article(text=hush("text"), title=hush("title"), outlet=hush("Outlet"))
    said = make_quote(hush("text"), article=gone, speaker=make_speaker(hush("Speaker")))
    make_stance(said, make_target(hush("Target")))
    commands.withdraw_article(gone.pk, by=annotator, reason=hush("reason"))
    return gone


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield each.name or "", path
        else:
            yield from addresses(each, path)


def pages(gone: Article) -> Iterator[str]:
    """Answer every address there is, with the ids of all there is."""
    there = {
        "article_id": [gone.pk, *range(1, gone.pk)],
        "quote_id": Quote.objects.values_list("pk", flat=True),
        "speaker_id": Speaker.objects.values_list("pk", flat=True),
        "target_id": Target.objects.values_list("pk", flat=True),
        "step_id": Step.objects.values_list("pk", flat=True),
        "note_id": Note.objects.values_list("pk", flat=True),
    }
    for name, pattern in addresses(get_resolver()):
        named = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
        for ids in itertools.product(*(there.get(each, [0]) for each in named)):
            path = pattern
            for each in ids:
                path = re.sub(r"<[^>]+>", str(each), path, count=1)
            for asked in ("", *ASKED.get(name, [])):
                yield path + asked
    said = Quote.objects.get(article=gone)
    target = said.stances.values_list("target", flat=True).get()
    for narrowed in (
        f"article={gone.pk}",
        f"speaker={said.speaker_id}",
        f"target={target}",
        f"outlet={gone.outlet_id}",
    ):
        yield f"/quotes/?{narrowed}"
        yield f"/api/v1/quotes/?{narrowed}"


@pytest.mark.parametrize("who", ["visitor", "reader"])
def test_readers_are_told_of_nothing_undecided_noted_or_withdrawn(
    who: str, gone: Article, reader: User, settings: Settings
) -> None:
    settings.PUBLIC_READING = True
    client = Client()
    if who == "reader":
        client.force_login(reader)
    told = {}
    for address in pages(gone):
        shown = client.get(address).content.decode(errors="replace")
        where = re.search(rf"{UNTOLD}[ +]\w+", shown)
        if where:
            told[address] = where.group()
    assert not told


def test_who_works_here_can_open_every_page(gone: Article, reviewer: User) -> None:
    client = Client()
    client.force_login(reviewer)
    assert not {path: code for path in pages(gone) if (code := client.get(path).status_code) > 499}
