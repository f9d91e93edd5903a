"""Quotes are browsed in a real browser: by choosing, by typing, without scripts, by everybody."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
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
