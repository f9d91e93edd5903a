"""Who is quoted: shares that add up, and who is criticised without a word of their own."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from quotes.models import Attribution, Relay, SpeakerRole
from quotes.queries.figures.audit import audit_voices, audited_quotes
from quotes.queries.figures.unheard import find_unheard
from quotes.queries.filters import QuoteFilters
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_target,
    make_text_version,
)
from tests.pages import by_class, open_page, text_of
from tests.quotes.figures.said import say

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from articles.models import Article
    from quotes.models import Quote, Speaker

pytestmark = pytest.mark.django_db

TEXT = "One “first words” here. Two “second words here” there. Three “third” and no more words."


def shares(*quotes: Quote, by: str) -> dict[str, int]:
    return {group.name: group.voices for group in audit_voices([q.pk for q in quotes], by).groups}


def in_one(article: Article, words: str, speaker: Speaker | None, **more: str) -> Quote:
    return make_quote(words, article=article, speaker=speaker, **more)


def test_shares_add_up_to_all_voices() -> None:
    article, vell = make_article(text=TEXT), make_speaker("Ona Vell")
    union = make_speaker("Ferry Union", kind="organisation")
    own = in_one(article, "first words", union)
    hers = in_one(article, "second words here", vell)
    Attribution.objects.filter(quote=hers).update(organisation=union)
    nobodys = in_one(article, "third", None)
    found = audit_voices([own.pk, hers.pk, nobodys.pk], "organisation")
    assert [(group.name, group.voices) for group in found.groups] == [("Ferry Union", 2), ("", 1)]
    assert (found.voices, found.quotes, found.count) == (3, 3, 2)
    assert sum(group.share for group in found.groups) == pytest.approx(1)
    assert [group.words for group in found.groups] == [5, 1]
    assert sum(group.word_share for group in found.groups) == pytest.approx(1)


def test_a_quote_of_two_is_a_voice_of_each() -> None:
    reke, vell = make_speaker("Tomas Reke"), make_speaker("Ona Vell")
    quote = make_quote(speaker=reke)
    Attribution.objects.create(quote=quote, speaker=vell, position=1)
    assert shares(quote, by="speaker") == {"Ona Vell": 1, "Tomas Reke": 1}


def test_a_role_is_the_one_held_at_the_time() -> None:
    vell, rent = make_speaker("Ona Vell"), make_target()
    SpeakerRole.objects.create(speaker=vell, role="mayor", since="2029-01-01", until="2030-12-31")
    SpeakerRole.objects.create(speaker=vell, role="minister", since="2031-01-01")
    quotes = [say(day, vell, None, rent) for day in ("2028-05-01", "2030-05-01", "2031-05-01")]
    assert shares(*quotes, by="role") == {"": 1, "mayor": 1, "minister": 1}


def test_how_early_is_the_share_of_the_body_before() -> None:
    article = make_article(text=TEXT)
    early, late = in_one(article, "first words", None), in_one(article, "third", None)
    found = audit_voices([early.pk, late.pk], "prominence").groups
    assert {group.key for group in found} == {"0", "3"}
    assert found[0].before == pytest.approx(TEXT.index("first") / len(TEXT))


def test_a_headline_stands_before_everything_and_a_caption_nowhere() -> None:
    article, body = make_article(), "The boat sails."
    text = f"{body}\n“Sail,” says Vell\n“Pay”, a poster"
    lines = [0, len(body) + 1, text.index("“Pay")]
    blocks = [
        {"role": role, "start": start, "end": end}
        for role, start, end in zip(
            ("body", "headline", "caption"),
            lines,
            (len(body), lines[2] - 1, len(text)),
            strict=True,
        )
    ]
    make_text_version(article, text=text, blocks=blocks)
    headline, caption = in_one(article, "Sail,", None), in_one(article, "Pay", None)
    told = {
        group.key: group.before
        for group in audit_voices([headline.pk, caption.pk], "prominence").groups
    }
    assert told == {"0": 0, None: None}


def test_an_attribute_is_the_speakers_or_else_the_organisations() -> None:
    bloc = make_speaker("Civic Bloc", kind="organisation", attributes={"party": "Bloc"})
    vell, reke = make_speaker(attributes={"party": "Reform"}), make_speaker()
    quotes = [say("2031-01-01", who, None, make_target()) for who in (vell, reke)]
    Attribution.objects.update(organisation=bloc)
    assert shares(*quotes, by="attribute:party") == {"Bloc": 1, "Reform": 1}


def test_of_a_statement_the_first_printing_counts(reader: User) -> None:
    vell, rent = make_speaker(), make_target()
    words = "a pier for nobody is a pier too many"
    later = say("2031-01-09", vell, None, rent, words=words, outlet="Corran Weekly")
    first = say("2031-01-01", vell, None, rent, words=words, outlet="The Aldmoor Courier")
    asked = QuoteFilters()
    assert audited_quotes(asked, counting="statements", user=reader) == ([first.pk], True)
    assert audited_quotes(asked, counting="printings", user=reader) == ([later.pk, first.pk], True)


def test_who_is_criticised_without_a_word_is_told() -> None:
    reke, vell = make_speaker("Tomas Reke"), make_speaker("Ona Vell")
    her = make_target("Ona Vell", kind="speaker", speaker=vell)
    articles = [make_article(text=TEXT, title=f"Nr {n}") for n in range(3)]
    attacks = [in_one(article, "first words", reke) for article in articles]
    for each in attacks:
        make_stance(each, her, "oppose")
    in_one(articles[1], "third", vell)
    in_one(articles[2], "third", vell, act="declined")
    (found,) = find_unheard([each.pk for each in attacks])
    assert (found.person, found.target, len(found.articles)) == (vell, her.pk, 3)
    assert [each.title for each in found.without] == ["Nr 2", "Nr 0"]
    assert found.declined == 1


def test_what_is_said_for_the_criticised_is_a_word_of_their_own() -> None:
    union, reke = make_speaker("Ferry Union", kind="organisation"), make_speaker()
    article = make_article(text=TEXT)
    attack = in_one(article, "first words", reke)
    make_stance(attack, make_target(kind="speaker", speaker=union), "oppose")
    assert len(find_unheard([attack.pk])[0].without) == 1
    answer = in_one(article, "third", make_speaker())
    Attribution.objects.filter(quote=answer).update(organisation=union)
    assert find_unheard([attack.pk])[0].without == []


def test_support_and_targets_that_are_nobody_criticise_nobody() -> None:
    quote = make_quote(speaker=make_speaker())
    make_stance(quote, make_target(), "oppose")
    make_stance(quote, make_target(kind="speaker", speaker=make_speaker()), "support")
    assert find_unheard([quote.pk]) == []


def test_the_page_tells_shares_and_opens_their_quotes(reading: Client) -> None:
    vell, rent = make_speaker("Ona Vell"), make_target()
    for day in (1, 2, 3):
        say(f"2031-01-0{day}", vell, None, rent, outlet="Corran Weekly" if day < 3 else None)
    shown = open_page(reading, "/audit/?by=outlet")
    assert "3 voices in 3 quotes." in text_of(shown)
    rows = [text_of(row) for row in shown.xpath("//section[1]//tbody/tr")]
    assert [row.rsplit(" %", 2)[0] for row in rows] == [
        "Corran Weekly 2 66.7 % 66.7",
        "outlet not known 1 33.3 % 33.3",
    ]
    (link,) = shown.xpath("//section[1]//tbody//td/a/@href")
    assert len(by_class(open_page(reading, link), "qc")) == 2


@pytest.mark.parametrize("by", ["organisation", "role", "sourcing", "prominence", "speaker"])
def test_voices_can_be_told_apart_by(reading: Client, by: str) -> None:
    say("2031-01-01", make_speaker("Ona Vell", attributes={"party": "Reform"}), None, make_target())
    assert "1 voice" in text_of(open_page(reading, f"/audit/?by={by}"))
    assert "attribute:party" in open_page(reading, "/audit/").xpath("//option/@value")
    assert "Reform" in text_of(open_page(reading, "/audit/?by=attribute:party"))


def test_shares_without_some_are_held_against_all(reading: Client) -> None:
    rent = make_target()
    say("2031-01-01", make_speaker("Ona Vell"), None, rent)
    Relay.objects.create(
        quote=say("2031-01-02", make_speaker("Tomas Reke"), None, rent), name="radio"
    )
    shown = open_page(reading, "/audit/?by=speaker&not=relayed:yes")
    (row,) = shown.xpath("//section[1]//tbody/tr")
    assert text_of(row).startswith("Ona Vell 1 100.0 % +50.0 ")


def test_nothing_to_audit_is_said(reading: Client) -> None:
    words = text_of(open_page(reading, "/audit/?language=xx"))
    assert "No accepted quote is in this view." in words
    assert "Nobody is criticised in these quotes" in words


@pytest.mark.parametrize("query", ["by=age", "by=attribute:", "as=exe", "counting=x", "nothing=1"])
def test_says_what_is_wrong_with_the_address(reading: Client, query: str) -> None:
    assert reading.get(f"/audit/?{query}").status_code == 400


def test_is_kept_as_files(reading: Client) -> None:
    reke, vell = make_speaker("Tomas Reke"), make_speaker("Ona Vell")
    attack = say("2031-01-01", reke, "oppose", make_target(kind="speaker", speaker=vell))

    def table(name: str) -> list[list[str]]:
        answer = reading.get(f"/audit/?by=speaker&as={name}")
        return [*csv.reader(StringIO(answer.content.decode(), newline=""))]

    assert table("shares.csv")[1][:4] == [str(reke.pk), "Tomas Reke", "1", "1.0"]
    assert table("unheard.csv")[1][1:3] == ["Ona Vell", str(attack.article_id)]
    picture = reading.get("/audit/?by=speaker&as=shares.svg").content.decode()
    assert "Tomas Reke" in picture
    assert "100.0% (1)" in picture
