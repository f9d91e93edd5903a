"""A program that works with the client made from the description: types hold it, too.

python program.py URL TOKEN. It is run and checked by `tests.clients.test_clients`, where the client
has been made; here `verbatim_client` is nowhere to be found.
"""

import sys
from urllib.parse import parse_qs, urlsplit

from verbatim_client import AuthenticatedClient
from verbatim_client.api.articles import take_in_article
from verbatim_client.api.changes import list_changes
from verbatim_client.api.quotes import change_quote, get_quote, list_quotes, mark_quote
from verbatim_client.models import (
    ChangeQuoteBody,
    Changes,
    ListQuotesResponse200,
    MarkQuoteBody,
    MarkQuoteBodyContentItem,
    Quote,
    TakeInArticleBody,
    TakenIn,
)
from verbatim_client.types import UNSET, Unset

TEXT = "🚢 “The boat waits for nobody,” Ilse Marrow said. “Nor do I.”"


def main(url: str, token: str) -> None:
    """Take in an article, mark a quote, change it, and see all of it again."""
    client = AuthenticatedClient(base_url=url, token=token, raise_on_unexpected_status=True)
    since = newest(client)
    taken = take_in_article.sync(client=client, body=TakeInArticleBody(text=TEXT))
    assert isinstance(taken, TakenIn), taken
    content = [MarkQuoteBodyContentItem(exact="waits for nobody")]
    marked = mark_quote.sync(client=client, body=MarkQuoteBody(article=taken.id, content=content))
    assert isinstance(marked, Quote), marked
    part = marked.content[0]
    assert TEXT[part.start : part.end] == part.exact

    seen = get_quote.sync_detailed(marked.id, client=client)
    changed = change_quote.sync(
        marked.id, client=client, if_match=seen.headers["ETag"], body=ChangeQuoteBody(unsure=True)
    )
    assert isinstance(changed, Quote), changed
    assert (changed.unsure, changed.version) == (True, marked.version + 1)
    stale = change_quote.sync_detailed(
        marked.id, client=client, if_match=seen.headers["ETag"], body=ChangeQuoteBody(unsure=False)
    )
    assert stale.status_code == 412

    ids = all_quotes(client)
    assert len(ids) == len({*ids})
    assert marked.id in ids
    told = list_changes.sync(client=client, after=since)
    assert isinstance(told, Changes), told
    assert ("quote", marked.id) in {(each.type_.value, each.id) for each in told.results}


def newest(client: AuthenticatedClient) -> str:
    """Follow the changes to their end and answer where that is."""
    cursor: str | Unset = UNSET
    while True:
        page = list_changes.sync(client=client, after=cursor, limit=1000)
        assert isinstance(page, Changes), page
        cursor = page.cursor
        if not page.more:
            return page.cursor


def all_quotes(client: AuthenticatedClient) -> list[int]:
    """Page through all quotes there are."""
    ids: list[int] = []
    cursor: str | Unset = UNSET
    while True:
        page = list_quotes.sync(client=client, limit=40, cursor=cursor)
        assert isinstance(page, ListQuotesResponse200), page
        ids += [quote.id for quote in page.results if isinstance(quote, Quote)]
        if page.next_ is None:
            return ids
        cursor = parse_qs(urlsplit(page.next_).query)["cursor"][0]


if __name__ == "__main__":
    main(*sys.argv[1:])
