"""Schemathesis asks everything that the description allows, and what it does not."""

import subprocess
import sys

from config.setup.steps import ROOT


def test_no_answer_surprises_and_every_operation_can_be_done(demo: str, secret: str) -> None:
    asked = ["--url", demo, "--token", secret, "--examples", "2", "--seed", "1"]
    run = [sys.executable, "-m", "bench.anything", *asked]
    found = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr[-2_000:]
