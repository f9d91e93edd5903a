"""What the README shows works as it stands there."""

import os
import re
import subprocess
import sys

from config.setup.steps import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
LONGEST = 10


def test_ten_lines_lead_from_a_token_to_a_table(demo: str, secret: str) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len([line for line in program.splitlines() if line.strip()]) <= LONGEST
    ended = subprocess.run(
        [sys.executable, "-c", program.replace("http://localhost:8000", demo)],
        env={**os.environ, "TOKEN": secret},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert re.search(r"^Tessaly Wire +[0-9]+$", ended.stdout, re.MULTILINE), ended.stdout
