"""What is kept for a while only, and forgotten by workers."""

from __future__ import annotations

from accounts import commands
from quotes.jobs import job_each_minute


@job_each_minute
def forget_what_is_old() -> None:
    """Forget answers that were kept for programs a day ago: a worker's job.

    Raises nothing of its own.
    """
    commands.forget_what_is_old()
