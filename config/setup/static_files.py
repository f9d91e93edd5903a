"""Every file the browser may ask for, named by content and compressed, in var/static/."""

import fcntl

from config.setup.steps import ROOT, VAR, Stamp, fingerprint

SOURCES = ROOT / "static"


def collect() -> None:
    """Run collectstatic, unless nothing under static/ changed. Needs Django to be set up."""
    files = [path for path in SOURCES.rglob("*") if path.is_file()]
    stamp = Stamp(VAR / "static" / ".collected", fingerprint([*files, ROOT / "requirements.txt"]))
    if stamp.is_fresh():
        return
    from django.core.management import call_command  # noqa: PLC0415  slow, and seldom needed

    VAR.mkdir(exist_ok=True)
    with (VAR / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.is_fresh():
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.set()
