"""Articles to open and to mark: 5 kB with 20 quotes, 500 kB with 2,000."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.import_articles import Writer

if TYPE_CHECKING:
    from accounts.models import User
    from quotes.commands import TakenIn

SHORT, LONG = (20, 5_000), (2_000, 500_000)
"""Quotes, and code points."""


def take_in(size: tuple[int, int], *, by: User | None = None) -> TakenIn:
    """Take in an article with so many quotes; every second one is split by its cue."""
    from articles.drafts import Draft  # noqa: PLC0415  Django is set up by now
    from quotes.commands import take_in_article  # noqa: PLC0415

    count, length = size
    writer = Writer(seed=2)
    text = "\n\n".join(_paragraph(writer, number, length // count) for number in range(count))
    return take_in_article(Draft(text=text, title=f"{count} quotes", language="en"), by=by)


def _paragraph(writer: Writer, number: int, length: int) -> str:
    name = writer.few(2).title()
    rest = f" “{writer.clause(8)}.”" if number % 2 else ""
    paragraph = f"“{writer.clause(6)},” {name} said.{rest} {writer.clause(4)}"
    while len(paragraph) < length - 4:
        paragraph += f" {writer.few(1)}"
    return f"{paragraph}."


def annotator() -> User:
    """Add a person who may mark."""
    from accounts.models import Role, User  # noqa: PLC0415

    return User.objects.create_user("the-annotator", role=Role.ANNOTATOR)
