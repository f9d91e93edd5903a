"""What hangs on the quotes of a file: sources, relays, positions, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes import spans
from quotes.models import Attribution, ImportedRow, Note, Relay, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models

    from quotes.commands.loading.given import GivenAttribution, GivenQuote, GivenRelay, GivenStance
    from quotes.commands.loading.quotes import Ids

TOGETHER = 1000
"""Rows of one statement."""
SIDES = {"support", "oppose"}


class Hanging:
    """Rows that hang on quotes, gathered one quote after the other and stored together.

    `both` counts where one quote supports and opposes a target, `differ` where another position is
    here already.
    """

    def __init__(self, ids: Ids) -> None:
        self.ids = ids
        self.rows: dict[type[models.Model], list[Any]] = {
            model: [] for model in (Attribution, Relay, Stance, Note, ImportedRow)
        }
        self.on_known: dict[int, dict[int, GivenStance]] = {}
        self.both = self.differ = 0

    def add(self, pk: int, group: Sequence[GivenQuote], *, is_new: bool) -> None:
        """Gather what hangs on one quote, which the file may have several times."""
        text = self.ids.texts[group[0].article].text
        if is_new:
            sources = dict.fromkeys(each for quote in group for each in quote.attributions)
            for position, source in enumerate(sources):
                self._keep(Attribution, pk, position=position, **self._source(text, source))
            for position, relay in enumerate(group[0].relays):
                self._keep(Relay, pk, position=position, **self._relay(text, relay))
        self._add_stances(pk, group, is_new=is_new)
        for quote in group:
            self._add_rows(pk, quote)

    def store(self) -> int:
        """Store all that was gathered; answer how many positions are new."""
        self._add_to_known()
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(
                rows, batch_size=TOGETHER, ignore_conflicts=model is ImportedRow
            )
        return len(self.rows[Stance])

    def _add_stances(self, pk: int, group: Sequence[GivenQuote], *, is_new: bool) -> None:
        positions: dict[int, GivenStance] = {}
        for stance in (stance for quote in group for stance in quote.stances):
            target = self.ids.targets[stance.target]
            positions[target] = self._joined(positions.get(target), stance)
        if is_new:
            for target, stance in positions.items():
                self._keep_stance(pk, target, stance)
        else:
            self.on_known[pk] = positions

    def _joined(self, before: GivenStance | None, stance: GivenStance) -> GivenStance:
        if before is None or before.position is None:
            return stance
        if stance.position in {None, before.position} or before.position == "mixed":
            return before
        self.both += 1
        return type(stance)(target=stance.target, position="mixed")

    def _add_to_known(self) -> None:
        """Add to quotes that were here the positions they have not; those they have stand."""
        there = Stance.objects.filter(quote__in=self.on_known).select_related("target")
        known = {(row.quote_id, row.target.merged_into_id or row.target_id): row for row in there}
        for pk, positions in self.on_known.items():
            for target, stance in positions.items():
                row = known.get((pk, target))
                if row is None:
                    self._keep_stance(pk, target, stance)
                elif row.position is None and stance.position is not None:
                    Stance.objects.filter(pk=row.pk).update(position=stance.position)
                elif stance.position not in {None, row.position}:
                    self.differ += 1

    def _keep_stance(self, pk: int, target: int, stance: GivenStance) -> None:
        self._keep(
            Stance,
            pk,
            target_id=target,
            position=stance.position,
            conditional=stance.conditional,
        )

    def _add_rows(self, pk: int, quote: GivenQuote) -> None:
        by = (quote.decided_by and self.ids.people.get(quote.decided_by)) or self.ids.by
        fresh = [row for row in quote.rows if row.key not in self.ids.known]
        for row in fresh:
            data = dict(row.data)
            self._keep(ImportedRow, pk, format=self.ids.format, key=row.key, data=data)
        if fresh:
            for note in quote.notes:
                self._keep(Note, pk, by=by, text=note)

    def _source(self, text: str, source: GivenAttribution) -> dict[str, Any]:
        return {
            "speaker_id": self._speaker(source.speaker),
            "organisation_id": self._speaker(source.organisation),
            "sourcing": source.sourcing,
            "proposed_name": source.proposed_name,
            "proposed_kind": source.proposed_kind,
            **_placed(text, "mention", source.mention),
            **_placed(text, "descriptor", source.descriptor),
            **_placed(text, "condition", source.condition),
        }

    def _relay(self, text: str, relay: GivenRelay) -> dict[str, Any]:
        return {
            "name": relay.name,
            "speaker_id": self._speaker(relay.speaker),
            **_placed(text, "span", relay.span),
        }

    def _speaker(self, key: str | None) -> int | None:
        return None if key is None else self.ids.speakers[key]

    def _keep(self, model: type[models.Model], pk: int, **columns: Any) -> None:
        self.rows[model].append(model(quote_id=pk, **columns))


def _placed(text: str, name: str, parts: spans.Spans | None) -> dict[str, Any]:
    """Answer a span column and the words beside it, both null where there are none."""
    return {name: parts, f"{name}_words": list(spans.words(text, parts)) if parts else None}
