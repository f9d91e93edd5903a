"""Quotes are found by what the address says, shown as printed, and paged without losing one."""

import re

import pytest
from django.test import Client
from lxml import html
from lxml.html import HtmlElement
from pytest_django.fixtures import Settings

from accounts.models import User
from articles.models import Outlet
from quotes.models import Quote, SpeakerRole
from tests.counting import queries_of
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.pages import by_class, open_page, printed, text_of

pytestmark = pytest.mark.django_db
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def test_shows_accepted_quotes_exactly_as_printed(visitor: Client) -> None:
    text = "« L’été, \t dit-elle,  finit  <ici> » — 🙂&amp; voilà."
    make_quote(["L’été,", "finit  <ici>"], article=make_article(text=text))
    assert printed(open_page(visitor, "/quotes/")) == ["L’été, | finit  <ici>"]


def test_draws_the_printed_marks_pale_and_the_gap_as_a_pill_that_says_what_it_leaves_out(
    visitor: Client,
) -> None:
    make_quote()
    quote = next(open_page(visitor, "/quotes/").iter("blockquote"))
    assert [mark.text for mark in by_class(quote, "qm")] == ["“", "”", "“", "”"]
    assert [gap.get("aria-label") for gap in by_class(quote, "gap")] == [
        "left out: Ilse Marrow said."
    ]


def test_tells_who_said_it_in_which_role_then_where_and_where_they_stand(visitor: Client) -> None:
    marrow = make_speaker("Ilse Marrow")
    SpeakerRole.objects.create(speaker=marrow, role="Skipper", until="2029-01-01")
    SpeakerRole.objects.create(speaker=marrow, role="Harbour Minister", since="2029-01-02")
    article = make_article(outlet="The Courier", published_at="2031-10-28T06:00Z", language="en")
    quote = make_quote(speaker=marrow, article=article, cue="said", kind="mixed", act="denied")
    make_stance(quote, make_target("Ferry Act"), "oppose", conditional=True)
    card = by_class(open_page(visitor, "/quotes/"), "qc")[0]
    text = text_of(card)
    for words in ("Ilse Marrow Harbour Minister", "mixed", "denied", "The Courier, 28 Oct 2031"):
        assert words in text
    assert "oppose Ferry Act if…" in text
    assert next(card.iter("blockquote")).get("lang") == "en"
    assert next(by_class(card, "by")[0].iter("a")).get("href") == f"/quotes/?speaker={marrow.pk}"


def test_unfolds_the_paragraph_around_a_quote_with_source_and_cue_marked(visitor: Client) -> None:
    make_quote(mention="Ilse Marrow", cue="said")
    passage = by_class(open_page(visitor, "/quotes/"), "passage")[0]
    assert passage.text_content().strip() == (
        "“The ferry will sail,” Ilse Marrow said. “It always has.” "
        "Tomas Reke called it “a fine promise”."
    )
    assert [span.text for span in by_class(passage, "sp")] == ["Ilse Marrow"]
    assert [span.text for span in by_class(passage, "cu")] == ["said"]


def test_a_card_leads_to_its_citation_and_copies_the_words_with_their_source(
    visitor: Client,
) -> None:
    article = make_article(outlet="The Courier", published_at="2031-10-28T06:00Z")
    quote = make_quote(speaker=make_speaker("Ilse Marrow"), article=article)
    card = by_class(open_page(visitor, "/quotes/"), "qc")[0]
    (cite,) = card.xpath(".//a[normalize-space()='Cite']/@href")
    assert cite == f"/quotes/{quote.pk}/#cite"
    assert visitor.get(f"/quotes/{quote.pk}/").content.count(b'id="cite"') == 1
    (copy,) = card.xpath(".//button[@data-copies]")
    assert copy.get("data-words") == (
        "“The ferry will sail, … It always has.” (Ilse Marrow) The Courier, 28 Oct 2031."
    )
    assert copy.get("hidden") is not None  # a script shows it
    assert copy.get("aria-label") == "Copy this quote by Ilse Marrow with its source"


def test_where_only_quotes_may_be_read_readers_see_no_context(
    visitor: Client, annotator: User
) -> None:
    article = make_article(outlet="The Courier")
    Outlet.objects.update(shows_full_text=False)
    make_quote(article=article)
    assert not by_class(open_page(visitor, "/quotes/"), "passage")
    visitor.force_login(annotator)
    assert by_class(open_page(visitor, "/quotes/"), "passage")


@pytest.mark.parametrize(
    "query",
    [
        "speaker={marrow}",
        "target={act}",
        "target={act}&stance=support",
        "outlet={courier}",
        "kind=direct",
        "article={article}",
        "q=FERRY",
        "published_from=2031-10-28&published_to=2031-10-28",
        "language=en",
    ],
)
def test_each_filter_keeps_what_fits_and_leaves_the_rest_out(visitor: Client, query: str) -> None:
    marrow, act = make_speaker("Ilse Marrow"), make_target("Ferry Act")
    article = make_article(outlet="Courier", published_at="2031-10-28T23:30Z", language="en")
    here = make_quote("The ferry will sail,", speaker=marrow, article=article)
    make_stance(here, act, "support")
    elsewhere = make_article(outlet="Weekly", published_at="2031-10-29T00:30Z", language="fr")
    other = make_quote(
        "a fine promise", kind="mixed", article=elsewhere, speaker=make_speaker("Tomas Reke")
    )
    make_stance(other, make_target("Fuel Levy"), "support")
    ids = {"marrow": marrow.pk, "act": act.pk, "article": article.pk}
    path = "/quotes/?" + query.format(**ids, courier=article.outlet_id)
    assert printed(open_page(visitor, path)) == ["The ferry will sail,"]


def test_target_and_stance_together_mean_one_and_the_same_stance(visitor: Client) -> None:
    act, levy = make_target("Ferry Act"), make_target("Fuel Levy")
    quote = make_quote()
    make_stance(quote, act, "support")
    make_stance(quote, levy, "oppose")
    assert printed(open_page(visitor, f"/quotes/?target={levy.pk}&stance=oppose"))
    assert not printed(open_page(visitor, f"/quotes/?target={levy.pk}&stance=support"))


@pytest.mark.parametrize("q", ["eté", "ÉTÉ", '"l’été finit"', "hiver or été"])
def test_words_ignore_accents_and_know_phrases_and_or(visitor: Client, q: str) -> None:
    make_quote("L’été finit", article=make_article(text="« L’été finit »"))
    page = html.fromstring(visitor.get("/quotes/", {"q": q}).content.decode())
    assert printed(page) == ["L’été finit"]


@pytest.mark.parametrize("q", ['"finit été"', "été -finit", "fin"])
def test_words_in_another_order_excluded_or_cut_short_find_nothing(visitor: Client, q: str) -> None:
    make_quote("L’été finit", article=make_article(text="« L’été finit »"))
    page = html.fromstring(visitor.get("/quotes/", {"q": q}).content.decode())
    assert printed(page) == []


def test_hits_are_marked_and_the_words_stay_the_same(visitor: Client) -> None:
    make_quote("L’été finit", article=make_article(text="« L’été finit »"))
    page = open_page(visitor, "/quotes/?q=ete")
    assert [mark.text for mark in page.iter("mark")] == ["été"]
    assert printed(page) == ["L’été finit"]


def test_terms_are_left_out_unless_asked_for(visitor: Client) -> None:
    make_quote("a fine promise", kind="term")
    assert printed(open_page(visitor, "/quotes/")) == []
    assert printed(open_page(visitor, "/quotes/?kind=term")) == ["a fine promise"]


def test_suggestions_are_for_those_who_decide_on_them(
    visitor: Client, reader: User, annotator: User
) -> None:
    make_quote("a fine promise", status="suggested")
    assert printed(open_page(visitor, "/quotes/")) == []
    refused = visitor.get("/quotes/?status=suggested")
    assert refused.status_code == 302
    assert refused.headers["Location"].startswith("/sign-in/?next=/quotes/")
    visitor.force_login(reader)
    assert visitor.get("/quotes/?status=suggested").status_code == 403
    visitor.force_login(annotator)
    assert printed(open_page(visitor, "/quotes/?status=suggested")) == ["a fine promise"]


def test_where_reading_is_not_public_a_visitor_is_asked_to_sign_in(
    client: Client, settings: Settings
) -> None:
    settings.PUBLIC_READING = False
    answer = client.get("/quotes/?q=winter")
    assert answer.headers["Location"] == "/sign-in/?next=/quotes/%3Fq%3Dwinter"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("kind=loud", "“kind” cannot be “loud”"),
        ("colour=red", "There is no parameter “colour” here"),
        ("speaker=999999", "There is no speaker 999999"),
        ("target=999999", "There is no target 999999"),
        ("after=nonsense", "“nonsense” is no cursor"),
        ("published_from=yesterday", "“published_from” is “yesterday”"),
        ("q=-ferry", "it only says what must not be there"),
        ("not=indirect", "as field:value, such as kind:indirect"),
        ("not=speaker:999999", "There is no speaker 999999"),
        ("said_from=2031-05-02&said_to=2031-05-01", "before “said_from”"),
        ("q=" + "a" * 10_000, "has 10000 characters; 300 are the most"),
        ("q=<script>&kind=<b>", "“kind” cannot be “&lt;b&gt;”"),
    ],
)
def test_a_bad_address_names_what_is_wrong_and_shows_a_way_back(
    visitor: Client, query: str, words: str
) -> None:
    for headers in ({}, PARTIAL):
        answer = visitor.get(f"/quotes/?{query}", headers=headers)
        assert answer.status_code == 400
        assert words in answer.content.decode()
        assert 'href="/quotes/"' in answer.content.decode()


def test_a_speaker_whom_only_suggestions_name_is_not_given_away(
    visitor: Client, annotator: User
) -> None:
    marrow = make_speaker("Ilse Marrow")
    make_quote(speaker=marrow, status="suggested")
    assert visitor.get(f"/quotes/?speaker={marrow.pk}").status_code == 400
    visitor.force_login(annotator)
    assert visitor.get(f"/quotes/?speaker={marrow.pk}").status_code == 200


def test_where_nothing_fits_it_says_which_filter_is_in_the_way(visitor: Client) -> None:
    act = make_target("Ferry Act")
    make_stance(make_quote(), act, "support")
    page = open_page(visitor, f"/quotes/?q=herring&target={act.pk}&kind=direct")
    assert next(page.iter("h1")).text == "No quote fits all three filters"
    rows = [text_of(row) for row in page.xpath("//tbody/tr")]
    assert rows == [
        "the words “herring” 1 Take it away",
        "the target Ferry Act 0",
        "the kind direct 0",
    ]
    way = page.xpath("//tbody//a")[0].get("href")
    assert printed(open_page(visitor, f"/quotes/{way}"))


def test_what_is_left_out_counts_by_itself_among_what_is_in_the_way(visitor: Client) -> None:
    make_quote()
    page = open_page(visitor, "/quotes/?not=kind:direct&not=act:denied")
    assert [text_of(row) for row in page.xpath("//tbody/tr")] == [
        "not direct 1 Take it away",
        "not denied 0",
    ]
    assert "not direct empties it: without it, 1 quote is left." in text_of(page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("not=kind:mixed", ["The ferry will sail,"]),
        ("not=speaker:{marrow}", ["a fine promise"]),
        ("not=target:{act}", ["a fine promise"]),
        ("not=kind:mixed&not=kind:direct", []),
        ("speaker={marrow}&not=kind:mixed", ["The ferry will sail,"]),
    ],
)
def test_what_is_left_out_is_not_there(visitor: Client, query: str, found: list[str]) -> None:
    marrow, act = make_speaker("Ilse Marrow"), make_target("Ferry Act")
    make_stance(make_quote("The ferry will sail,", speaker=marrow), act)
    make_quote("a fine promise", kind="mixed", speaker=make_speaker("Tomas Reke"))
    path = f"/quotes/?{query.format(marrow=marrow.pk, act=act.pk)}"
    assert printed(open_page(visitor, path)) == found


def test_what_is_left_out_wears_not_and_can_be_taken_in_again(visitor: Client) -> None:
    make_quote()
    page = open_page(visitor, "/quotes/?not=kind:indirect&q=ferry")
    chip = page.xpath("//*[@class='chip'][contains(., 'not indirect')]/a")[0]
    assert chip.get("href") == "?q=ferry"
    assert page.xpath("//input[@aria-label='Not indirect'][@checked]")
    assert not page.xpath("//input[@aria-label='Not direct'][@checked]")


def counts_beside(page: HtmlElement, field: str, *values: str) -> list[int]:
    """Return the numbers beside choices of a filter."""
    found = [page.get_element_by_id(f"{field}-row-{value}") for value in values]
    return [int(text_of(by_class(row, "c")[0])) for row in found]


def test_counts_stand_beside_each_choice_and_add_up(visitor: Client) -> None:
    act = make_target("Ferry Act")
    for kind, position in (("direct", "support"), ("direct", "oppose"), ("mixed", "oppose")):
        make_stance(make_quote(kind=kind, speaker=make_speaker()), act, position)
    page = open_page(visitor, f"/quotes/?target={act.pk}")
    assert counts_beside(page, "kind", "direct", "indirect", "mixed") == [2, 0, 1]
    assert counts_beside(page, "stance", "support", "oppose", "neutral") == [1, 2, 0]
    assert next(page.iter("h1")).text_content().split()[0] == "3"


def test_a_choice_of_an_active_filter_is_counted_as_if_it_were_the_only_one(
    visitor: Client,
) -> None:
    make_quote()
    make_quote("a fine promise", kind="mixed")
    page = open_page(visitor, "/quotes/?kind=direct")
    assert counts_beside(page, "kind", "direct", "mixed") == [1, 1]
    assert counts_beside(page, "act", "said") == [1]


def test_says_who_supports_the_one_target_and_where_it_was_printed(visitor: Client) -> None:
    act = make_target("Ferry Act")
    for outlet, position in (("Courier", "support"), ("Weekly", "support"), ("Weekly", "oppose")):
        make_stance(make_quote(article=make_article(outlet=outlet)), act, position)
    make_stance(make_quote(), make_target(), "oppose")
    page = open_page(visitor, f"/quotes/?target={act.pk}")
    assert "2 support it, 1 oppose it. From 3 articles of 2 outlets." in text_of(page)
    narrowed = text_of(open_page(visitor, f"/quotes/?target={act.pk}&stance=support"))
    assert "2 support it. From 2 articles of 2 outlets." in narrowed
    assert "From 4 articles of 2 outlets." in text_of(open_page(visitor, "/quotes/?act=said"))


def test_months_are_drawn_with_those_around_the_days_asked_for(visitor: Client) -> None:
    for month in (8, 9, 10):
        make_quote(article=make_article(published_at=f"2031-{month:02}-15T12:00Z"))
    page = open_page(visitor, "/quotes/?said_from=2031-09-01&said_to=2031-09-30")
    assert len(printed(page)) == 1
    chart = page.xpath("//*[@data-brush]")[0]
    assert chart.get("data-brush") == "said_from said_to"
    assert chart.get("data-first") == "2031-08"
    assert [row.get("width") for row in by_class(chart, "sel")] == ["1"]


def test_months_are_a_table_and_a_picture_to_keep(visitor: Client) -> None:
    act = make_target("Ferry Act")
    for month, position in ((8, "support"), (10, "oppose"), (10, "oppose")):
        article = make_article(published_at=f"2031-{month:02}-15T12:00Z")
        make_stance(make_quote(article=article), act, position)
    page = open_page(visitor, f"/quotes/?target={act.pk}&kind=direct")
    files = [link.get("href") for link in page.xpath("//*[@class='files']/a")]
    table, picture = (visitor.get(f"/quotes/{file}") for file in files)
    assert table.headers["Content-Type"].startswith("text/csv")
    assert table.content.decode("utf-8-sig").splitlines() == [
        "month,support,oppose",
        "2031-08,1,0",
        "2031-09,0,0",
        "2031-10,0,2",
    ]
    assert picture.headers["Content-Type"].startswith("image/svg+xml")
    assert "on Ferry Act" in picture.content.decode()
    assert visitor.get("/quotes/?as=months.gif").status_code == 400
    assert visitor.get("/quotes/?q=herring&as=months.csv").status_code == 404


def test_sorts_by_newest_oldest_and_best_match(visitor: Client) -> None:
    text = "“ferry then” “ferry ferry ferry now” “ferry soon”"
    for words, day in (("ferry then", 1), ("ferry ferry ferry now", 2), ("ferry soon", 3)):
        article = make_article(text=text, published_at=f"2031-10-0{day}T12:00Z")
        make_quote(words, article=article)
    by_date = ["ferry soon", "ferry ferry ferry now", "ferry then"]
    assert printed(open_page(visitor, "/quotes/?q=ferry")) == by_date
    assert printed(open_page(visitor, "/quotes/?q=ferry&sort=oldest")) == by_date[::-1]
    best = printed(open_page(visitor, "/quotes/?q=ferry&sort=best"))
    assert best[0] == "ferry ferry ferry now"
    assert visitor.get("/quotes/?sort=loudest").status_code == 400


def test_a_cursor_belongs_to_its_order_and_its_filters(visitor: Client) -> None:
    article = make_article(text=" ".join(f"word{number:03}" for number in range(30)))
    for number in range(30):
        make_quote(f"word{number:03}", article=article)
    after = open_page(visitor, "/quotes/").xpath("//a[@rel='next']")[0].get("href")
    assert visitor.get(f"/quotes/{after}").status_code == 200
    for other in ("&sort=oldest", "&kind=direct", "&not=kind:mixed"):
        assert visitor.get(f"/quotes/{after}{other}").status_code == 400


def test_a_target_takes_in_its_parts_on_request(visitor: Client) -> None:
    treaty = make_target("Draft treaty")
    make_stance(make_quote(), treaty)
    make_stance(make_quote(), make_target("Hotlines", part_of=treaty))
    assert len(printed(open_page(visitor, f"/quotes/?target={treaty.pk}"))) == 1
    page = open_page(visitor, f"/quotes/?target={treaty.pk}&parts=target")
    assert len(printed(page)) == 2
    assert "with parts of the target" in text_of(by_class(page, "chips")[0])


def test_a_merged_speaker_is_found_by_either_id(visitor: Client) -> None:
    marrow = make_speaker("Ilse Marrow")
    other = make_speaker("I. Marrow", merged_into=marrow)
    make_quote(speaker=other)
    for each in (marrow, other):
        page = open_page(visitor, f"/quotes/?speaker={each.pk}")
        assert len(printed(page)) == 1
        assert "by Ilse Marrow" in text_of(next(page.iter("h1")))


def test_each_chip_leads_to_the_same_view_without_it(visitor: Client) -> None:
    marrow, reke = make_speaker("Ilse Marrow"), make_speaker("Tomas Reke")
    make_quote(speaker=marrow)
    make_quote(speaker=reke)
    path = f"/quotes/?q=ferry&speaker={marrow.pk}&speaker={reke.pk}"
    links = open_page(visitor, path).xpath("//*[@class='chip']/a")
    assert [(link.get("aria-label"), link.get("href")) for link in links] == [
        ("Remove “ferry”", f"?speaker={marrow.pk}&speaker={reke.pk}"),
        ("Remove Ilse Marrow", f"?q=ferry&speaker={reke.pk}"),
        ("Remove Tomas Reke", f"?q=ferry&speaker={marrow.pk}"),
    ]


def test_the_form_keeps_every_filter_of_the_address(visitor: Client) -> None:
    marrow = make_speaker("Ilse Marrow")
    article = make_article(language="en", published_at="2031-10-28T06:00Z")
    make_quote(speaker=marrow, article=article)
    query = (
        f"article={article.pk}&attribute=party:Green&cue=said&decided=single&kind=direct"
        f"&language=en&not=article:{article.pk}&not=cue:claimed&not=kind:mixed"
        f"&published_from=2031-10-01&q=ferry&role=Skipper&said_to=2031-12-31&speaker={marrow.pk}"
    )
    form = open_page(visitor, f"/quotes/?{query}").get_element_by_id("filters")
    kept = sorted((name, value) for name, value in form.form_values() if value)
    assert "&".join(f"{name}={value}" for name, value in kept) == query


def test_the_address_a_form_sends_loses_its_empty_fields(visitor: Client) -> None:
    answer = visitor.get("/quotes/?q=ferry&speaker=&published_from=&kind=direct")
    assert answer.headers["Location"] == "/quotes/?q=ferry&kind=direct"


def test_htmx_gets_the_results_alone_and_is_told_their_address(visitor: Client) -> None:
    make_quote()
    answer = visitor.get(
        "/quotes/?q=ferry&kind=", headers={**PARTIAL, "HX-Source": "div#kind-choices"}
    )
    assert answer.content.decode().strip().startswith('<div class="stack" id="results">')
    assert answer.headers["HX-Push-Url"] == "/quotes/?q=ferry"
    typed = visitor.get("/quotes/?q=fe", headers={**PARTIAL, "HX-Source": "div#words"})
    assert typed.headers["HX-Replace-Url"] == "/quotes/?q=fe"


def test_back_in_htmx_gets_the_whole_page_and_caches_keep_them_apart(visitor: Client) -> None:
    answer = visitor.get("/quotes/", headers={"HX-Request": "true", "HX-Request-Type": "full"})
    assert "<!doctype html>" in answer.content.decode()
    assert {"HX-Request", "HX-Request-Type"} <= set(re.split(", ?", answer.headers["Vary"]))


def test_older_pages_show_every_quote_once_newest_first(visitor: Client) -> None:
    article = make_article(text=" ".join(f"word{number:03}" for number in range(60)))
    for number in range(60):
        make_quote(f"word{number:03}", article=article)
    seen, path = [], "/quotes/"
    while path:
        page = open_page(visitor, path)
        seen += printed(page)
        older = page.xpath("//a[@rel='next']")
        path = f"/quotes/{older[0].get('href')}" if older else ""
    assert seen == [f"word{number:03}" for number in reversed(range(60))]


def test_twenty_quotes_cost_as_many_queries_as_two(client: Client, reader: User) -> None:
    client.force_login(reader)
    costs = []
    for more in (2, 18):
        for _ in range(more):
            quote = make_quote(speaker=make_speaker(), article=make_article(outlet="The Courier"))
            make_stance(quote, make_target())
        costs.append(queries_of(client, "/quotes/?q=ferry"))
    assert costs[0] == costs[1]
    assert Quote.objects.count() == 20


def test_what_names_no_speaker_organisation_or_target_may_be_asked_for_or_left_out(
    visitor: Client,
) -> None:
    ministry = make_speaker("Harbour Ministry", kind="organisation")
    named = make_quote("The ferry will sail,", speaker=make_speaker("Ilse Marrow"))
    make_quote("It always has.", speaker=ministry)
    make_stance(make_quote("a fine promise", kind="mixed"), make_target("Ferry Act"))
    alone = {
        "speaker": ["a fine promise"],
        "organisation": ["a fine promise", "The ferry will sail,"],
        "target": ["It always has.", "The ferry will sail,"],
    }
    every = ["a fine promise", "It always has.", "The ferry will sail,"]
    for field, words in alone.items():
        page = open_page(visitor, f"/quotes/?{field}=none")
        assert printed(page) == words
        (box,) = page.xpath(f"//input[@type='checkbox'][@name='{field}'][@value='none']")
        assert box.get("checked") is not None
        but = printed(open_page(visitor, f"/quotes/?not={field}:none"))
        assert but == [each for each in every if each not in words]
    either = f"/quotes/?speaker=none&speaker={named.speaker_id}"
    assert printed(open_page(visitor, either)) == ["a fine promise", "The ferry will sail,"]
    heading = next(open_page(visitor, "/quotes/?target=none").iter("h1"))
    assert text_of(heading) == "2 quotes"
    chip = by_class(open_page(visitor, "/quotes/?organisation=none"), "chip")[0]
    assert "no organisation given" in text_of(chip)


def test_suggestions_with_nobody_named_may_be_asked_for(annotating: Client) -> None:
    make_quote("a fine promise", status="suggested")
    make_quote("It always has.", status="suggested", speaker=make_speaker("Ilse Marrow"))
    page = open_page(annotating, "/quotes/?status=suggested&speaker=none")
    assert printed(page) == ["a fine promise"]
