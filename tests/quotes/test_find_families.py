"""What was here before families were told is looked at by a command that can be begun again."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article, ArticleFamily
from quotes.models import Quote, TextSketch
from tests.factories import make_article, make_quote, make_speaker

pytestmark = pytest.mark.django_db

TEXT = "“The ferry will sail,” Ilse Marrow said. " + "The quay was full, and nobody spoke. " * 3


def test_finds_copies_and_printings_once_and_again() -> None:
    speaker = make_speaker()
    quotes = [
        make_quote("The ferry will sail,", article=make_article(text=TEXT), speaker=speaker)
        for _ in range(2)
    ]
    Quote.objects.update(family=None)
    assert not TextSketch.objects.exists()

    for _ in range(2):
        call_command("find_families", stdout=StringIO())
        families = set(Quote.objects.values_list("family", flat=True))
        assert len(families) == 1
        assert None not in families
        assert ArticleFamily.objects.count() == 1
        assert Article.objects.exclude(family=None).count() == len(quotes)
