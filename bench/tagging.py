"""Milliseconds of one tagging action: on the server, all middleware included, and in a browser.

Budgets: 25 on the server, on an article of 5 kB with 20 quotes (the figures for 500 kB with 2,000
quotes are printed, too); 100 in Chromium, from the key to the frame in which the answer is painted.
"""

from __future__ import annotations

import argparse
import json
import os
from typing import TYPE_CHECKING, Any

from bench.articles import LONG, SHORT, annotator, take_in
from bench.database import own_database, verdict
from bench.open_article import Times, client_of, measure

if TYPE_CHECKING:
    from collections.abc import Callable

SERVER, BROWSER = 25, 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args()
    with own_database():
        user = annotator()
        for size in (SHORT, LONG):
            taken_in = take_in(size, by=user)
            length = taken_in.text_version.length
            print(f"{length} characters, {taken_in.quotes_suggested} quotes")
            on_server(Article(user, taken_in.article.pk), options.times)
            if not options.no_browser:
                in_browser(user, taken_in.article.pk)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, this run included")


class Article:
    """An article whose quotes are changed as the page changes them."""

    def __init__(self, user: Any, pk: int) -> None:
        from quotes.models import Quote  # noqa: PLC0415  Django is set up by now
        from quotes.queries import annotation  # noqa: PLC0415

        self.pk, self.client, self.quotes = pk, client_of(user), Quote.objects.filter(article=pk)
        sheet = annotation.open_sheet(pk, user=user)
        self.ids = [placed.quote.pk for placed in sheet.numbered]
        self.text, self.turn = sheet.text_version.text, 0

    def post(self, what: str, **sent: object) -> None:
        """Change the next quote of the article."""
        pk = self.ids[self.turn % len(self.ids)]
        self.turn += 1
        version, content = self.quotes.values_list("version", "content").get(pk=pk)
        (start, end), *rest = content
        if what == "content":
            parts = ((start, end - 1), *rest)
            named = [{"start": a, "end": b, "exact": self.text[a:b]} for a, b in parts]
            sent = {"content": json.dumps(named)}
        self._send(f"/quotes/{pk}/{what}/", {"version": version, "was": pk, **sent})

    def undo(self) -> None:
        self._send(f"/articles/{self.pk}/undo/", {"was": self.ids[0]})

    def _send(self, address: str, sent: dict[str, object]) -> None:
        headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
        answer = self.client.post(address, sent, headers=headers)
        assert answer.status_code == 200, answer.content  # noqa: PLR2004, S101


def on_server(article: Article, times: int) -> None:
    """Print what each action takes, reading the version beforehand included."""
    actions: dict[str, Callable[[], None]] = {
        "speaker": lambda: article.post("speaker", q="Ilse Marrow"),
        "stance": lambda: article.post("stances", q="Ferry fares", position=""),
        "content": lambda: article.post("content"),
        "accept": lambda: article.post("accept"),
        "undo": article.undo,
    }
    for name, act in actions.items():
        article.turn = 0
        print_times(name, measure(act, min(times, len(article.ids) - 1)), SERVER)


def print_times(name: str, times: Times, budget: float) -> None:
    """Print a figure and how it stands to its budget."""
    print(f"  {name:8} {times}: {verdict(times.median, budget, more_is_better=False)}")


PAINTED = """
async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const was = () => document.getElementById('was').value;
  const times = [];
  for (let i = 0; i < 14; i++) {
    const before = was(), start = performance.now();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', code: 'KeyA', bubbles: true }));
    while (was() === before) await frame();
    await frame();
    times.push((performance.now() - start) / 1000);
    await new Promise((done) => setTimeout(done, 120));
  }
  return times;
}"""


def in_browser(user: Any, pk: int) -> None:
    """Print what passes between the key A and the frame that shows the next quote."""
    from tests.browser import served, started  # noqa: PLC0415

    with started() as browser, served(browser) as live:
        page = live.open(f"/articles/{pk}/", user=user)
        seconds = page.evaluate(PAINTED)
    print_times("painted", Times(seconds[2:]), BROWSER)


if __name__ == "__main__":
    main()
