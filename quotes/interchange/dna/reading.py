"""A database of Discourse Network Analyzer, read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes.commands.loading import Given, GivenQuote
from quotes.interchange.dna import own
from quotes.interchange.dna.checks import find_problems
from quotes.interchange.dna.coding import Coding
from quotes.interchange.dna.contents import read_contents
from quotes.interchange.dna.documents import read_articles
from quotes.interchange.dna.offsets import Offsets
from quotes.interchange.dna.opening import opened
from quotes.interchange.refusals import refuse_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quotes.interchange.dna.contents import Contents, Statement
    from quotes.spans import Span

NAME = "dna"


def read(path: Path) -> Given:
    """Read a database and change nothing. Raises FileRefused, which names all that is wrong."""
    with opened(path) as file:
        contents = read_contents(file)
    refuse_for([*find_problems(contents)])
    articles = read_articles(contents)
    untouched = own.untouched_quotes(contents)
    covered = {int(pk) for quote in untouched.values() for pk in quote["statements"]}
    coding = Coding(contents)
    coded = [statement for statement in contents.statements if statement.pk not in covered]
    spans = _spans(contents, coded)
    return Given(
        format=NAME,
        people=tuple(own.read_people(contents)),
        speakers=(*own.read_speakers(contents), *coding.speakers()),
        targets=(*own.read_targets(contents), *coding.targets()),
        articles=tuple(articles.values()),
        quotes=(
            *(own.read_quote(number, data) for number, data in untouched.items()),
            *_quotes(coding, coded, spans),
        ),
    )


def _spans(contents: Contents, coded: Sequence[Statement]) -> list[Span]:
    """Answer where statements stand in the stored texts. Raises FileRefused."""
    offsets = {
        pk: Offsets(contents.documents[pk].text)
        for pk in sorted({statement.document for statement in coded})
    }
    spans: list[Span] = []
    problems: list[str] = []
    for statement in coded:
        counted = offsets[statement.document]
        span = counted.span(statement.start, statement.stop)
        if span is None:
            message = _(
                "Statement %(statement)s stands from %(start)s to %(stop)s of %(place)s, whose"
                " text has %(length)s characters. Correct or delete it in Discourse Network"
                " Analyzer."
            )
            told = {
                "statement": statement.pk,
                "start": statement.start,
                "stop": statement.stop,
                "place": contents.documents[statement.document].place,
                "length": counted.length,
            }
            problems.append(message % told)
        else:
            spans.append(span)
    refuse_for(problems)
    return spans


def _quotes(coding: Coding, coded: Sequence[Statement], spans: Sequence[Span]) -> list[GivenQuote]:
    return [coding.quote(statement, span) for statement, span in zip(coded, spans, strict=True)]
