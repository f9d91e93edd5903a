"""What changes: the only way in which quotes, speakers, targets and stances are written.

Each command is one transaction, takes `by`, records who did what, and raises a `Refused` that
names field and value.
"""

from quotes.commands.change import (
    accept_quote,
    change_quote,
    reject_quote,
    set_content,
)
from quotes.commands.deeds import once
from quotes.commands.inputs import (
    AttributionChanges,
    AttributionInput,
    QuoteChanges,
    RelayInput,
)
from quotes.commands.mark import delete_quote, mark_quote
from quotes.commands.refusals import (
    Ambiguous,
    Conflict,
    DuplicateQuote,
    Invalid,
    Missing,
    PartConflict,
    Refused,
    StaleVersion,
)
from quotes.commands.sources import (
    add_attribution,
    change_attribution,
    remove_attribution,
    set_speaker,
)
from quotes.commands.speakers import RoleInput, create_speaker, create_target
from quotes.commands.stances import add_target, remove_stance, set_stance
from quotes.commands.suggestions import suggest_quotes
from quotes.commands.take_in import TakenIn, take_in_article, take_in_articles
from quotes.commands.undo import undo_last_step
from quotes.commands.versions import Seen

__all__ = [
    "Ambiguous",
    "AttributionChanges",
    "AttributionInput",
    "Conflict",
    "DuplicateQuote",
    "Invalid",
    "Missing",
    "PartConflict",
    "QuoteChanges",
    "Refused",
    "RelayInput",
    "RoleInput",
    "Seen",
    "StaleVersion",
    "TakenIn",
    "accept_quote",
    "add_attribution",
    "add_target",
    "change_attribution",
    "change_quote",
    "create_speaker",
    "create_target",
    "delete_quote",
    "mark_quote",
    "once",
    "reject_quote",
    "remove_attribution",
    "remove_stance",
    "set_content",
    "set_speaker",
    "set_stance",
    "suggest_quotes",
    "take_in_article",
    "take_in_articles",
    "undo_last_step",
]
