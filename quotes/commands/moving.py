"""After a merge: the quotes of a speaker come to name whom the speaker became, batch by batch.

Reads resolve merges without that; it keeps one statement from being marked twice for one person,
and figures on one index. It can be killed at any moment and goes on where it was.
"""

from __future__ import annotations

from django.db import OperationalError, connection, transaction

from quotes.jobs import job
from quotes.models import QuotesToMove

BATCH = 1_000
TRIES = 5

# What was tagged stays in the attribution. Where the same words were marked for both since the
# merge, the quote keeps whom it names: two of one would break quote_once_a_speaker.
_MOVE = """
with batch as materialized (
    select a.id, a.quote_id from quotes_attribution a
    where a.speaker_id = %(speaker)s and a.id > %(after)s order by a.id limit %(batch)s
), became as materialized (
    select coalesce(merged_into_id, id) as id from quotes_speaker where id = %(speaker)s
), ready as materialized (
    select q.id from quotes_quote q where q.id in (select quote_id from batch) order by q.id
    for no key update
), moved as (
    update quotes_quote q set speaker_id = became.id
    from batch, became, ready
    where q.id = batch.quote_id and ready.id = q.id and q.speaker_id is distinct from became.id
      and batch.id = (select f.id from quotes_attribution f where f.quote_id = q.id
                     order by f.position limit 1)
      and (q.status = 'rejected' or not exists (
          select from quotes_quote same where same.text_version_id = q.text_version_id
              and same.content = q.content and same.speaker_id = became.id
              and same.status <> 'rejected' and same.id <> q.id))
    returning q.id
)
select max(batch.id), count(*), (select count(*) from moved) from batch
"""


@job
def move_what_waits() -> None:
    """Move all that waits, batch by batch: a worker's job, asked for by each merge and unmerge."""
    while move_merged() is not None:
        pass


def move_merged(*, batch: int = BATCH) -> int | None:
    """Move the quotes of one batch and answer how many; None where nothing waits.

    Several may run at once; each takes the work of another speaker. Raises nothing of its own.
    """
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                return _move_some(batch)
        except OperationalError:  # deadlocked with somebody who marks quotes: they went first
            if attempt == TRIES - 1:
                raise
    return None


def _move_some(batch: int) -> int | None:
    work = QuotesToMove.objects.select_for_update(skip_locked=True).order_by("id").first()
    if work is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, {"speaker": work.speaker_id, "after": work.after, "batch": batch})
        last, seen, moved = cursor.fetchone()
    if seen < batch:
        work.delete()
    else:
        work.after = last
        work.save(update_fields=["after"])
    return int(moved)
