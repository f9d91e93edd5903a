"""The steps of set-up: done once, done again when their input changed, and clear when they fail."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from config.setup import browser_files, checks, python_packages, steps
from config.setup.steps import ROOT, Stamp, fingerprint


def test_a_step_is_fresh_until_its_input_changes(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "made" / ".stamp", "of this")
    assert not stamp.is_fresh()

    stamp.set()

    assert Stamp(stamp.path, "of this").is_fresh()
    assert not Stamp(stamp.path, "of that").is_fresh()


def test_a_fingerprint_is_of_names_and_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("same")
    first = fingerprint([one])
    one.rename(two)

    assert fingerprint([two]) != first
    two.rename(one)
    assert fingerprint([one, two]) == first  # a file that is not there counts for nothing


def test_a_step_that_fails_shows_what_was_said_and_why_it_may_be() -> None:
    with pytest.raises(SystemExit, match=r"(?s)no such thing.*Failed: .*\nAre you online\?"):
        steps.run(
            sys.executable,
            "-c",
            "raise SystemExit('no such thing')",
            why_it_may_fail="\nAre you online?",
        )


def test_the_browser_gets_files_without_source_maps() -> None:
    for name in browser_files.FILES:
        content = (browser_files.VENDOR / name).read_bytes()
        assert content, name
        assert not name.endswith(".js") or b"sourceMappingURL" not in content


def test_nothing_is_fetched_twice(capsys: pytest.CaptureFixture[str]) -> None:
    browser_files.install()

    assert capsys.readouterr().out == ""


def test_a_virtual_environment_that_was_moved_or_is_anothers_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    venv = tmp_path / ".venv"
    for name in ("steps.ROOT", "python_packages.ROOT"):
        monkeypatch.setattr(f"config.setup.{name}", tmp_path)
    monkeypatch.setattr(python_packages, "VENV", venv)
    (tmp_path / "nothing.txt").touch()
    anothers = tmp_path / "elsewhere"
    anothers.mkdir()
    venv.symlink_to(anothers)
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    Stamp(venv / "place", "/where/it/was/.venv").set()

    python = python_packages.install("nothing.txt")
    python_packages.install("nothing.txt")

    assert capsys.readouterr().out.count("Making .venv") == 1
    assert (anothers / "bin" / "python").exists()
    assert (anothers / "place").read_text() == "/where/it/was/.venv"
    assert subprocess.run([python, "-m", "pip", "--version"], check=False).returncode == 0


def test_an_old_python_is_told_which_one_is_needed() -> None:
    pretend = "import sys; sys.version_info = (3, 9, 2, 'final', 0); sys.argv = ['', 'setup'];"
    run = "import runpy; runpy.run_module('config.setup', run_name='__main__')"

    done = subprocess.run(
        [sys.executable, "-c", pretend + run],
        cwd=ROOT,
        env={"PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "Verbatim needs Python 3.11 or newer" in done.stderr


def test_the_lock_files_hold_what_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    wanted = {
        "requirements.txt": project["project"]["dependencies"],
        "requirements-dev.txt": project["project"]["dependencies"] + groups["dev"],
        "requirements-node.txt": groups["node"],
    }
    for lock, dependencies in wanted.items():
        locked = set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / lock).read_text(), re.MULTILINE))
        named = {re.split(r"[\[~=<> ]", dependency)[0] for dependency in dependencies}
        assert named <= locked, lock


def test_the_forge_runs_the_same_command() -> None:
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-1] == "exec make test"


def test_every_check_is_a_program_that_is_there() -> None:
    for name, command in checks.CHECKS.items():
        assert (Path(sys.prefix) / "bin" / command()[0]).exists(), name


def test_a_folder_that_cannot_be_written_to_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "VAR", tmp_path / "var")
    (tmp_path / "var").touch()
    with pytest.raises(SystemExit, match="has to be a folder"), steps.one_at_a_time():
        pytest.fail("there is no folder to work in")
