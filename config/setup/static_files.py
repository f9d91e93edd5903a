"""Every file the browser may ask for, named by content and compressed, in var/static/."""

from django.core.management import call_command

from config.setup.steps import ROOT, VAR, Stamp, fingerprint

SOURCES = ROOT / "static"


def collect() -> None:
    """Run collectstatic, unless nothing under static/ changed."""
    files = [path for path in SOURCES.rglob("*") if path.is_file()]
    stamp = Stamp(VAR / "static" / ".collected", fingerprint([*files, ROOT / "requirements.txt"]))
    if not stamp.is_fresh():
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.set()
