"""A Chromium for the browser tests: the machine's own, else one installed now."""

import os
import shutil
from pathlib import Path

from config.setup.steps import VENV, run, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),)


def find() -> str | None:
    """Return the path of an installed Chromium, or None where only Playwright's own may be."""
    on_path = (shutil.which(name) for name in NAMES)
    in_places = (str(place) for place in PLACES if place.exists())
    return next(filter(None, [*on_path, *in_places]), None)


def install() -> None:
    """Make sure a browser is there: by apt for root on Debian, elsewhere by Playwright."""
    if find():
        return
    say("Installing a browser for the tests")
    if os.geteuid() == 0 and shutil.which("apt-get"):
        run("apt-get", "update", "--quiet")
        run("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium")
    else:
        run(VENV / "bin" / "python", "-m", "playwright", "install", "chromium")
