"""Why the machine suggested a quote, in the language of the page; it is stored as it wrote it."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REASONS = {
    "few words in marks": gettext_lazy("few words in marks"),
    "inside a quote": gettext_lazy("inside a quote"),
    "closing mark missing": gettext_lazy("closing mark missing"),
    "no cue": gettext_lazy("no cue"),
    "marks": gettext_lazy("marks"),
    "marks only": gettext_lazy("marks only"),
    "colon": gettext_lazy("colon"),
    "document named before them": gettext_lazy("document named before them"),
    "dash and name after them": gettext_lazy("dash and name after them"),
    "speaker of the quote before": gettext_lazy("speaker of the quote before"),
    "nobody named beside it": gettext_lazy("nobody named beside it"),
    "subject of the clause": gettext_lazy("subject of the clause"),
    "mention in the same sentence": gettext_lazy("mention in the same sentence"),
    "name in the same sentence": gettext_lazy("name in the same sentence"),
    "description in the same sentence": gettext_lazy("description in the same sentence"),
    "words beside it": gettext_lazy("words beside it"),
    "clause before it": gettext_lazy("clause before it"),
    "clause after it": gettext_lazy("clause after it"),
    "clause round it": gettext_lazy("clause round it"),
    "whom, to do what": gettext_lazy("whom, to do what"),
    "what is named after it": gettext_lazy("what is named after it"),
    "question after it": gettext_lazy("question after it"),
    "begins in mid-sentence": gettext_lazy("begins in mid-sentence"),
    "few words": gettext_lazy("few words"),
    "its sentence goes on after it": gettext_lazy("its sentence goes on after it"),
    "long": gettext_lazy("long"),
    "headline and colon": gettext_lazy("headline and colon"),
    "noun and “that”": gettext_lazy("noun and “that”"),
    "noun and “to”": gettext_lazy("noun and “to”"),
    "Konjunktiv after what was told": gettext_lazy("Konjunktiv after what was told"),
    "no words of its language": gettext_lazy("no words of its language"),
}
UNCLEAR = re.compile("“(?P<words>[^”]*)”, who is unclear")
POINTS_BACK = re.compile("“(?P<words>[^”]*)”, (?P<name>.*) by what stands before")


def reason_in_words(reason: str) -> str:
    """Answer a stored reason in the language of the page; printed words in it stay as they are."""
    return " + ".join([_piece(piece) for piece in reason.split(" + ")])


def _piece(piece: str) -> str:
    if piece in REASONS:
        return str(REASONS[piece])
    if found := UNCLEAR.fullmatch(piece):
        return _("“%(words)s”, who is unclear") % found.groupdict()
    if found := POINTS_BACK.fullmatch(piece):
        return _("“%(words)s”, %(name)s by what stands before") % found.groupdict()
    return piece
