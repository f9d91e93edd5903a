"""A real browser on a real server, each test with a database of its own.

`live.open("/quotes/", user=annotator)` returns a page of Playwright; `width=PHONE` and
`scheme="dark"` are the other ways people look at it. A test fails by itself when a page breaks the
content security policy, writes an error to the console or throws one. `assert_accessible(page)`
asks axe.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

from accounts.models import User
from config.setup import browser as installed
from config.setup.steps import ROOT

DESKTOP, PHONE = 1440, 390
HEIGHTS = {DESKTOP: 900, PHONE: 844}
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
REFUSED = "Failed to load resource: the server responded with a status of 4"  # often on purpose
CAUGHT = """async () => {
  const asked = async () => (await fetch('/is-it-caught')).status;
  while (await asked() !== 204) await new Promise((on) => setTimeout(on, 20));
}"""
PATIENCE = 20_000  # milliseconds until a missing thing is called missing, on a machine that is busy


@dataclass
class Live:
    """A running Verbatim and the pages that look at it."""

    url: str
    browser: Browser
    problems: list[str] = field(default_factory=list)

    def open(
        self,
        path: str = "/",
        *,
        user: User | None = None,
        width: int = DESKTOP,
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
    ) -> Page:
        """Open a path in a new browser profile, signed in as a person without a form."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme=scheme,
            has_touch=width == PHONE,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(2 * PATIENCE)  # the first page starts processes, too
        if user:
            context.add_cookies([self.session_of(user)])
        page = context.new_page()
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.problems.append(f"thrown: {error}"))
        page.goto(path)
        return page

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REFUSED):
            self.problems.append(f"{message.text} ({message.location['url']})")

    def session_of(self, user: User) -> Any:
        """Answer the cookie of somebody who has just signed in."""
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": client.cookies[name].value, "url": self.url}


@contextmanager
def served(browser: Browser) -> Iterator[Live]:
    """Serve the database that is connected to now, for as long as the block lasts."""
    server = _server()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    try:
        yield Live(f"http://127.0.0.1:{server.server_port}", browser)
    finally:
        for context in browser.contexts:
            context.close()
        server.shutdown()
        server.server_close()


@pytest.fixture
def live(own_database: str, chromium: Browser) -> Iterator[Live]:
    """Serve the test's own database until the test ends; then fail it if a page complained."""
    with served(chromium) as live:
        yield live
    assert not live.problems, "\n".join(live.problems)


@pytest.fixture
def page(live: Live) -> Page:
    """Return a page on the desk that nobody has signed in to."""
    return live.open()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one browser for all tests of this process."""
    with started() as browser:
        yield browser


@contextmanager
def started() -> Iterator[Browser]:
    """Start a browser, for as long as the block lasts."""
    # Playwright keeps an event loop in this thread, which Django would take for ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed.find(), args=root)
        yield browser
        browser.close()


def catch(
    page: Page, address: str, answer: Callable[[Route], object], *, times: int | None = None
) -> None:
    """Let `answer` have what the page asks of an address, from now on.

    A page that is busy goes on asking the server for a while after the browser was told, so that
    this waits until something of no matter is caught.
    """
    page.route("**/is-it-caught", lambda route: route.fulfill(status=204))
    page.route(address, answer, times=times)
    page.evaluate(CAUGHT)


@contextmanager
def caught(page: Page, address: str) -> Iterator[None]:
    """Keep the next request for this address until the block is left; fail if there was none."""
    held: list[Route] = []

    def hold(route: Route) -> None:  # Playwright cannot take a method of a list
        held.append(route)

    catch(page, address, hold, times=1)
    yield
    for _ in range(250):
        page.wait_for_timeout(20)
        if held:
            break
    assert held, "nothing was asked"
    held[0].continue_()


def assert_accessible(page: Page) -> None:
    """Fail with what axe found wrong on the page as it stands now."""
    found = barriers(page)
    assert not found, "\n".join(found)


def barriers(page: Page, only: list[str] | None = None) -> list[str]:
    """Answer what axe finds wrong on the page as it stands now, by all rules or only these."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE.read_text())  # from outside, which the policy lets a debugger do
    asked = {"type": "rule", "values": only} if only else AXE_RULES
    options = {"runOnly": asked, "resultTypes": ["violations"], "preload": False}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {rule['help']}\n  " + "\n  ".join(node["html"] for node in rule["nodes"])
        for rule in result["violations"]
    ]


class _QuietHandler(WSGIRequestHandler):
    """Handles requests without writing a line for each."""

    def log_message(self, *_: object) -> None:
        pass


def _server() -> ThreadedWSGIServer:
    from config.wsgi import application  # noqa: PLC0415  reads the static files, collected by now

    server = ThreadedWSGIServer(("127.0.0.1", 0), _QuietHandler, allow_reuse_address=False)
    server.daemon_threads = False  # so that closing waits for requests under way
    server.set_app(application)
    return server
