"""After any edits, by whatever commands, quotes are found and counted as if told from scratch."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, cast

import pytest

from articles.models import Article
from quotes import commands
from quotes.commands.refusals import Refused
from quotes.models import Quote, Speaker, Step
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.quotes.test_search_follows import stale

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User

pytestmark = pytest.mark.django_db

TEXT = "“The ferry will sail,” Ilse Marrow said. “Never,” said Tomas Reke. “Perhaps.”"


@pytest.fixture
def newsroom() -> None:
    for number in range(4):
        article = make_article(text=TEXT, outlet="The Gull", published_at=f"203{number}-05-02T10Z")
        for words, status in (("The ferry will sail,", "accepted"), ("Never,", "suggested")):
            quote = make_quote(words, article=article, speaker=make_speaker(), status=status)
            make_stance(quote, make_target())


def edits(dice: random.Random, by: User) -> dict[str, Callable[[], object]]:
    """Answer what may be done next; some of it is refused."""
    quote = dice.choice(list(Quote.objects.order_by("id")))
    article = dice.choice(list(Article.objects.order_by("id")))
    one, other = dice.sample(list(Speaker.objects.filter(merged_into=None).order_by("id")), 2)
    target = f"Target {dice.randint(1, 3)}"
    now: dict[str, Any] = {"version": quote.version, "by": by}

    def change(**changes: Any) -> Callable[[], object]:
        wanted = cast("commands.QuoteChanges", changes)
        return lambda: commands.change_quote(quote.pk, changes=wanted, **now)

    relay = dice.choice(("the wire", "state media"))
    position = dice.choice(("support", "oppose", None))
    kinds: Any = {"kind": dice.choice(("person", "organisation"))}
    return {
        "accept": lambda: commands.accept_quote(quote.pk, **now),
        "reject": lambda: commands.reject_quote(quote.pk, **now),
        "delete": lambda: commands.delete_quote(quote.pk, **now),
        "kind": change(kind=dice.choice(("direct", "mixed", "term"))),
        "act": change(act=dice.choice(("said", "denied"))),
        "earlier": change(earlier=dice.random() < 0.5),
        "unsure": change(unsure=dice.random() < 0.5),
        "day": change(said_on="2029-03-04", said_on_precision="day"),
        "relay": change(relays=[commands.RelayInput(name=relay)]),
        "stance": lambda: commands.set_stance(quote.pk, target, position=position, **now),
        "withdraw": lambda: commands.withdraw_article(article.pk, by=by, reason="wrong"),
        "restore": lambda: commands.restore_article(article.pk, by=by),
        "merge": lambda: commands.merge_speakers(one.pk, into=other.pk, version=one.version, by=by),
        "organisation": lambda: commands.change_speaker(
            one.pk, version=one.version, by=by, changes=kinds
        ),
        "undo": lambda: commands.undo_step(dice.choice([*Step.objects.order_by("id")]).pk, by=by),
    }


@pytest.mark.parametrize("seed", range(4))
def test_rows_are_what_the_views_tell(seed: int, newsroom: None, reviewer: User) -> None:
    dice = random.Random(seed)  # noqa: S311
    done: list[str] = []
    for _ in range(40):
        known = edits(dice, reviewer)
        name = dice.choice(sorted(known))
        try:
            known[name]()
        except Refused:
            continue
        except IndexError:
            continue  # nothing to undo yet
        done.append(name)
        assert not stale(), done
    assert len(set(done)) > 5
