"""Every shape of a statement is brought in by hand, by the forms of the article page alone."""

import json
from typing import Any

import pytest

from accounts.models import User
from quotes.models import Quote, Step
from tests.factories import make_article
from tests.gold import SEED, SEED_GOLD, needs_seed
from tests.quotes.shapes import Hand, Source, Statement, stored

pytestmark = pytest.mark.django_db

TEXT = (
    "“We are leaving,” two harbour pilots told the Corran Weekly on Tuesday, on condition that"
    " their names stay out of print, according to the island radio, per the Velmora wire. “The"
    " pier told us ‘stay away’ in a letter,” one of them added.\n\n"
    "Ilse Marrow, for the Fishers’ Union, and a Velmoran minister of the old school denied that"
    " the pier would close. The “bread boat” sails on.\n\n"
    "If the levy falls, she may support the act, the union leader said, the pilots said."
)


def at(words: str, after: str = "") -> tuple[int, int]:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return start, start + len(words)


PILOTS = Statement(
    content=(at("We are leaving,"), at("The pier told us ‘stay away’ in a letter,")),
    kind="direct",
    cue=(at("told"), at("added")),
    sources=(
        Source(
            "Harbour pilots",
            (at("two harbour pilots"), at("one of them")),
            "unnamed",
            descriptor="harbour pilots",
            condition="on condition that their names stay out of print",
        ),
    ),
    relays=("the Velmora wire", "the island radio"),
    addressee="the Corran Weekly",
    said_on="2031-10-28",
    place="Corran",
    channel="interview",
    stances=(("Harbour pier", "oppose", False),),
    stances_done=True,
)
PIER = Statement(
    content=(at("stay away"),),
    kind="direct",
    act="imagined",
    sources=(Source("The pier", (at("The pier"),), kind="organisation"),),
    parent=PILOTS.content,
    said_in="Velmoran",
)
UNION = Statement(
    content=(at("that the pier would close"),),
    kind="indirect",
    act="denied",
    cue=(at("denied"),),
    sources=(
        Source("Ilse Marrow", (at("Ilse Marrow"),), "named", "Fishers’ Union"),
        Source(
            "A Velmoran minister",
            (at("a Velmoran minister"),),
            "unnamed",
            descriptor=None,
        ),
    ),
    unsure=True,
)
BOAT = Statement(content=(at("bread boat"),), kind="term")
LEVY = Statement(
    content=(at("If the levy falls, she may support the act"),),
    kind="indirect",
    cue=(at("said", "leader"),),
    sources=(Source("Ilse Marrow", (at("the union leader"),)),),
    earlier=True,
    stances=(("Ferry act", "support", True), ("Levy", "oppose", False)),
)
OVERLAPPING = Statement(
    content=(at("she may support the act, the union leader said"),),
    kind="indirect",
    cue=(at("said", "leader said, the pilots"),),
    sources=(Source("Harbour pilots", (at("the pilots", "leader"),), "unnamed"),),
)


def test_an_invented_article_with_every_shape_is_brought_in_by_hand(annotator: User) -> None:
    hand = Hand(annotator, make_article(text=TEXT, published_at="2031-10-30T08:00Z"))

    wanted = [PILOTS, PIER, UNION, BOAT, LEVY, OVERLAPPING]
    brought_in = [hand.bring_in(each) for each in wanted]
    hand.post(brought_in[0], "relays", up="1")

    expected = {**vars(PILOTS), "relays": PILOTS.relays[::-1]}
    assert vars(stored(brought_in[0])) == expected
    for pk, each in zip(brought_in[1:], wanted[1:], strict=True):
        assert stored(pk) == each


def test_each_thing_said_of_a_quote_is_one_step(annotator: User) -> None:
    hand = Hand(annotator, make_article(text=TEXT))
    pk = hand.mark(UNION.content)

    for sent in (
        {"door": "facts", "act": "denied"},
        {"door": "words", "take": "cue", "spans": hand.spans(UNION.cue or ())},
        {"door": "speaker", "q": "Ilse Marrow"},
        {"door": "sources"},
        {"door": "relays", "relay": "the radio"},
    ):
        before = Step.objects.count()
        hand.post(pk, **sent)
        assert Step.objects.count() == before + 1, sent


@needs_seed
def test_all_statements_of_the_acceptance_article_are_brought_in_exactly(annotator: User) -> None:
    hand = Hand(annotator, make_article(text=SEED.read_text(encoding="utf-8")))
    gold = json.loads(SEED_GOLD.read_text(encoding="utf-8"))["quotes"]

    for each in gold:
        wanted = statement_of(each, gold)
        assert stored(hand.bring_in(wanted)) == wanted
    assert Quote.objects.count() == len(gold) == 27


def statement_of(gold: dict[str, Any], others: list[dict[str, Any]]) -> Statement:
    inside = gold.get("parent")
    around = [each for each in others if inside and each["text"][0].startswith(inside)]
    return Statement(
        content=spans_of(gold["content"]) or (),
        kind=gold["kind"],
        cue=spans_of([gold["cue"]] if gold["cue"] else None),
        act=gold["act"],
        sources=tuple(
            Source(
                each["speaker"],
                spans_of([each["mention"]] if each["mention"] else None),
                each["sourcing"],
                condition=gold.get("condition"),
                kind="document" if each["sourcing"] == "document" else "person",
            )
            for each in gold["attributions"]
        ),
        relays=tuple(gold.get("relays", ())),
        addressee=gold.get("addressee", ""),
        parent=spans_of(around[0]["content"]) if around else None,
        stances=tuple((target, position, False) for target, position in gold.get("stances", ())),
        earlier=gold.get("earlier", False),
    )


def spans_of(pairs: Any) -> Any:
    return tuple((start, end) for start, end in pairs) if pairs else None
