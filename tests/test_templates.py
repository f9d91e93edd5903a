"""What templates must not hold: the policy would refuse it, or nobody could read it."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from config.setup.steps import ROOT

LONGEST = 80
FORBIDDEN = {
    "a handler in an attribute": r"\son[a-z]+\s*=|\bhx-on\b",
    "a style in an attribute": r"\sstyle\s*=",
    "a style element": r"<style\b",
    "a script without a file": r"<script(?![^>]*\bsrc=)[^>]*>",
    "a script as an address": r"javascript:",
    "values that are evaluated": r"\bhx-[a-z-]+\s*=\s*[\"']\s*js:",
    "a condition in a trigger": r"hx-trigger\s*=\s*(\"[^\"]*\[|'[^']*\[)",
    "a file from elsewhere": r"\b(src|srcset|action)\s*=\s*[\"'](https?:)?//",
    "a link to elsewhere": r"<link[^>]*//",
}
NAMED = re.compile(r"\b((?:accounts|articles|quotes)(?:\.[a-z_]+)+)\.([A-Z]\w+)")
FILES = re.compile(r"\b(?:accounts|articles|quotes)/[\w/]+\.(?:py|html)")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_holds_nothing_the_policy_refuses(path: Path) -> None:
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text(), flags=re.DOTALL)

    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_can_be_read_in_one_go(path: Path) -> None:
    assert path.read_text().count("\n") < LONGEST


def test_a_script_is_a_module_or_htmx_or_hears_early_keys() -> None:
    scripts = re.compile(r"<script\b[^>]*>")
    tags = [tag for path in TEMPLATES for tag in scripts.findall(path.read_text())]

    known = ('type="module"', "htmx", "early")
    assert [tag for tag in tags if not any(each in tag for each in known)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_it_says_it_is_given_exists(path: Path) -> None:
    text = path.read_text()
    files = [name for name in FILES.findall(text) if not _is_there(name)]
    things = [
        f"{module}.{name}"
        for module, name in NAMED.findall(text)
        if not hasattr(import_module(module), name)
    ]

    assert (files, things) == ([], [])


def _is_there(name: str) -> bool:
    return (ROOT / name).exists() or (ROOT / "templates" / name).exists()
