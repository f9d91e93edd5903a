"""Taking back one's own last step in an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes import commands
from quotes.api.described import given
from quotes.api.described.describe import WRITING, describe
from quotes.api.described.shapes import named
from quotes.api.endpoint import Endpoint
from quotes.api.one_article import article_seen
from quotes.api.protocol.answers import answer, moment, take_no_parameters, writer_of

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request


class ArticleUndo(Endpoint):
    """What one did last in an article."""

    @describe(
        "undo_last_step",
        "Take back your own last step in an article",
        {200: (named("Undone"), "What was taken back.")},
        problems=(*WRITING, 404, 409),
        body=given.NOTHING,
    )
    def post(self, request: Request, article_id: int) -> HttpResponseBase:
        """Undo the last step of this person in the article."""
        take_no_parameters(request)
        given.NOTHING.read(request.data)
        article_seen(article_id, request)
        step = commands.undo_last_step(article_id, by=writer_of(request))
        undone = {"command": step.command, "quote": step.quote_id, "article": article_id}
        return answer({**undone, "at": moment(step.at)})
