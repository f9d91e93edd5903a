"""The house rules a program can check. Layers are import-linter's, types mypy's, style ruff's."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

from config.setup.steps import ROOT
from quotes import commands

APPS = ("accounts", "articles", "quotes")
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 250, 40, 80
VAGUE = {"utils", "util", "helpers", "common", "core", "services", "misc", "base"}
WRITES = {
    "save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "delete",
}  # fmt: skip
SQL_WRITE = re.compile(
    r"^\s*(with\b.+\b)?(insert\s+into|update\s+\S+\s+set|delete\s+from|truncate|copy\s+\S+)\b",
    re.IGNORECASE | re.DOTALL,
)


def modules(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if "migrations" not in path.parts]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def is_in(path: Path, part: str) -> bool:
    """Say whether a module is an app's `part`, be that a file or a package."""
    return path.relative_to(ROOT).with_suffix("").parts[1] == part


def test_each_change_of_a_model_has_its_migration(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0, skip_checks=True)


def test_only_commands_write() -> None:
    assert [
        f"{path.relative_to(ROOT)}:{node.lineno} {what}"
        for path in modules(*APPS)
        if not is_in(path, "commands")
        for node, what in _writes(parsed(path))
        if path.stem != "triggers"  # what the database itself does, whoever writes
        # A file of another program is no table of ours.
        if not is_in(path, "interchange") or what.startswith(".")
    ] == []


def _writes(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, queryset = node.func.attr, not node.args and bool(node.keywords)
            if name in WRITES or (name == "update" and queryset):
                yield node, f".{name}()"
        elif isinstance(node, ast.Constant) and (found := SQL_WRITE.search(str(node.value))):
            yield node, found[0]


def test_models_neither_listen_nor_override_nor_order() -> None:
    for path in modules(*APPS):
        if not is_in(path, "models"):
            continue
        text = path.read_text()
        assert "signals" not in text, path
        assert not re.search(r"^\s+ordering\s*=", text, re.MULTILINE), path
        assert not {"save", "delete"} & {function.name for function in functions(parsed(path))}, (
            path
        )


@pytest.mark.parametrize("part", ["models", "queries", "commands"])
def test_what_is_asked_and_changes_says_what_it_promises(part: str) -> None:
    assert [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in modules(*APPS)
        if is_in(path, part)
        for node in parsed(path).body
        if isinstance(node, ast.ClassDef if part == "models" else ast.FunctionDef)
        and not node.name.startswith("_")
        and not node.name.endswith("QuerySet")
        and not ast.get_docstring(node)
    ] == []


def test_each_command_says_what_it_raises() -> None:
    silent = {
        "suggest_quotes",
        "take_in_articles",
    }  # these answer what was refused, or refuse nothing
    functions = {name: getattr(commands, name) for name in commands.__all__ if name.islower()}

    says = {name for name, command in functions.items() if "aises" in str(command.__doc__)}
    assert says == functions.keys() - silent


def test_modules_and_functions_can_be_read_in_one_go() -> None:
    for path in modules("config", *APPS):
        lines = path.read_text().count("\n")
        assert lines <= LONGEST_MODULE, f"{path} has {lines} lines"
        for function in functions(parsed(path)):
            length = (function.end_lineno or 0) - function.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{path}: {function.name} has {length} lines"


# What the content security policy would not run, and what htmx would have to evaluate.
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=|\bhx-on|\bjs:|hx-trigger=\"[^\"]*\[",
    re.IGNORECASE,
)


def test_templates_are_short_and_hold_neither_script_nor_style() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert text.count("\n") <= LONGEST_TEMPLATE, path
        assert not INLINE.search(text), path


def test_modules_say_what_they_are_about() -> None:
    named = modules("accounts", "articles", "quotes", "bench", "tests")

    assert [
        path for path in named if VAGUE & {*path.relative_to(ROOT).parent.parts, path.stem}
    ] == []


def test_only_config_reads_the_environment() -> None:
    reading = re.compile(r"\bos\.(environ|getenv)\b")
    outside = [path for path in modules(*APPS) if reading.search(path.read_text())]

    assert outside == []


def pages(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[tuple[str, str]]:
    """Yield the name of each URL outside the API, and that of its view."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            if not str(pattern.pattern).startswith("api/"):
                yield from pages(pattern.url_patterns)
        else:
            yield str(pattern.name), pattern.callback.__name__


TESTED_WITH = {
    "sign_out": "accounts/test_sign_in.py",
    "theme_choose": "accounts/test_account.py",
    "letters_choose": "accounts/test_account.py",
    "token_create": "accounts/test_tokens.py",
    "token_revoke": "accounts/test_tokens.py",
    "speaker_options": "quotes/test_names.py",
    "speaker_facts": "quotes/test_speaker_detail.py",
    "speaker_names": "quotes/test_speaker_detail.py",
    "speaker_roles": "quotes/test_speaker_detail.py",
    "speaker_undo": "quotes/test_speaker_detail.py",
    "speaker_unmerge": "quotes/test_speaker_merge.py",
    "speaker_apart": "quotes/test_speaker_duplicates.py",
    "matrix_csv": "quotes/test_matrix.py",
    "matrix_svg": "quotes/test_matrix.py",
    "target_facts": "quotes/test_target_detail.py",
    "target_undo": "quotes/test_target_detail.py",
    "target_unmerge": "quotes/test_target_merge.py",
    "target_options": "quotes/test_names.py",
}
"""Parts of a page that stand in its test file, or of two pages in one."""


def test_each_page_has_one_name_in_four_places() -> None:
    """URL quote-detail, views.quote_detail, quote_detail.html, test_quote_detail.py."""
    stems = {name.replace("-", "_"): view for name, view in pages()}
    templates = {
        path.stem for app in APPS for path in (ROOT / "templates" / app).glob("[!_]*.html")
    }
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests").rglob("test_*.py")}

    assert {stem: view for stem, view in stems.items() if stem != view} == {}
    assert templates - stems.keys() == set(), "templates that no URL is named after"
    assert (templates | stems.keys()) - tests == TESTED_WITH.keys(), "pages without a test file"
    assert all((ROOT / "tests" / file).exists() for file in TESTED_WITH.values())
