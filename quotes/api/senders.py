"""Who sends quotes, and what is looked up once for all that are sent together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from articles.models import TextVersion
from quotes.api.protocol.problems import Fault, wrong_body
from quotes.commands import Known
from quotes.queries.filters import visible_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rest_framework.request import Request

Body = dict[str, Any]

_TEXT = """
select id from articles_textversion
where article_id = %(article)s and (%(number)s::numeric is null or number = %(number)s)
order by number desc, id desc limit 1
"""


class Sender:
    """A request that sends quotes, the unit of its offsets, and what was looked up for it.

    Many that come together want one transaction, and `forget` where a part of it is rolled back.
    """

    def __init__(self, request: Request, *, unit: str, is_batch: bool = False) -> None:
        self.request, self.unit = request, unit
        self.known = Known(is_batch=is_batch)
        self._texts: dict[tuple[int, int | None], int] = {}
        self._names: dict[str, int | None] = {}

    def forget(self) -> None:
        """Look speakers, targets and texts up again: some may not be there, or held, any more."""
        self.known = Known(is_batch=self.known.is_batch)
        self._texts.clear()

    def forget_names(self) -> None:
        """Look up again which quotes have which external_ids."""
        self._names.clear()

    def look_up(self, external_ids: Iterable[str]) -> None:
        """Find all the quotes of these names at once."""
        names = {*external_ids}
        if names:
            self._names |= dict.fromkeys(names)
            found = visible_quotes(self.request.user).filter(external_id__in=names)
            self._names |= {str(name): pk for name, pk in found.values_list("external_id", "pk")}

    def called(self, external_id: str) -> int | None:
        """Answer the id of the quote that goes by this name, if this person may see it."""
        if external_id in self._names:
            return self._names[external_id]
        found = visible_quotes(self.request.user).filter(external_id=external_id)
        return found.values_list("pk", flat=True).first()

    def has_named(self, external_id: str, quote_id: int) -> None:
        """Take note that a quote goes by this name now."""
        self._names[external_id] = quote_id

    def text_version(self, body: Body) -> int:
        """Answer the id of the text version that a new quote names: else the article's current.

        The problem is 422 where there is none.
        """
        article, number = body["article"], body.get("text_version")
        if (article, number) not in self._texts:
            self._texts[article, number] = _find_text(body)
        return self._texts[article, number]


def _find_text(body: Body) -> int:
    article, number = body["article"], body.get("text_version")
    with connection.cursor() as cursor:
        cursor.execute(_TEXT, {"article": article, "number": number})
        found: tuple[int] | None = cursor.fetchone()
    if found:
        return found[0]
    is_there = TextVersion.objects.filter(article=article).exists()
    field = "text_version" if number is not None and is_there else "article"
    detail = f"there is no {field.replace('_', ' ')} {body[field]}"
    detail += f" of article {article}" if field == "text_version" else ""
    fault = Fault(pointer=f"/{field}", value=body[field], code="missing", detail=detail)
    raise wrong_body([fault])
