"""Which targets a quote is offered: the likeliest first, and in an order that stays."""

import json
import random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from articles.models import Article
from quotes import hints
from quotes.models import Quote, Speaker, SpeakerName, Stance, Target
from quotes.queries import annotation
from quotes.queries.annotation.rows import ROWS, StanceRow
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.gold import SEED, SEED_GOLD, needs_seed

pytestmark = pytest.mark.django_db

TEXT = (
    "“The levies would sink every small boat we have,” Ilse Marrow said of the draft ferry levy."
    "\n\n“Nothing is decided,” said Tomas Reke, who drew up the quota reform.\n\nIt rained."
)
PLACES = """
    Corran Velmora Aldmoor Northern Winter Harbour Coastal Fishing Rural Digital Military Fuel
    Carbon Urban Central European Western Marine Public School
"""
MATTERS = """
    tariff levy reform act treaty pipeline budget quotas hotline guarantees forces pensions
    sanctions strike exports talks subsidy ban curfew merger elections
"""


def rows_of(quote: Quote, user: User, **lit: int) -> list[StanceRow]:
    sheet = annotation.open_sheet(quote.article_id, user=user)
    active = annotation.activate(sheet, sheet.by_id[quote.pk], **lit)
    assert active
    return active.rows


def offered(quote: Quote, user: User) -> list[str]:
    return [row.target.name for row in rows_of(quote, user)]


def boats(article: Article) -> Quote:
    return make_quote("The levies would sink every small boat we have,", article=article)


def decided(article: Article, **more: Any) -> Quote:
    return make_quote("Nothing is decided,", article=article, **more)


def test_words_of_the_quote_come_before_those_of_its_sentence_and_of_the_article(
    annotator: User,
) -> None:
    for name in ("Quota reform", "Boat levy", "Draft ferry act", "Airports", "Winter fuel"):
        make_target(name)

    assert offered(boats(make_article(text=TEXT)), annotator) == [
        "Boat levy",
        "Draft ferry act",
        "Quota reform",
    ]


def test_forms_of_a_word_and_accents_are_one_word() -> None:
    for one, other in (
        ("Russia", "Russians"),
        ("treaty", "treaties"),
        ("diplomat", "diplomacy"),
        ("Velmora", "Velmoran"),
        ("élections", "election"),
    ):
        assert hints.stems(one).keys() == hints.stems(other).keys(), (one, other)


def test_rare_words_of_names_weigh_more_than_common_ones() -> None:
    names = {1: "Island levy", 2: "Island pier", 3: "Island hotline", 4: "Island boats"}
    words = hints.words_of("The islands want a hotline.", ((0, 26),))

    found = hints.scores({pk: (name,) for pk, name in names.items()}, words)

    assert hints.ranked(found, names)[0] == 3
    assert found[3] > 0.9
    assert found[1] == found[2] < 0.5


def test_what_the_speaker_was_about_before_comes_before_what_others_were(annotator: User) -> None:
    article, marrow = make_article(text=TEXT), make_speaker("Ilse Marrow")
    make_stance(boats(article), make_target("Airports"), "oppose")
    earlier = make_quote("It rained.", article=article, speaker=marrow)
    make_stance(earlier, make_target("Winter fuel"), "support")
    make_target("Bread")

    assert offered(decided(article, speaker=marrow), annotator) == ["Winter fuel", "Airports"]


def test_a_speaker_is_not_offered_as_the_target_of_their_own_words(annotator: User) -> None:
    marrow = make_speaker("Ilse Marrow")
    make_target("Ilse Marrow", kind="speaker", speaker=marrow)
    make_target("Draft levy")
    article = make_article(text=TEXT)
    quote = make_quote(
        "The levies would sink every small boat we have,", article=article, speaker=marrow
    )

    assert offered(quote, annotator) == ["Draft levy"]
    assert "Ilse Marrow" in offered(decided(article), annotator)


def test_there_are_eight_rows_and_those_that_are_stored(annotator: User) -> None:
    quote = boats(make_article(text=TEXT))
    for number in range(20):
        make_target(f"Levy {number}")
    make_stance(quote, make_target("Nothing like it"), None)

    rows = rows_of(quote, annotator)

    assert len(rows) == ROWS + 1
    assert [row.target.name for row in rows if row.is_stored] == ["Nothing like it"]


def test_giving_positions_moves_no_row_and_the_light_goes_down(annotator: User) -> None:
    article = make_article(text=TEXT)
    for name in ("Quota reform", "Boat levy", "Draft ferry act", "Levy on boats", "Ferry"):
        make_target(name)
    quote = boats(article)
    before = rows_of(quote, annotator)
    order = [row.target for row in before]

    for target in order:
        assert [row.target for row in rows_of(quote, annotator)] == order
        lit = [row.target for row in rows_of(quote, annotator) if row.is_lit]
        assert lit == [target]
        make_stance(quote, Target.objects.get(pk=target.pk), "oppose")
    assert [row.is_lit for row in rows_of(quote, annotator)] == [False] * len(order)


def test_after_a_digit_the_next_empty_row_is_lit(annotator: User) -> None:
    article = make_article(text=TEXT)
    for name in ("Boat levy", "Levy on boats", "Ferry levy"):
        make_target(name)
    quote = boats(article)
    first, second, third = (row.target.pk for row in rows_of(quote, annotator))
    make_stance(quote, Target.objects.get(pk=first), "support")
    make_stance(quote, Target.objects.get(pk=second), "support")

    rows = rows_of(quote, annotator, lit_after=first)

    assert [row.target.pk for row in rows if row.is_lit] == [third]


def test_names_with_marks_of_any_kind_are_only_words(annotator: User) -> None:
    make_target("Boat’s “levy” & 'tax' | !(x:*)")
    article = make_article(text="“It’s a 'levy' | & !boat:* \\ tax,” she said.")
    quote = make_quote("It’s a 'levy' | & !boat:* \\ tax,", article=article)

    assert offered(quote, annotator) == ["Boat’s “levy” & 'tax' | !(x:*)"]


def test_many_targets_take_no_more_queries(annotator: User) -> None:
    quote = boats(make_article(text=TEXT))
    make_target("Boat levy")
    rows_of(quote, annotator)
    with CaptureQueriesContext(connection) as few:
        rows_of(quote, annotator)
    for number in range(300):
        make_target(f"Levy of boats {number}")
    with CaptureQueriesContext(connection) as many:
        rows_of(quote, annotator)

    assert len(many) == len(few)


def test_a_target_is_found_by_the_names_of_its_speaker_and_of_what_was_merged_into_it(
    annotator: User,
) -> None:
    ilsabet = make_speaker("Ilsabet Varnham")
    SpeakerName.objects.create(speaker=ilsabet, name="Ilse Marrow")
    make_target("Ilsabet Varnham", kind="speaker", speaker=ilsabet)
    whole = make_target("Tidal charge")
    make_target("Boat levy", merged_into=whole)

    assert {*offered(boats(make_article(text=TEXT)), annotator)} == {
        "Ilsabet Varnham",
        "Tidal charge",
    }


def test_a_target_is_found_by_words_of_earlier_quotes_about_it(annotator: User) -> None:
    others = ("“The levies would sink us all,” she said.", "“Small boats sink first,” he said.")
    for text in others:
        earlier = make_quote(text[1 : text.index(",")], article=make_article(text=text))
        make_stance(earlier, make_target_once("Tidal charge"))
    elsewhere = make_quote("Bread is dear", article=make_article(text="“Bread is dear,” he said."))
    make_stance(elsewhere, make_target("Flour price"))

    assert offered(boats(make_article(text=TEXT)), annotator)[0] == "Tidal charge"


def test_suggestions_and_rejected_quotes_teach_nothing(annotator: User) -> None:
    for status in ("suggested", "rejected"):
        article = make_article(text="“The levies would sink small boats,” she said.")
        earlier = make_quote("The levies would sink small boats,", article=article, status=status)
        make_stance(earlier, make_target_once("Tidal charge"))

    assert offered(boats(make_article(text=TEXT)), annotator) == []


def test_what_the_quote_is_stored_to_be_about_teaches_nothing_of_itself(annotator: User) -> None:
    quote = boats(make_article(text=TEXT))
    for name in ("Boat levy", "Ferry quota"):
        make_target(name)
    before = offered(quote, annotator)
    make_stance(quote, Target.objects.get(name=before[-1]), None)

    assert offered(quote, annotator) == before


def test_words_that_say_so_plainly_are_hinted_and_never_stored(annotator: User) -> None:
    article = make_article(text="“I oppose the boat levy unless it is small,” Ilse Marrow said.")
    quote = make_quote("I oppose the boat levy unless it is small,", article=article)
    target = make_target("Boat levy")

    (row,) = rows_of(quote, annotator)

    assert row.hint
    assert (row.hint.position, row.hint.conditional) == ("oppose", True)
    assert row.hint.words == "I oppose the boat levy"
    assert (row.position, row.is_stored) == (None, False)
    assert not Stance.objects.exists()
    make_stance(quote, target, "mixed")
    assert rows_of(quote, annotator)[0].hint is None


def test_of_a_target_that_was_added_without_a_position_it_is_hinted(annotator: User) -> None:
    article = make_article(text="The boat levy is read today. “I am against it,” Ilse Marrow said.")
    quote = make_quote("I am against it,", article=article)
    make_target("Boat quota")
    levy = make_target("Boat levy")
    assert [row.hint for row in rows_of(quote, annotator)] == [None, None]

    make_stance(quote, levy, None)

    hinted = {row.target.name: row.hint for row in rows_of(quote, annotator)}
    assert hinted["Boat levy"]
    assert hinted["Boat levy"].position == "oppose"
    assert hinted["Boat quota"] is None


@needs_seed
def test_of_three_hundred_the_right_target_stands_in_the_first_three_rows(annotator: User) -> None:
    gold = json.loads(SEED_GOLD.read_text(encoding="utf-8"))["quotes"]
    about = sorted({target for each in gold for target, _ in each.get("stances", ())})
    targets = {name: make_target(name) for name in (*about, *invented(300))}
    article = make_article(text=SEED.read_text(encoding="utf-8"))
    text, places = article.text_versions.get().text, []

    for each in gold:
        source = each["attributions"][0]["speaker"] if each["attributions"] else None
        content = [text[start:end] for start, end in each["content"]]
        quote = make_quote(content, article=article, speaker=source and known(source))
        names = offered(quote, annotator)
        for target, position in each.get("stances", ()):
            places.append(names.index(target) if target in names else ROWS)
            make_stance(quote, targets[target], position)

    assert sum(place < 3 for place in places) >= 0.7 * len(places), places
    assert sum(place < ROWS for place in places) >= 0.9 * len(places), places


def make_target_once(name: str) -> Target:
    return Target.objects.filter(name=name).first() or make_target(name)


def known(name: str) -> Speaker:
    return Speaker.objects.filter(name=name).first() or make_speaker(name)


def invented(count: int) -> list[str]:
    draw = random.Random(4)  # noqa: S311  the same names each time
    places, matters = PLACES.split(), MATTERS.split()
    names: dict[str, None] = {}
    while len(names) < count:
        end = f" of {draw.choice(places)}" if draw.random() < 0.5 else ""
        names[f"{draw.choice(places)} {draw.choice(matters)}{end}"] = None
    return [*names]
