from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data beside the checkout, which only tests that measure need."""
    root = Path(__file__).resolve().parents[3]
    folder = Path(os.environ.get("VERBATIM_SHARED", root.parent / "shared"))
    if not (folder / "seed" / "gold.json").is_file():
        pytest.skip(f"no gold data in {folder} (set VERBATIM_SHARED)")
    return folder
