"""Kilobytes of a first visit to the annotate page: everything, as it travels, headers included.

Budget: 200, on an article of 5 kB with 20 quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bench.articles import SHORT, annotator, take_in
from bench.database import own_database, verdict

if TYPE_CHECKING:
    from playwright.sync_api import Request

BUDGET = 200


def main() -> None:
    from tests.browser import served, started  # noqa: PLC0415  Django is set up by now

    with own_database(), started() as browser:
        user = annotator()
        article = take_in(SHORT, by=user).article
        with served(browser) as live:
            page = live.open("about:blank", user=user)
            asked: list[Request] = []
            page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108  Playwright marks it
            page.goto(f"/articles/{article.pk}/", wait_until="networkidle")
            weights = sorted(
                ((_weight(request), _name(request)) for request in asked), reverse=True
            )
    for weight, name in sorted(weights, reverse=True):
        print(f"{weight / 1000:7.1f} kB  {name}")
    total = sum(weight for weight, _ in weights) / 1000
    print(f"{total:7.1f} kB: {verdict(total, BUDGET, more_is_better=False)}")


def _weight(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def _name(request: Request) -> str:
    answer = request.response()
    coding = answer.headers.get("content-encoding", "as it is") if answer else ""
    return f"{urlsplit(request.url).path} ({coding})"


if __name__ == "__main__":
    main()
