"""Quotes are browsed in a real browser: by choosing, by typing, without scripts, by everybody."""

import feedparser
import pytest
from playwright.sync_api import expect

from accounts.models import User
from quotes.models import Speaker, Target
from tests.browser import DESKTOP, PHONE, Live, assert_accessible
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target


@pytest.mark.journey
def test_a_choice_swaps_the_results_and_back_undoes_it(live: Live, reader: User) -> None:
    marrow = make_speaker("Ilse Marrow")
    make_quote("The ferry will sail,", speaker=marrow)
    make_quote("a fine promise", speaker=make_speaker("Tomas Reke"))
    page = live.open("/quotes/", user=reader)
    page.get_by_label("Ilse Marrow", exact=True).check()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 quote by Ilse Marrow")
    assert page.url.endswith(f"/quotes/?speaker={marrow.pk}")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 quotes")
    expect(page.get_by_label("Ilse Marrow", exact=True)).not_to_be_checked()


@pytest.mark.journey
def test_the_feed_of_a_page_is_of_what_is_chosen_on_it(live: Live, reader: User) -> None:
    marrow = make_speaker("Ilse Marrow")
    make_quote("The ferry will sail,", speaker=marrow)
    page = live.open("/quotes/", user=reader)
    feed = f"/quotes/feed.atom?speaker={marrow.pk}"
    page.get_by_label("Ilse Marrow", exact=True).check()
    link = page.get_by_role("link", name="These quotes as a feed")
    expect(link).to_have_attribute("href", feed)
    expect(page.locator("head link[type='application/atom+xml']")).to_have_attribute("href", feed)
    expect(page.locator("link[type='application/atom+xml']")).to_have_count(1)


@pytest.mark.journey
def test_words_are_searched_while_typing_without_losing_the_caret(live: Live, reader: User) -> None:
    make_quote("The ferry will sail,")
    make_quote("a fine promise")
    page = live.open("/quotes/", user=reader)
    words = page.get_by_label("Words")
    words.press_sequentially("promise")
    expect(page.locator("mark")).to_have_text("promise")
    expect(words).to_be_focused()
    assert page.url.endswith("/quotes/?q=promise")


@pytest.mark.journey
def test_a_speaker_is_found_by_a_few_letters(live: Live, reader: User) -> None:
    for number in range(12):
        make_quote(speaker=make_speaker(f"Somebody {number}"))
    rare = make_speaker("Ona Vell")
    make_quote("a fine promise", speaker=rare)
    page = live.open("/quotes/?kind=direct", user=reader)
    page.get_by_label("Find a speaker").press_sequentially("vel")
    page.get_by_role("option", name="Ona Vell").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 quote by Ona Vell")
    assert page.url.endswith(f"/quotes/?kind=direct&speaker={rare.pk}") or page.url.endswith(
        f"/quotes/?speaker={rare.pk}&kind=direct"
    )
    expect(page.get_by_label("Ona Vell", exact=True)).to_be_checked()


@pytest.mark.journey
def test_without_scripts_the_form_works_by_its_button(live: Live, reader: User) -> None:
    make_quote("The ferry will sail,")
    make_quote("a fine promise", kind="mixed")
    page = live.open("/quotes/", user=reader, scripts=False)
    page.get_by_label("Words").fill("promise")
    page.get_by_label("mixed", exact=True).last.check()
    page.get_by_role("button", name="Show").click()
    assert page.url.endswith("/quotes/?q=promise&kind=mixed")
    expect(page.locator(".qc blockquote")).to_have_count(1)


def make_debate() -> tuple[Target, Speaker]:
    """Make three months of a debate on one target, by two speakers."""
    act, marrow = make_target("Ferry Act"), make_speaker("Ilse Marrow")
    for month, kind in ((8, "direct"), (9, "direct"), (9, "indirect"), (10, "direct")):
        article = make_article(outlet="The Courier", published_at=f"2031-{month:02}-15T12:00Z")
        make_stance(make_quote(article=article, speaker=marrow, kind=kind), act, "oppose")
    other = make_quote("a fine promise", speaker=make_speaker("Tomas Reke"))
    make_stance(other, act, "support")
    return act, marrow


@pytest.mark.journey
def test_an_analyst_finds_leaves_out_drags_a_period_saves_it_and_reads_its_feed(
    live: Live, reader: User
) -> None:
    act, marrow = make_debate()
    page = live.open("/quotes/", user=reader)
    heading = page.get_by_role("heading", level=1)
    page.get_by_label("Ferry Act", exact=True).check()
    expect(heading).to_have_text("5 quotes on Ferry Act")
    page.get_by_label("oppose", exact=True).check()
    expect(heading).to_have_text("4 quotes on Ferry Act")
    expect(page.locator("#kind-row-indirect .c")).to_have_text("1")

    page.get_by_label("Not indirect").check(force=True)  # drawn over by its word
    expect(heading).to_have_text("3 quotes on Ferry Act")
    expect(page.get_by_role("list", name="Active filters")).to_contain_text("not indirect")
    expect(page.locator("#speaker-row-" + str(marrow.pk) + " .c")).to_have_text("3")

    chart = page.locator("[data-brush] svg")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    column, middle = box["width"] / 3, box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + column * 1.5, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + column * 2.5, middle, steps=4)
    page.mouse.up()
    expect(heading).to_have_text("2 quotes on Ferry Act")
    expect(page.get_by_label("From").first).to_have_value("2031-09-01")
    expect(page.get_by_label("To").first).to_have_value("2031-10-31")
    assert "said_from=2031-09-01&said_to=2031-10-31" in page.url

    page.get_by_role("button", name="Save view").click()
    page.get_by_label("Name of this view").fill("Against the act")
    assert_accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(heading).to_have_text("2 quotes on Ferry Act")

    page.goto("/views/")
    page.get_by_role("link", name="Against the act", exact=True).click()
    expect(heading).to_have_text("2 quotes on Ferry Act")
    page.goto("/views/")
    feed = page.get_by_role("link", name="Feed of Against the act").get_attribute("href")
    answer = page.request.get(f"{live.url}{feed}")
    read = feedparser.parse(answer.body())
    assert read.feed.title == "Against the act"
    assert [entry.author for entry in read.entries] == ["Ilse Marrow"] * 2
    assert act.pk


@pytest.mark.journey
def test_the_same_is_done_by_keys_and_focus_stays_on_what_was_chosen(
    live: Live, reader: User
) -> None:
    make_debate()
    page = live.open("/quotes/", user=reader)
    heading = page.get_by_role("heading", level=1)
    direct = page.get_by_label("direct", exact=True)
    direct.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Not direct")).to_be_focused()
    page.keyboard.press("Space")
    expect(heading).to_have_text("1 quote")
    expect(page.get_by_role("checkbox", name="Not direct")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")  # takes it: what is taken is not left out any more
    expect(heading).to_have_text("4 quotes")
    expect(direct).to_be_focused()
    expect(page.get_by_role("checkbox", name="Not direct")).not_to_be_checked()
    page.locator("#said_from").fill("2031-10-01")
    page.locator("#said_to").fill("2031-10-31")
    expect(heading).to_have_text("1 quote")


@pytest.mark.journey
def test_a_word_that_is_typed_becomes_a_choice(live: Live, reader: User) -> None:
    make_quote(cue="said")
    make_quote("a fine promise")
    page = live.open("/quotes/", user=reader)
    page.locator("summary", has_text="More").click()
    page.get_by_label("Add a cue").fill("SAID")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 quote")
    expect(page.get_by_label("Add a cue")).to_have_value("")
    expect(page.get_by_label("SAID", exact=True)).to_be_checked()
    assert page.url.endswith("/quotes/?cue=SAID")


@pytest.mark.journey
def test_without_scripts_a_choice_is_left_out_found_by_letters_and_saved(
    live: Live, reader: User
) -> None:
    make_debate()
    page = live.open("/quotes/", user=reader, scripts=False)
    page.get_by_label("Not indirect").check(force=True)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 quotes")
    page.get_by_label("Find a speaker").fill("reke")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Take Tomas Reke").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 quote by Tomas Reke")
    assert "not=kind" in page.url


@pytest.mark.journey
def test_on_a_phone_the_filters_open_over_the_list(live: Live, reader: User) -> None:
    make_debate()
    page = live.open("/quotes/", user=reader, width=PHONE)
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Not indirect").check(force=True)
    expect(page.locator("#results h1")).to_have_text("4 quotes")
    assert_accessible(page)


@pytest.mark.journey
def test_statements_are_counted_copied_after_it_and_taken_along(live: Live, reader: User) -> None:
    marrow = make_speaker("Ilse Marrow")
    for outlet in ("The Courier", "The Wire"):
        article = make_article(outlet=outlet, published_at="2031-10-28T06:00Z")
        make_quote(speaker=marrow, article=article)
    page = live.open("/quotes/", user=reader)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.get_by_role("heading", level=1)).to_have_text("2 quotes")
    page.get_by_label("Counting").select_option("statements")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 statement")
    expect(page.get_by_label("Counting")).to_have_value("statements")
    page.get_by_role("button", name="Copy this quote by Ilse Marrow with its source").press("Enter")
    expect(page.locator("#copied")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "“The ferry will sail, … It always has.” (Ilse Marrow) The Courier, 28 Oct 2031."
    )
    with page.expect_download() as kept:
        page.get_by_role("link", name="Export these quotes as CSV").click()
    assert kept.value.path().read_text().count("\n") == 2
    assert_accessible(page)


@pytest.mark.journey
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(live: Live, reader: User, width: int, scheme: str) -> None:
    quote = make_quote(speaker=make_speaker("Ilse Marrow"), cue="said")
    make_stance(quote, make_target("Ferry Act"))
    page = live.open("/quotes/?q=ferry", user=reader, width=width, scheme=scheme)  # type: ignore[arg-type]
    page.locator("summary", has_text="In context").click()
    assert_accessible(page)
    page.goto("/quotes/?q=herring&kind=direct")
    assert_accessible(page)
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wider)


@pytest.mark.journey
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_word_without_end_makes_no_page_wider(live: Live, annotator: User, width: int) -> None:
    word = "ember" * 50
    article = make_article(title=word, text=f"“{word},” said {word}.", outlet=word)
    quote = make_quote(f"{word},", article=article, speaker=make_speaker(word), mention=word)
    make_stance(quote, make_target(word))

    places = [f"/quotes/?speaker={quote.speaker_id}", f"/quotes/{quote.pk}/", "/quotes/"]
    places += ["/", "/articles/", f"/articles/{article.pk}/", "/speakers/", "/targets/"]
    page = live.open(user=annotator, width=width)
    wider = []
    for place in places:
        page.goto(place)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wider.append(place)

    assert wider == []
