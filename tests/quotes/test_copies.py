"""Syndicated copies of an article are recognised as they come in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from articles.drafts import Draft
from articles.models import Article, ArticleFamily
from quotes import commands
from quotes.copies import is_copy, sketch
from tests.pages import by_class, open_page, text_of

SPEECH = (
    "“We have waited eleven winters for this quay, and we will not wait a twelfth. Whoever "
    "tells you that the boats can turn in the old basin has never turned one there, in the "
    "dark, with the wind from the north and forty people aboard who want to be home for "
    "supper. I have, and I tell you it will be built,”"
)
PARAGRAPHS = [
    each.strip().replace("\n", " ")
    for each in f"""
The council of Port Sorrel has voted to lengthen its quay by sixty metres, after an evening in
which the public gallery was so full that the clerk opened the doors to the square.

{SPEECH} said Orla Tennant, who runs the ferry office, to applause that the chair did not stop.

The work is to begin in March and will cost four million crowns, a third of which comes from
the islands fund. Two members voted against it because the sum had not been put out to tender.

Fishing boats will land at the northern steps until the new wall has set, which the engineers
expect to take nine weeks if the frost keeps away, and rather longer if it should not.

The last time the quay was lengthened was in 1974, when it was found on the morning of the
opening that nobody had ordered bollards, and the band had to hold the ropes.

A petition against the plan, signed by two hundred people, mostly from the hotels above the
harbour, was handed to the clerk and will be answered in writing before the end of the month.
""".split("\n\n")
]
FULL = "\n\n".join(PARAGRAPHS)
CUT = "Vote for a longer quay\n\nBy our own correspondent\n\n" + "\n\n".join(PARAGRAPHS[:3])
CHANGED = FULL.replace(PARAGRAPHS[3], "Boats will land elsewhere meanwhile.").replace("“", '"')
ANOTHER = f"""
Orla Tennant took the stage of the Seamen's Hall on Tuesday in borrowed boots, because her own
had gone into the harbour with a tourist's hat. {SPEECH} she told the hall. Then she sat down
and asked whether anybody had seen the other boot, which had been a present from her sister in
Aldmoor and was, she felt, the better one of the two. Nobody had. The band played until ten.
"""


@pytest.mark.parametrize("other", [CUT, CHANGED, FULL.upper(), FULL.replace("\n\n", "\r\n")])
def test_a_copy_may_be_cut_headed_otherwise_or_changed_in_part(other: str) -> None:
    assert set(sketch(FULL)) & set(sketch(other))
    assert is_copy(FULL, other)
    assert is_copy(other, FULL)


def test_two_reports_of_one_speech_are_no_copies() -> None:
    assert not is_copy(FULL, ANOTHER)


def test_short_texts_are_copies_only_where_nearly_all_is_the_same() -> None:
    one = (
        "Rain over the outer islands until noon, then clearing from the west; wind six, later four."
    )
    assert is_copy(one, one + " Sunset at six.")
    assert not is_copy(
        one, "Rain over the outer islands until noon and snow on all of the high roads."
    )
    assert not is_copy("Rain.", "Rain.")


@given(st.text())
def test_every_text_has_a_sketch_of_at_most_ten_marks(text: str) -> None:
    assert len(sketch(text)) <= 10
    is_copy(text, text[: len(text) // 2])


@given(st.text(alphabet="корабльгаваньветер море", min_size=400, max_size=600))
def test_texts_of_other_scripts_are_compared_too(text: str) -> None:
    assert set(sketch(text + " и ещё.")) & set(sketch(text))


def send(text: str, outlet: str, hour: int, **more: Any) -> Article:
    at = datetime(2031, 10, 28, hour, tzinfo=UTC)
    draft = Draft(text=text, outlet=outlet, published_at=at, **more)
    return commands.take_in_article(draft, by=None).article


def family(article: Article) -> int | None:
    return Article.objects.values_list("family", flat=True).get(pk=article.pk)


@pytest.mark.django_db
def test_copies_are_a_family_as_they_come_in_and_it_knows_who_ran_it_first() -> None:
    later = send(FULL, "Strait Times", 9)
    other = send(ANOTHER, "Weekly", 9)
    assert family(later) is None

    first, cut = send(CHANGED, "Tessaly Wire", 6), send(CUT, "Courier", 11)

    assert family(later) == family(first) == family(cut) is not None
    assert family(other) is None
    home = ArticleFamily.objects.get()
    assert home.outlet is not None
    assert home.outlet.name == "Tessaly Wire"


@pytest.mark.django_db
def test_copies_that_come_in_together_are_recognised() -> None:
    drafts = [
        Draft(text=text, outlet=f"Outlet {at}") for at, text in enumerate([FULL, ANOTHER, CUT])
    ]
    taken = commands.take_in_articles(drafts, by=None)
    articles = [each.article for each in taken if isinstance(each, commands.TakenIn)]

    assert family(articles[0]) == family(articles[2]) is not None
    assert family(articles[1]) is None


@pytest.mark.django_db
def test_a_new_text_can_make_a_copy_and_two_families_one() -> None:
    first, second = send(FULL, "One", 6), send(ANOTHER, "Two", 7)
    twins = send(CUT, "Three", 8), send(ANOTHER + " So it went.", "Four", 9)
    assert family(first) == family(twins[0])
    assert family(second) == family(twins[1])

    bridge = send("Nothing of this.", "Five", 10, external_id="bridge")
    assert family(bridge) is None
    send(FULL + "\n\n" + ANOTHER, "Five", 10, external_id="bridge")

    assert len({family(each) for each in (first, second, bridge, *twins)}) == 1
    assert ArticleFamily.objects.count() == 1


@pytest.mark.django_db
def test_many_texts_cost_as_many_statements_as_two() -> None:
    def statements(count: int) -> int:
        drafts = [Draft(text=f"{'Nothing like it. ' * 9}{count} {at}" * 3) for at in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            commands.take_in_articles(drafts, by=None)
        return sum("textsketch" in each["sql"] for each in asked.captured_queries)

    assert statements(2) == statements(20) == 2


@pytest.mark.django_db
def test_the_page_of_an_article_tells_its_copies_and_which_was_first(visitor: Client) -> None:
    first, cut = send(FULL, "Tessaly Wire", 6), send(CUT, "Courier", 11)
    alone = send(ANOTHER, "Weekly", 9)

    (told,) = by_class(open_page(visitor, f"/articles/{cut.pk}/"), "copies")
    assert text_of(told) == "The same article:Tessaly Wire, firstCourier (this one)"
    assert [link.get("href") for link in told.iter("a")] == [f"/articles/{first.pk}/"]
    assert not by_class(open_page(visitor, f"/articles/{alone.pk}/"), "copies")

    Article.objects.filter(pk=first.pk).update(withdrawn_at=datetime(2031, 11, 1, tzinfo=UTC))
    assert not by_class(open_page(visitor, f"/articles/{cut.pk}/"), "copies")
