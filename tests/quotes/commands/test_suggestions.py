"""What the reader reads is stored whole: nothing of a suggestion is lost on the way."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from articles.drafts import Draft
from quotes import commands
from quotes.models import Attribution, Quote, Relay, Speaker, SpeakerRole

pytestmark = pytest.mark.django_db

TEXT = (
    "“He told us, ‘We never sail in fog,’ and sailed,” a harbour official told the Lind Courier on "
    "condition of anonymity, per state radio.\n\n"
    "Ilka Moor has repeatedly denied that the pier is unsafe. The “fog tax” was due in May.\n\n"
    "No boat was lost, according to port officials and Mayor Jon Brandt."
)


@pytest.fixture
def suggested() -> dict[str, Quote]:
    taken_in = commands.take_in_article(Draft(text=TEXT), by=None)
    assert taken_in.quotes_suggested == 4
    return {quote.content_words[0]: quote for quote in Quote.objects.all()}


def test_a_suggestion_is_stored_with_all_that_was_read(suggested: dict[str, Quote]) -> None:
    quote = suggested["He told us, ‘We never sail in fog,’ and sailed,"]
    assert (quote.addressee, quote.kind) == ("the Lind Courier", "direct")
    source = Attribution.objects.get(quote=quote)
    assert source.condition_words == ["on condition of anonymity"]
    assert source.descriptor_words == ["a harbour official"]
    relay = Relay.objects.get(quote=quote)
    assert (relay.name, relay.span_words, relay.position) == ("state radio", ["state radio"], 0)


def test_a_quote_inside_another_is_stored_with_it(suggested: dict[str, Quote]) -> None:
    parent = suggested["He told us, ‘We never sail in fog,’ and sailed,"]
    assert suggested["We never sail in fog,"].parent == parent
    assert parent.parent is None


def test_denials_and_what_is_recalled_are_stored(suggested: dict[str, Quote]) -> None:
    quote = suggested["that the pier is unsafe"]
    assert (quote.kind, quote.act, quote.earlier) == ("indirect", "denied", True)


def test_terms_are_stored_and_not_counted(suggested: dict[str, Quote]) -> None:
    assert suggested["fog tax"].kind == "term"
    assert not Attribution.objects.filter(quote=suggested["fog tax"]).exists()


def test_several_sources_keep_their_order(suggested: dict[str, Quote]) -> None:
    sources = Attribution.objects.filter(quote=suggested["No boat was lost"]).order_by("position")
    assert [(s.proposed_name, s.proposed_kind, s.sourcing) for s in sources] == [
        ("port officials", "group", "unnamed"),
        ("Jon Brandt", "person", "named"),
    ]


def test_an_office_is_whoever_held_it_on_the_day_of_print() -> None:
    for name, since, until in (("Dora Lind", 2015, 2018), ("Jon Brandt", 2019, 2023)):
        minister = Speaker.objects.create(name=name, kind="person")
        SpeakerRole.objects.create(
            speaker=minister,
            role="Harbour minister",
            since=date(since, 1, 1),
            until=date(until, 12, 31),
        )
    text = "“We sail,” the harbour minister said.\n\n“At dawn,” a harbour minister said."
    for year, name in ((2020, "Jon Brandt"), (2016, "Dora Lind"), (2030, "harbour minister")):
        day = datetime(year, 5, 1, tzinfo=UTC)
        taken_in = commands.take_in_article(Draft(text=f"{text} {year}", published_at=day), by=None)
        of_article = Attribution.objects.filter(quote__article=taken_in.article)
        proposed = of_article.order_by("pk").values_list("proposed_name", "sourcing")
        assert proposed[0] == (name, "unnamed" if year == 2030 else "named")
        assert proposed[1] == ("harbour minister", "unnamed")


def test_an_office_that_two_hold_is_nobody_for_sure() -> None:
    for name in ("Dora Lind", "Jon Brandt"):
        minister = Speaker.objects.create(name=name, kind="person")
        SpeakerRole.objects.create(speaker=minister, role="harbour minister")
    commands.take_in_article(Draft(text="“We sail,” the harbour minister said."), by=None)
    assert Attribution.objects.get().proposed_name == "harbour minister"
