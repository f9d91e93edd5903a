"""Schemathesis asks everything that the description allows, and what it does not."""

import subprocess
import sys

import pytest

from config.setup.steps import ROOT

LISTS = "/(articles|changes|facets|matrix|network|timeline)/"
"""So that each core has about half of it to do."""


@pytest.mark.parametrize("only", [LISTS, f"^(?!.*{LISTS})"], ids=["lists", "the rest"])
def test_no_answer_surprises_and_every_operation_can_be_done(
    demo: str, secret: str, only: str
) -> None:
    asked = ["--url", demo, "--token", secret, "--examples", "2", "--seed", "1", "--only", only]
    run = [sys.executable, "-m", "bench.anything", *asked]
    found = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr[-2_000:]
