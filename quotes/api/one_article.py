"""One article, for the endpoints that change one: found, seen, out of sight."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from rest_framework.exceptions import PermissionDenied

from accounts.access import may
from accounts.models import Role
from articles.queries import visible_to
from quotes import commands
from quotes.api.described.describe import IF_MATCH, READING, WRITING, describe, tagged
from quotes.api.described.given_records import WITHDRAWAL
from quotes.api.described.shapes import named
from quotes.api.endpoint import Endpoint
from quotes.api.one_record import answer_record, body_of, not_here
from quotes.api.protocol.answers import take_no_parameters, writer_of
from quotes.api.protocol.preconditions import unchanged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from articles.models import Article


def article_seen(article_id: int, request: Request) -> Article:
    """Answer an article that this person may see, with its outlet; else the problem is 404."""
    found = visible_to(request.user).select_related("outlet").filter(pk=article_id).first()
    if found is None:
        raise not_here("article", article_id)
    return found


@contextmanager
def seen_article(request: Request, article_id: int) -> Iterator[int]:
    """Give the version of the article that the client has seen to the command inside; else 412."""
    version = article_seen(article_id, request).version
    body = partial(body_of, request, "article", article_id)
    with unchanged(request, "article", version=version, body=body) as seen:
        yield seen


def _refuse_unless_reviewer(request: Request) -> None:
    if not may(request.user, Role.REVIEWER):
        message = f"Withdrawing articles needs the role {Role.REVIEWER} or above."
        raise PermissionDenied(message)


class ArticleWithdrawal(Endpoint):
    """An article that is out of the sight of readers, with its quotes."""

    @describe(
        "withdraw_article",
        "Take an article and its quotes out of the sight of readers",
        {200: (named("Article"), "The article, withdrawn; nothing of it is lost.")},
        problems=(*WRITING, 404, 409, 412, 428),
        body=WITHDRAWAL,
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def post(self, request: Request, article_id: int) -> HttpResponseBase:
        """Withdraw the article, for the reason given; 409 where it is withdrawn already."""
        take_no_parameters(request)
        _refuse_unless_reviewer(request)
        with seen_article(request, article_id) as version:
            reason = WITHDRAWAL.read(request.data).get("reason", "")
            by = writer_of(request)
            commands.withdraw_article(article_id, version=version, by=by, reason=reason)
        return answer_record(request, "article", article_id)

    @describe(
        "restore_article",
        "Bring a withdrawn article back",
        {200: (named("Article"), "The article, as it was.")},
        problems=(*READING, 404, 409, 412, 428),
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def delete(self, request: Request, article_id: int) -> HttpResponseBase:
        """End the withdrawal; 409 where there is none."""
        take_no_parameters(request)
        _refuse_unless_reviewer(request)
        with seen_article(request, article_id) as version:
            commands.restore_article(article_id, version=version, by=writer_of(request))
        return answer_record(request, "article", article_id)
