"""Keydowns an editor needs for an article, from the suggestions as they come, typed in Chromium.

Budgets for the acceptance article, targets known: 80 for the 15 direct and mixed statements that
stand in no other, with speakers and stances; 150 for all 27 with everything. Afterwards the
database is compared with what was wanted, row by row. Shift, Alt and each typed letter count; no
batch, no mouse. Two articles of the demo newsroom follow.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bench.articles import annotator
from bench.database import own_database, verdict
from bench.statements import of_demo, of_seed, stored
from bench.typist import Typist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.statements import Statement

PLAIN, ALL = 80, 150
DEMO = ("a-van-in-the-pier.txt", "the-third-drawer.txt")
OTHER_TARGETS = ("Harbour dues", "Fishing quotas", "Night flights", "Rent control", "School meals")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("which", nargs="?", choices=["plain", "all", *DEMO])
    parser.add_argument("--keys", action="store_true", help="print what each quote took")
    options = parser.parse_args()
    if options.which is None:  # each in a process of its own: a database is left for good
        for which in ("plain", "all", *DEMO):
            subprocess.run([sys.executable, "-m", "bench.hand", which, *sys.argv[1:]], check=True)
        return
    text, statements = of_demo(options.which) if options.which in DEMO else of_seed()
    if options.which == "plain":
        plain = [_without_details(one) for one in statements if one.is_plain]
        run(text, plain, budget=PLAIN, verbose=options.keys, rest=statements)
    else:
        budget = ALL if options.which == "all" else None
        run(text, statements, budget=budget, verbose=options.keys)


def _without_details(one: Statement) -> Statement:
    """Leave what the first budget does not ask for: of what stands beside speaker and stances."""
    return replace(one, addressee="", relays=(), earlier=False)


def run(
    text: str,
    statements: Sequence[Statement],
    *,
    budget: int | None,
    verbose: bool,
    rest: Sequence[Statement] = (),
) -> None:
    """Type one article through in a database of its own, and print what it took."""
    from tests.browser import served, started  # noqa: PLC0415  Django is set up by now

    with own_database(), started() as browser:
        user, article_id = annotator(), _take_in(text, statements)
        with served(browser) as live:
            page = live.open(f"/articles/{article_id}/", user=user)
            typist = Typist(page, article_id)
            wanted = {one.content for one in statements}
            skip = [one.content for one in rest if one.content not in wanted]
            typist.work_through(statements, skip=skip)
            keydowns = typist.keydowns
        wrong = list(_differences(article_id, statements, details=not rest))
    if verbose:
        for each, keys in typist.log:
            print(f"    {keys:3} {each}")
    judged = f", {verdict(keydowns, budget, more_is_better=False)}" if budget else ""
    print(f"{len(statements)} statements: {keydowns} keydowns{judged}; {len(wrong)} are otherwise")
    for line in wrong:
        print(f"    {line}")


def _take_in(text: str, statements: Sequence[Statement]) -> int:
    """Take in the text as its suggestions come, in a newsroom that knows the targets."""
    from articles.drafts import Draft  # noqa: PLC0415  Django is set up by now
    from quotes.commands import create_target, take_in_article  # noqa: PLC0415

    documents = {
        source.speaker
        for one in statements
        for source in one.sources
        if source.sourcing == "document"
    }
    for name in sorted({target for one in statements for target, *_ in one.stances}):
        create_target(name, kind="document" if name in documents else "issue", by=None)
    for name in OTHER_TARGETS:
        create_target(name, by=None)
    draft = Draft(text=text, title="Typed through", language="en")
    return take_in_article(draft, by=None).article.pk


def _differences(article_id: int, statements: Sequence[Statement], *, details: bool) -> Any:
    """Yield what of each statement the database has otherwise."""
    from quotes.models import Quote  # noqa: PLC0415  Django is set up by now

    accepted = Quote.objects.filter(article=article_id, status="accepted")
    found = {one.content: one for one in map(stored, accepted)}
    for wanted in statements:
        now = found.pop(wanted.content, None)
        if now is None:
            yield f"missing: {wanted.content} {wanted.kind}"
            continue
        for name in wanted.__dataclass_fields__:
            if not details and name in {"addressee", "relays", "earlier"}:
                continue
            if (have := getattr(now, name)) != (want := getattr(wanted, name)):
                yield f"{wanted.content[0]} {name}: {have}, not {want}"
    for content in found:
        yield f"nobody wanted {content}"


if __name__ == "__main__":
    main()
