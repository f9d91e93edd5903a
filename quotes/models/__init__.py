"""What is: speakers, targets, quotes and everything that hangs on a quote."""

from quotes.models.attributions import Attribution, Relay
from quotes.models.families import StatementPlace, TextSketch
from quotes.models.feed import Change
from quotes.models.fields import Spans, SpansField
from quotes.models.imported import ImportedRow
from quotes.models.imports import Import, ImportItem
from quotes.models.merges import QuotesToMove, SpeakerMerge, SpeakersApart, TargetMerge
from quotes.models.notes import Note
from quotes.models.placements import Placement
from quotes.models.presence import Presence
from quotes.models.quotes import Quote, StatementFamily
from quotes.models.redactions import Redaction
from quotes.models.saved import SavedView
from quotes.models.search import PositionTaken, QuoteSearch
from quotes.models.speakers import Speaker, SpeakerName, SpeakerRole
from quotes.models.stances import Stance
from quotes.models.steps import Step
from quotes.models.tallies import FacetDelta, FacetTally, PositionDelta, PositionTally
from quotes.models.targets import Target

__all__ = [
    "Attribution",
    "Change",
    "FacetDelta",
    "FacetTally",
    "Import",
    "ImportItem",
    "ImportedRow",
    "Note",
    "Placement",
    "PositionDelta",
    "PositionTaken",
    "PositionTally",
    "Presence",
    "Quote",
    "QuoteSearch",
    "QuotesToMove",
    "Redaction",
    "Relay",
    "SavedView",
    "Spans",
    "SpansField",
    "Speaker",
    "SpeakerMerge",
    "SpeakerName",
    "SpeakerRole",
    "SpeakersApart",
    "Stance",
    "StatementFamily",
    "StatementPlace",
    "Step",
    "Target",
    "TargetMerge",
    "TextSketch",
]
