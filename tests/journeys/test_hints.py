"""A hint of a position on the article page: seen, heard, and taken with its digit."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from quotes.models import Stance
from tests.browser import DESKTOP, PHONE, Live, assert_accessible
from tests.factories import make_article, make_stance, make_suggestion, make_target

SAID = "We oppose the ferry levy unless it spares small boats,"


@pytest.mark.journey
def test_the_digit_takes_what_the_words_say(live: Live, annotator: User) -> None:
    article = make_article(text=f"“{SAID}” Ilse Marrow said.")
    quote = make_suggestion(SAID, article, mention="Ilse Marrow", cue="said")
    levy = make_target("Ferry levy")
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    hinted = page.locator(".five .hinted")
    expect(hinted).to_have_text("2Oppose")
    expect(hinted).to_have_accessible_description("Reads as oppose, if…: We oppose the ferry levy")

    page.keyboard.press("2")
    expect(page.locator(f"#stance-{levy.pk}-oppose")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"#stance-{levy.pk}-if")).to_have_attribute("aria-pressed", "true")

    expect(hinted).to_have_count(0)
    stance = Stance.objects.get(quote=quote)
    assert (stance.target, stance.position, stance.conditional) == (levy, "oppose", True)


@pytest.mark.journey
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_hint_is_read_by_everybody_and_without_scripts(
    live: Live, annotator: User, width: int
) -> None:
    article = make_article(text=f"“{SAID}” Ilse Marrow said.")
    quote = make_suggestion(SAID, article, mention="Ilse Marrow", cue="said")
    make_stance(quote, make_target("Ferry levy"), None)
    path = f"/articles/{article.pk}/"

    assert_accessible(live.open(path, user=annotator, width=width, scheme="dark"))
    page = live.open(path, user=annotator, width=width, scripts=False)

    expect(page.get_by_text("Reads as oppose, if…:")).to_have_count(1)
