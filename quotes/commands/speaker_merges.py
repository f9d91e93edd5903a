"""Two speakers that prove to be one, and one that proves to be two.

A merge writes `merged_into`, which every read resolves, and nothing else at once: attributions,
names and roles stay with whom they were given to, so that an unmerge has nothing to guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Role
from quotes.commands.explain import explained
from quotes.commands.moving import move_what_waits
from quotes.commands.names import one_at_a_time
from quotes.commands.refusals import Conflict, Invalid, Missing
from quotes.commands.speaker_changes import about_speaker, lock_speaker
from quotes.commands.steps import step
from quotes.commands.undo import OWN_UNDO
from quotes.models import QuotesToMove, Speaker, SpeakerMerge, SpeakersApart
from quotes.queries.speaker_merges import marked_for_both

if TYPE_CHECKING:
    from accounts.models import User
    from quotes.models import Step

LONGEST_REASON = 1_000


def merge_speakers(
    speaker_id: int,
    into: int,
    *,
    version: int | None,
    by: User | None,
    reason: str = "",
    undoes: Step | None = None,
) -> SpeakerMerge:
    """Say that a speaker is another one; their quotes are shown as the other's from now on.

    An unnamed source needs a reviewer and a printed `reason`. Refused while both have the same
    words in one text. Raises Missing, StaleVersion, Conflict or Invalid.
    """
    with explained(), transaction.atomic():
        speaker, whole = _both(speaker_id, into, version=version)
        reason = _checked_reason(speaker, whole, by=by, reason=reason)
        _refuse_twice_marked(speaker, whole)
        about = {**about_speaker(speaker), "into": whole.pk, "into_name": whole.name}
        with step(
            "merge_speakers", article_id=None, quote_id=None, by=by, undoes=undoes, detail=about
        ):
            merge = SpeakerMerge.objects.create(speaker=speaker, into=whole, by=by, reason=reason)
            _lead(speaker, [each.pk for each in speaker.merged.all()], to=whole)
        return merge


def unmerge_speaker(speaker_id: int, *, by: User | None, undoes: Step | None = None) -> Speaker:
    """Say that a merged speaker is somebody else after all; what was theirs is theirs again.

    Also while quotes are still being moved. Raises Missing or Conflict.
    """
    with explained(), transaction.atomic():
        speaker = _lock_with_whole(speaker_id)
        merge = speaker.merges.filter(ended_at=None).select_related("into").first()
        if merge is None:
            raise Conflict(
                "speaker", speaker_id, _("%(name)s is merged with nobody") % {"name": speaker.name}
            )
        about = {**about_speaker(speaker), "into": merge.into_id, "into_name": merge.into.name}
        with step(
            "unmerge_speaker", article_id=None, quote_id=None, by=by, undoes=undoes, detail=about
        ):
            merge.ended_at = timezone.now()
            merge.save(update_fields=["ended_at"])
            _lead(speaker, _merged_below(speaker_id), to=None)
        return speaker


def _undo_merge(found: Step, *, by: User) -> None:
    unmerge_speaker(int(found.detail["speaker"]), by=by, undoes=found)


def _merge_again(found: Step, *, by: User) -> None:
    speaker, into = int(found.detail["speaker"]), int(found.detail["into"])
    last = SpeakerMerge.objects.filter(speaker=speaker, into=into).order_by("-id").first()
    reason = last.reason if last else ""
    merge_speakers(speaker, into, version=None, by=by, reason=reason, undoes=found)


OWN_UNDO["merge_speakers"] = _undo_merge
OWN_UNDO["unmerge_speaker"] = _merge_again


def tell_apart(first: int, second: int, *, by: User | None) -> None:
    """Remember that two speakers of like names are two. Raises Missing or Invalid."""
    with explained(), transaction.atomic():
        _wait_for_other_merges()
        one, other = (lock_speaker(each, None) for each in sorted((first, second)))
        if one == other:
            raise Invalid("speaker", first, _("these are one and the same already"))
        if SpeakersApart.objects.filter(first=one, second=other).exists():
            return
        about = {**about_speaker(one), "other": other.pk, "other_name": other.name}
        with step("tell_apart", article_id=None, quote_id=None, by=by, detail=about):
            SpeakersApart.objects.create(first=one, second=other, by=by)


def _refuse_twice_marked(speaker: Speaker, whole: Speaker) -> None:
    for one, other in marked_for_both(speaker, whole, limit=1):
        message = _(
            "the same words of one text are marked for both (quotes %(one)s and "
            "%(other)s): reject one of each first"
        ) % {"one": one, "other": other}
        raise Conflict("into", whole.pk, message)


def _both(speaker_id: int, into: int, *, version: int | None) -> tuple[Speaker, Speaker]:
    """Lock both, once no other merge is under way."""
    _wait_for_other_merges()
    known = Speaker.objects.filter(pk=into).values_list("merged_into", flat=True)
    if not known:
        raise Missing("into", into, _("there is no speaker %(into)s") % {"into": into})
    led_to = known[0] or into
    locked = {
        each: lock_speaker(each, version if each == speaker_id else None)
        for each in sorted({speaker_id, led_to})
    }
    speaker, whole = locked[speaker_id], locked[led_to]
    if speaker.merged_into_id:
        raise Conflict(
            "speaker",
            speaker_id,
            _("%(name)s is merged already: unmerge first") % {"name": speaker.name},
        )
    if whole.merged_into_id:
        raise Conflict(
            "into", into, _("%(name)s was merged this moment; look again") % {"name": whole.name}
        )
    if whole == speaker:
        same = speaker_id == into
        message = (
            _("nobody is merged with themselves")
            if same
            else _("%(name)s is whom the other was merged into: unmerge that first")
            % {"name": speaker.name}
        )
        raise Conflict("into", into, message)
    return speaker, whole


def _lock_with_whole(speaker_id: int) -> Speaker:
    """Lock a merged speaker and whom they became, so that neither is merged meanwhile."""
    _wait_for_other_merges()
    whole = Speaker.objects.filter(pk=speaker_id).values_list("merged_into", flat=True).first()
    for each in sorted({speaker_id, whole or speaker_id}):
        lock_speaker(each, None)
    return Speaker.objects.get(pk=speaker_id)


def _wait_for_other_merges() -> None:
    """Let one merge be made or ended at a time: each changes, beside two, all who became one."""
    one_at_a_time("merge", "of speakers")


def _checked_reason(speaker: Speaker, whole: Speaker, *, by: User | None, reason: str) -> str:
    reason = " ".join(reason.split())
    if len(reason) > LONGEST_REASON or "\x00" in reason:
        raise Invalid(
            "reason",
            None,
            _("a reason has at most %(most)s characters") % {"most": LONGEST_REASON},
        )
    if speaker.article_id is None and whole.article_id is None:
        return reason
    if speaker.article_id is None:
        message = _("a known speaker does not become an unnamed source; merge the other way round")
        raise Invalid("into", whole.pk, message)
    if by is None or not by.is_at_least(Role.REVIEWER):
        message = _("who an unnamed source is, a reviewer decides")
        raise Conflict("speaker", speaker.pk, message)
    if not reason:
        message = _("say what was printed that shows who this unnamed source is")
        raise Invalid("reason", reason, message)
    return reason


def _lead(speaker: Speaker, others: list[int], *, to: Speaker | None) -> None:
    """Let a speaker, and those merged into them, lead to another or to the speaker again.

    Nobody is merged into one who is merged, at no moment: who leads where has an order.
    """
    now = timezone.now()
    below = Speaker.objects.filter(pk__in=others)
    if to is not None:
        below.update(merged_into=to, updated_at=now)
    speaker.merged_into, speaker.updated_at = to, now
    speaker.version += 1
    speaker.save(update_fields=["merged_into", "version", "updated_at"])
    if to is None:
        below.update(merged_into=speaker, updated_at=now)
    QuotesToMove.objects.bulk_create([QuotesToMove(speaker_id=pk) for pk in (speaker.pk, *others)])
    move_what_waits.defer()


def _merged_below(speaker_id: int) -> list[int]:
    """Answer everybody who became this speaker, also by way of others."""
    found: list[int] = []
    level = [speaker_id]
    while level:
        merges = SpeakerMerge.objects.filter(into__in=level, ended_at=None)
        level = list(merges.values_list("speaker", flat=True))
        found += level
    return found
