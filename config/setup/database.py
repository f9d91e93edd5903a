"""The database at today's migrations, with a backup of what it was before."""

from pathlib import Path

from config.setup.steps import ROOT, fingerprint

SCHEMA = ("*/migrations/**/*.py", "*/migrations/**/*.sql", "*/models.py", "*/models/*.py", "*/history.py")


def schema_fingerprint() -> str:
    """Return a hash of all that decides what the tables look like."""
    files = [path for pattern in SCHEMA for path in ROOT.glob(pattern)]
    return fingerprint([*files, ROOT / "requirements.txt", Path(__file__)])
