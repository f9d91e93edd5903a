"""The acceptance article and the corpora, which stand beside the checkout and never in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from config.setup.steps import ROOT

SHARED = Path(os.environ.get("VERBATIM_SHARED") or ROOT.parent / "shared")
SEED, SEED_GOLD = SHARED / "seed" / "article.txt", SHARED / "seed" / "gold.json"
needs_seed = pytest.mark.skipif(
    not (SEED.is_file() and SEED_GOLD.is_file()),
    reason="the acceptance article is not beside the checkout (set VERBATIM_SHARED)",
)

DISCOURSE_SAMPLE = SHARED / "corpora" / "discourse-sample.dna"
needs_discourse_sample = pytest.mark.skipif(
    not DISCOURSE_SAMPLE.is_file(),
    reason="the sample of Discourse Network Analyzer is not beside the checkout",
)
