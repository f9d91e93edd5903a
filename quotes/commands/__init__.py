"""What changes: the only way in which quotes, speakers, targets and stances are written.

Each command is one transaction, takes `by`, records who did what, and raises a `Refused` that
names field and value.
"""

from quotes.commands.article_changes import ArticleChanges, change_article
from quotes.commands.assignments import (
    Undecided,
    finish_article,
    give_articles,
    go_on_from,
    release_article,
    take_article,
    take_next_article,
)
from quotes.commands.batch import Batch, accept_sure
from quotes.commands.chains import apply_speaker_to_chain, move_mention
from quotes.commands.change import (
    accept_quote,
    change_quote,
    check_external_id,
    reject_quote,
    set_content,
)
from quotes.commands.corrections import leave_quote, place_quote
from quotes.commands.deeds import once
from quotes.commands.feed import prune_changes
from quotes.commands.find_families import find_families
from quotes.commands.follow import Anchored, TooFewPlaced
from quotes.commands.forgetting import forget_what_is_old
from quotes.commands.imports import import_articles, take_in_part
from quotes.commands.inputs import (
    AttributionChanges,
    AttributionInput,
    QuoteChanges,
    RelayInput,
    StanceInput,
)
from quotes.commands.known import Known
from quotes.commands.mark import delete_quote, mark_quote, mark_quote_at, mark_words
from quotes.commands.moving import move_merged
from quotes.commands.new_speakers import add_new_speaker
from quotes.commands.notes import add_note, change_note, delete_note
from quotes.commands.presence import News, Person, look_in
from quotes.commands.redactions import redact
from quotes.commands.refusals import (
    AlreadyKnown,
    Ambiguous,
    Conflict,
    DuplicateExternalId,
    DuplicateQuote,
    Invalid,
    Missing,
    PartConflict,
    Refused,
    StaleVersion,
    Withdrawn,
)
from quotes.commands.saved import change_view, delete_view, save_view
from quotes.commands.sources import (
    add_attribution,
    change_attribution,
    put_attribution,
    remove_attribution,
    set_speaker,
)
from quotes.commands.speaker_changes import (
    SpeakerChanges,
    add_role,
    add_speaker_name,
    change_role,
    change_speaker,
    remove_role,
    remove_speaker_name,
)
from quotes.commands.speaker_merges import merge_speakers, tell_apart, unmerge_speaker
from quotes.commands.speakers import RoleInput, create_speaker
from quotes.commands.stances import add_target, remove_stance, set_conditional, set_stance
from quotes.commands.statement_places import (
    leave_family_to_machine,
    put_into_family,
    take_out_of_family,
)
from quotes.commands.suggestions import suggest_quotes
from quotes.commands.take_in import TakenIn, take_in_article, take_in_articles
from quotes.commands.tallies import fold_tallies, rebuild_tallies
from quotes.commands.target_changes import TargetChanges, change_target
from quotes.commands.target_merges import merge_targets, unmerge_target
from quotes.commands.targets import create_target
from quotes.commands.undo import (
    ChangedSince,
    NothingToUndo,
    redo_last_step,
    undo_last_step,
    undo_step,
)
from quotes.commands.versions import Seen
from quotes.commands.withdrawal import restore_article, withdraw_article

__all__ = [
    "AlreadyKnown",
    "Ambiguous",
    "Anchored",
    "ArticleChanges",
    "AttributionChanges",
    "AttributionInput",
    "Batch",
    "ChangedSince",
    "Conflict",
    "DuplicateExternalId",
    "DuplicateQuote",
    "Invalid",
    "Known",
    "Missing",
    "News",
    "NothingToUndo",
    "PartConflict",
    "Person",
    "QuoteChanges",
    "Refused",
    "RelayInput",
    "RoleInput",
    "Seen",
    "SpeakerChanges",
    "StaleVersion",
    "StanceInput",
    "TakenIn",
    "TargetChanges",
    "TooFewPlaced",
    "Undecided",
    "Withdrawn",
    "accept_quote",
    "accept_sure",
    "add_attribution",
    "add_new_speaker",
    "add_note",
    "add_role",
    "add_speaker_name",
    "add_target",
    "apply_speaker_to_chain",
    "change_article",
    "change_attribution",
    "change_note",
    "change_quote",
    "change_role",
    "change_speaker",
    "change_target",
    "change_view",
    "check_external_id",
    "create_speaker",
    "create_target",
    "delete_note",
    "delete_quote",
    "delete_view",
    "find_families",
    "finish_article",
    "fold_tallies",
    "forget_what_is_old",
    "give_articles",
    "go_on_from",
    "import_articles",
    "leave_family_to_machine",
    "leave_quote",
    "look_in",
    "mark_quote",
    "mark_quote_at",
    "mark_words",
    "merge_speakers",
    "merge_targets",
    "move_mention",
    "move_merged",
    "once",
    "place_quote",
    "prune_changes",
    "put_attribution",
    "put_into_family",
    "rebuild_tallies",
    "redact",
    "redo_last_step",
    "reject_quote",
    "release_article",
    "remove_attribution",
    "remove_role",
    "remove_speaker_name",
    "remove_stance",
    "restore_article",
    "save_view",
    "set_conditional",
    "set_content",
    "set_speaker",
    "set_stance",
    "suggest_quotes",
    "take_article",
    "take_in_article",
    "take_in_articles",
    "take_in_part",
    "take_next_article",
    "take_out_of_family",
    "tell_apart",
    "undo_last_step",
    "undo_step",
    "unmerge_speaker",
    "unmerge_target",
    "withdraw_article",
]
