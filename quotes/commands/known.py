"""What one request has looked up: many of its quotes are by the same few, in the same few texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.commands.speakers import find_or_add_speaker
from quotes.commands.targets import find_or_add_target

if TYPE_CHECKING:
    from quotes.commands.held import Held
    from quotes.commands.speakers import SpeakerRef
    from quotes.commands.targets import TargetRef
    from quotes.models import Speaker, Target


class Known:
    """Speakers, targets and texts that commands of one transaction look up once.

    After a part of it was rolled back a new one is wanted: who was added is not there any more.
    """

    def __init__(self, *, is_batch: bool = False) -> None:
        self.is_batch = is_batch
        """Whether one quote may be refused and the others stored: each is checked at once."""
        self.texts: dict[int, Held] = {}
        """Texts held until the transaction ends, by their ids."""
        self._speakers: dict[tuple[SpeakerRef, str, int | None], Speaker] = {}
        self._targets: dict[TargetRef, Target] = {}

    def speaker(
        self, ref: SpeakerRef, *, kind: str = "person", unnamed_in: int | None = None
    ) -> Speaker:
        """Answer the speaker meant, as `find_or_add_speaker` does; raises as it does."""
        key = (ref, kind, unnamed_in)
        if key not in self._speakers:
            self._speakers[key] = find_or_add_speaker(ref, kind=kind, unnamed_in=unnamed_in)
        return self._speakers[key]

    def target(self, ref: TargetRef) -> Target:
        """Answer the target meant, as `find_or_add_target` does; raises as it does."""
        if ref not in self._targets:
            self._targets[ref] = find_or_add_target(ref)
        return self._targets[ref]
