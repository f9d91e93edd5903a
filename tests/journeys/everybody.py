"""What keeps somebody from using a page as it stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser import DESKTOP, HEIGHTS, PHONE, barriers

if TYPE_CHECKING:
    from playwright.sync_api import Page

COLOURS = ["color-contrast", "link-in-text-block"]  # all that a scheme may change


def wrong_with(page: Page, widths: tuple[int, ...] = (DESKTOP, PHONE)) -> list[str]:
    """Answer what keeps somebody from using a page, at any width and in any scheme."""
    headings = page.locator("h1").count()
    found = [] if headings == 1 else [f"{headings} headings of the first order"]
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{over} pixels wider than {width}"] if over > 0 else []
        page.emulate_media(color_scheme="light")
        found += barriers(page)
        page.emulate_media(color_scheme="dark")
        found += barriers(page, only=COLOURS)
    page.set_viewport_size({"width": widths[0], "height": HEIGHTS[widths[0]]})
    return [f"{page.url}: {wrong}" for wrong in found]
