"""What a tagging action costs: so many queries, however many quotes the article has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quotes import commands
from quotes.models import Attribution, Quote
from quotes.queries import annotation
from quotes.queries.annotation.sheet import FEW
from quotes.queries.chains import chains_of
from quotes.queries.mentions import mention_of
from tests.factories import make_article, make_suggestion
from tests.quotes.doors import HTMX

if TYPE_CHECKING:
    from accounts.models import User
    from articles.models import Article

pytestmark = pytest.mark.django_db

MOST = {"accept": 26, "speaker": 31, "stances": 30, "content": 21, "undo": 34, "look": 9}
"""Queries of each, savepoints included, in an article of few quotes, for a name nobody has yet."""
MORE = 3
"""In one of many: those shown are loaded as they are needed, and the mentions of all at once."""


def article_of(count: int) -> Article:
    lines = [f"“Line {number:03} of it,” Ada Reke said." for number in range(count)]
    article = make_article(text="\n\n".join(lines))
    for number in range(count):
        words = f"Line {number:03} of it,"
        make_suggestion(words, article, mention="Ada Reke", cue="said")
    Attribution.objects.update(proposed_name="Ada Reke", sourcing="named")
    return article


def taken(user: User, article: Article, action: str) -> int:
    """Do something to the second quote of an article, as its page does, and count the queries."""
    client, page = Client(), f"/articles/{article.pk}/"
    client.force_login(user)
    first, second, *_ = Quote.objects.filter(article=article).order_by("pk")
    if action == "undo":
        commands.accept_quote(second.pk, version=second.version, by=user)
    client.get(f"{page}?quote={first.pk}", headers=HTMX)
    start, end = second.content[0]
    shorter = {"start": start, "end": end - 1, "exact": second.content_words[0][:-1]}
    sent: dict[str, dict[str, Any]] = {
        "speaker": {"q": "Tomas Reke"},
        "stances": {"q": "Ferry fares", "position": "support"},
        "content": {"content": json.dumps([shorter])},
    }
    form = {"was": second.pk, "deed": uuid4(), **sent.get(action, {})}
    form |= {} if action == "undo" else {"version": second.version}
    with CaptureQueriesContext(connection) as asked:
        if action == "look":
            answer = client.get(f"{page}?quote={second.pk}&was={first.pk}", headers=HTMX)
        else:
            address = f"{page}undo/" if action == "undo" else f"/quotes/{second.pk}/{action}/"
            answer = client.post(address, form, headers=HTMX)
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.parametrize("action", MOST)
def test_a_tagging_action_asks_few_questions(annotator: User, action: str) -> None:
    assert taken(annotator, article_of(5), action) <= MOST[action]


@pytest.mark.parametrize("action", MOST)
def test_a_long_article_costs_hardly_more_questions(annotator: User, action: str) -> None:
    assert taken(annotator, article_of(FEW + 5), action) <= MOST[action] + MORE


def test_what_a_long_article_draws_of_a_few_lines_is_what_the_page_shows(annotator: User) -> None:
    article = article_of(FEW + 5)
    whole = annotation.draw(annotation.open_sheet(article.pk, user=annotator), active_id=0)
    wanted = {each.start for each in whole[3:9:2]}
    sheet = annotation.open_sheet(article.pk, user=annotator)
    assert annotation.draw(sheet, active_id=0, only=wanted) == whole[3:9:2]


def test_chains_before_a_change_follow_from_those_after_it(annotator: User) -> None:
    article = article_of(4)
    second = Quote.objects.filter(article=article).order_by("pk")[1]
    text, named = second.text_version_id, mention_of(second.pk)
    before = chains_of(text)
    commands.set_speaker(second.pk, version=1, by=annotator, speaker="Tomas Reke")
    after = chains_of(text)
    assert after.differing(after.having(named)) == after.differing(before) == {second.pk}
    commands.reject_quote(second.pk, version=2, by=annotator)
    gone = chains_of(text)
    assert gone.differing(before) - {second.pk} <= gone.differing(gone.having(named))


def test_a_mention_as_it_was_leaves_every_chain_as_it_is() -> None:
    quote = Quote.objects.filter(article=article_of(3)).first()
    assert quote
    chains = chains_of(quote.text_version_id)
    assert chains.having(mention_of(quote.pk)) is chains
