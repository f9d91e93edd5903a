"""Where the two editors of the demo newsroom work through one article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from articles.models import TextVersionKind
from articles.readers import read
from quotes import commands
from quotes.commands import QuoteChanges
from quotes.management.annotations import Annotation
from quotes.models import Quote, SpeakerName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accounts.models import User
    from articles.drafts import Draft
    from articles.models import TextVersion

    Given = Mapping[str, Any]

DEMO = Path(__file__).resolve().parents[1] / "demo"


class Desk:
    """One article and its people: the editor decides, the reviewer refuses."""

    def __init__(
        self,
        speakers: Mapping[str, int],
        targets: Mapping[str, int],
        *,
        editor: User,
        reviewer: User,
    ) -> None:
        self.speakers, self.targets = speakers, targets
        self.editor, self.reviewer = editor, reviewer

    def work_through(self, given: Given) -> None:
        """Take in the article and decide its quotes; then its correction, if it was corrected.

        One that "waits" is left to whoever tries the desk.
        """
        version = commands.take_in_article(
            _draft(given, given["file"]), by=self.editor
        ).text_version
        if given.get("waits"):
            return
        annotations = [Annotation(quote, version.text) for quote in given["quotes"]]
        decided = [
            (annotation, self._decide(version, annotation, suggestion))
            for annotation, suggestion in self._matched(version, annotations)
        ]
        self._nest(decided)
        if corrected := given.get("corrected"):
            self._correct(given, corrected)

    def _matched(
        self, version: TextVersion, annotations: Sequence[Annotation]
    ) -> list[tuple[Annotation, Quote | None]]:
        """Give each annotation the suggestion it shares most with; refuse what is left over."""
        suggestions = {quote.pk: quote for quote in _suggestions(version)}
        shared = [
            (annotation.overlap(quote), -place, -pk)
            for place, annotation in enumerate(annotations)
            for pk, quote in suggestions.items()
        ]
        of: dict[int, Quote] = {}
        for overlap, place, pk in sorted(shared, reverse=True):
            if overlap and -place not in of and -pk in suggestions:
                of[-place] = suggestions.pop(-pk)
        for quote in suggestions.values():
            commands.reject_quote(quote.pk, version=quote.version, by=self.reviewer)
        return [(annotation, of.get(place)) for place, annotation in enumerate(annotations)]

    def _decide(
        self, version: TextVersion, annotation: Annotation, suggestion: Quote | None
    ) -> int:
        """Decide one quote as the annotation wants it; answer its id."""
        status = annotation.given["status"]
        if suggestion is None:
            quote = self._mark(version, annotation)
        elif status == "accepted":
            quote = self._accept(suggestion, annotation)
        else:
            quote = suggestion
        if status == "accepted":
            self._judge(quote, annotation)
        elif status == "rejected":
            commands.reject_quote(quote.pk, version=quote.version, by=self.reviewer)
        return quote.pk

    def _nest(self, decided: Sequence[tuple[Annotation, int]]) -> None:
        """Put quotes into those they stand in, which the file names by their first words."""
        by_words = {annotation.given["content"][0]: pk for annotation, pk in decided}
        for annotation, pk in decided:
            if around := annotation.given.get("parent"):
                quote = Quote.objects.get(pk=pk)
                inside = QuoteChanges(parent=by_words[around])
                commands.change_quote(pk, version=quote.version, by=self.editor, changes=inside)

    def _mark(self, version: TextVersion, annotation: Annotation) -> Quote:
        changes = annotation.changes(self.speakers)
        if annotation.given["status"] == "suggested":
            changes |= QuoteChanges(status="suggested", unsure=True)
        return commands.mark_quote(version.pk, by=self.editor, changes=changes)

    def _accept(self, quote: Quote, annotation: Annotation) -> Quote:
        changes = annotation.corrections(quote, self.speakers)
        if content := changes.pop("content", None):
            quote = commands.set_content(
                quote.pk, version=quote.version, by=self.editor, content=content
            )
        if changes:
            quote = commands.change_quote(
                quote.pk, version=quote.version, by=self.editor, changes=changes
            )
        if "attributions" not in changes:
            quote = self._name_speaker(quote, annotation)
        return commands.accept_quote(quote.pk, version=quote.version, by=self.editor)

    def _name_speaker(self, quote: Quote, annotation: Annotation) -> Quote:
        """Name the speaker, unless agreeing to the machine's proposal does."""
        proposed = quote.attributions.values_list("proposed_name", flat=True).first()
        key, unnamed = annotation.given["speaker"], annotation.given["unnamed"]
        known = SpeakerName.objects.filter(speaker=self.speakers.get(key or ""), name=proposed)
        if proposed is None or (key and known.exists()):
            return quote
        return commands.set_speaker(
            quote.pk,
            version=quote.version,
            by=self.editor,
            speaker=unnamed or self.speakers[key],
            unnamed=bool(unnamed),
        )

    def _judge(self, quote: Quote, annotation: Annotation) -> None:
        for stance in annotation.given["stances"]:
            quote = commands.set_stance(
                quote.pk,
                self.targets[stance["target"]],
                version=quote.version,
                by=self.editor,
                position=stance["position"],
                conditional=stance["conditional"],
            )
        done = QuoteChanges(stances_done=True)
        commands.change_quote(quote.pk, version=quote.version, by=self.editor, changes=done)

    def _correct(self, given: Given, corrected: Given) -> None:
        """Take in the corrected text and take the new words of some quotes; the others wait."""
        commands.take_in_article(
            replace(
                _draft(given, corrected["file"]),
                kind=TextVersionKind.CORRECTION,
                dated=date.fromisoformat(corrected["dated"]),
                note=corrected["note"],
            ),
            by=self.reviewer,
        )
        for one in given["quotes"]:
            if "corrected" in one:
                quote = Quote.objects.get(content_words=one["content"], status="accepted")
                commands.place_quote(quote.pk, version=quote.version, by=self.reviewer)


def _suggestions(version: TextVersion) -> list[Quote]:
    return list(Quote.objects.filter(text_version=version, status="suggested").order_by("id"))


def _draft(given: Given, file: str) -> Draft:
    draft = read((DEMO / file).read_bytes(), filename=file, tz=timezone.get_current_timezone())
    return replace(
        draft,
        **{name: given[name] for name in ("title", "outlet", "byline", "url", "language")},
        published_at=datetime.fromisoformat(given["published_at"]),
    )
