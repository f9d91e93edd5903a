"""An article and its corrected text, with one quote of each fate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from articles.drafts import Draft
from quotes import commands
from tests.factories import make_article, make_quote, make_speaker

if TYPE_CHECKING:
    from accounts.models import User
    from articles.models import Article
    from quotes.commands import TakenIn
    from quotes.models import Quote

OLD = (
    "The assembly met at noon.\n\n"
    "Tomas Reke called it “a bill posted to people who never ordered the meal” and left.\n\n"
    "“We are not taxing anyone’s supper,” Ilse Marrow said.\n\n"
    "A harbour official promised that vessels would be inspected “in good time”.\n\n"
    "The ministry did not answer questions about vessels under twelve metres."
)
NEW = "Ferries ran as usual on Friday.\n\n" + OLD.replace("posted", "sent").replace(
    "A harbour official promised that vessels would be inspected “in good time”.",
    "Per state radio, vessels would be inspected “in good time”. The ministry says vessels "
    "would be inspected “in good time”.",
).replace("did not answer questions about vessels under twelve metres", "answered on Wednesday")
NOTE = "Correction, 30 October: an earlier version misquoted Mr Reke."


@dataclass
class Corrected:
    """The article and one quote of each fate."""

    article: Article
    altered: Quote
    exact: Quote
    ambiguous: Quote
    gone: Quote


def make_corrected() -> Corrected:
    """Make the article as it was first, with its quotes."""
    article = make_article(
        text=OLD, url="https://bote.example/1", title="Islands split over ferry tariff"
    )
    return Corrected(
        article,
        altered=make_quote(
            "a bill posted to people who never ordered the meal",
            article=article,
            speaker=make_speaker("Tomas Reke"),
            mention="Tomas Reke",
            cue="called",
        ),
        exact=make_quote(
            "We are not taxing anyone’s supper,",
            article=article,
            speaker=make_speaker("Ilse Marrow"),
            mention="Ilse Marrow",
            cue="said",
        ),
        ambiguous=make_quote("vessels would be inspected “in good time”", article=article),
        gone=make_quote(
            "did not answer questions about vessels under twelve metres", article=article
        ),
    )


def correct(article: Article, by: User, text: str = NEW, *, replace: bool = False) -> TakenIn:
    """Take in a next text of the article."""
    draft = Draft(text=text, kind="correction", dated=date(2031, 10, 30), note=NOTE)
    return commands.take_in_article(draft, by=by, article_id=article.pk, replace=replace)
