"""Speakers by name, with how often each is quoted, and found with typing mistakes."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from quotes.models import SpeakerName
from tests.counting import queries_of
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.pages import by_class, open_page, rows, text_of

pytestmark = pytest.mark.django_db
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def test_lists_speakers_by_name_whatever_case_and_accents_with_their_quotes(
    reading: Client,
) -> None:
    for name, quotes in (("Óscar", 1), ("anna", 2), ("Pia", 1)):
        speaker = make_speaker(name)
        for _ in range(quotes):
            make_quote(speaker=speaker)
    assert rows(reading, "/speakers/") == ["anna person 2", "Óscar person 1", "Pia person 1"]


def test_each_leads_to_their_page_and_to_their_quotes(reading: Client) -> None:
    speaker = make_speaker("Ilse Marrow")
    make_quote(speaker=speaker)
    links = [each.get("href") for each in open_page(reading, "/speakers/").xpath("//tbody//a")]
    assert links == [f"/speakers/{speaker.pk}/", f"/quotes/?speaker={speaker.pk}"]


def test_counts_what_the_list_of_quotes_shows(reading: Client) -> None:
    speaker = make_speaker("Ilse Marrow")
    make_quote(speaker=speaker)
    make_quote("a fine promise", speaker=speaker, kind="term")
    make_quote("a fine promise", speaker=speaker, status="rejected")
    assert rows(reading, "/speakers/") == ["Ilse Marrow person 1"]


def test_a_merged_speaker_is_counted_with_the_one_they_became(reading: Client) -> None:
    marrow = make_speaker("Ilse Marrow")
    make_quote(speaker=marrow)
    make_quote(speaker=make_speaker("I. Marrow", merged_into=marrow))
    assert rows(reading, "/speakers/") == ["Ilse Marrow person 2"]


@pytest.mark.parametrize("q", ["marow", "ms%20marrow", "ilse"])
def test_finds_by_any_name_with_typos(reading: Client, q: str) -> None:
    speaker = make_speaker("Ilse Marrow")
    SpeakerName.objects.create(speaker=speaker, name="Ms Marrow")
    for each in (speaker, make_speaker("Tomas Reke")):
        make_quote(speaker=each)
    assert rows(reading, f"/speakers/?q={q}") == ["Ilse Marrow Ms Marrow person 1"]


def test_where_nobody_is_called_so_it_says_so(reading: Client) -> None:
    assert "Nobody is called anything like" in text_of(open_page(reading, "/speakers/?q=zzz"))


def test_unnamed_sources_and_undecided_names_stay_away(
    reading: Client, reader: User, annotator: User
) -> None:
    article = make_article()
    make_quote(speaker=make_speaker("an official", article=article), article=article)
    make_quote(speaker=make_speaker("Ona Vell"), status="suggested")
    assert rows(reading, "/speakers/") == []
    reading.force_login(annotator)
    assert rows(reading, "/speakers/") == ["Ona Vell person 0"]


def test_pages_by_name_show_everybody_once(reading: Client) -> None:
    names = [f"Speaker {number:03}" for number in range(60)]
    article = make_article()
    for name in names:
        make_quote(speaker=make_speaker(name), article=article)
    first = open_page(reading, "/speakers/")
    after = first.xpath("//a[@rel='next']")[0].get("href")
    seen = [*rows(reading, "/speakers/"), *rows(reading, f"/speakers/{after}")]
    assert seen == [f"{name} person 1" for name in names]


@pytest.mark.parametrize(
    ("query", "words"),
    [("after=x", "no cursor"), ("page=2", "no parameter “page”"), ("q=a%00", "NUL")],
)
def test_a_bad_address_says_what_is_wrong(reading: Client, query: str, words: str) -> None:
    answer = reading.get(f"/speakers/?{query}")
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_htmx_gets_the_results_alone(reading: Client) -> None:
    answer = reading.get("/speakers/?q=a", headers=PARTIAL).content.decode()
    assert answer.strip().startswith("<section")
    back = reading.get("/speakers/", headers={"HX-Request": "true", "HX-Request-Type": "full"})
    assert "<!doctype html>" in back.content.decode()


def test_a_visitor_is_asked_to_sign_in_where_reading_is_not_public(
    client: Client, settings: Settings
) -> None:
    settings.PUBLIC_READING = False
    assert client.get("/speakers/").headers["Location"] == "/sign-in/?next=/speakers/"


@pytest.mark.parametrize("path", ["/speakers/", "/speakers/?q=speaker"])
def test_twenty_cost_as_many_queries_as_two(reading: Client, path: str) -> None:
    costs = []
    for more in (2, 18):
        for _ in range(more):
            make_quote(speaker=make_speaker())
        costs.append(queries_of(reading, path))
    assert costs[1] <= costs[0]


def test_is_narrowed_to_who_has_an_attribute(reading: Client) -> None:
    green = make_speaker("Ona Vell", attributes={"party": "Green"})
    for speaker in (green, make_speaker("Tomas Reke", attributes={"party": "Reform"})):
        make_quote(speaker=speaker)
    assert rows(reading, "/speakers/?attribute=party:%20Green") == ["Ona Vell person 1"]
    assert rows(reading, "/speakers/?attribute=party:Green&q=reke") == []
    assert "none of this kind" in text_of(open_page(reading, "/speakers/?attribute=party:Red"))
    assert reading.get("/speakers/?attribute=green").status_code == 400


def test_shows_where_each_stands_on_a_target_that_is_chosen(reading: Client) -> None:
    act, marrow = make_target("Ferry Act"), make_speaker("Ilse Marrow")
    board = make_speaker("Harbour Board", kind="organisation")
    for position in ("support", "support", "oppose"):
        make_stance(make_quote(speaker=marrow), act, position)
    same = make_quote(speaker=make_speaker("I. Marrow", merged_into=marrow))
    make_stance(same, act, "support")
    said_for = make_quote("a fine promise")
    said_for.attributions.update(organisation=board)
    make_stance(said_for, act, "oppose")
    page = open_page(reading, f"/speakers/?target={act.pk}")
    told = [text_of(row) for row in page.xpath("//tbody/tr")]
    assert "1 oppose" in told[0]
    assert "Harbour Board" in told[0]
    assert "3 support, 1 oppose" in told[1]
    (link,) = page.xpath("//a[@class='st sup'][contains(., '3')]/@href")
    assert link == f"/quotes/?speaker={marrow.pk}&target={act.pk}&act=said&stance=support"
    assert len(by_class(open_page(reading, str(link)), "qc")) == 3


def test_a_target_nobody_knows_is_refused(reading: Client) -> None:
    assert reading.get("/speakers/?target=99").status_code == 400


def test_an_organisation_that_is_only_spoken_for_is_listed_to_readers(reading: Client) -> None:
    board = make_speaker("Harbour Board", kind="organisation")
    make_speaker("Nobody Asked", kind="organisation")
    make_quote().attributions.update(organisation=board)
    assert [row.split(" organisation")[0] for row in rows(reading, "/speakers/")] == [
        "Harbour Board"
    ]
