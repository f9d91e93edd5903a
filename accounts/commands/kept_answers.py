"""Answers kept under a client's Idempotency-Key: what is sent twice is done once.

    with transaction.atomic():
        kept = claim_key("k-1", fingerprint=…, by=user)  # None: do it now, and then
        keep_answer("k-1", Kept(201, {…}, b"…"), fingerprint=…, by=user)

The answer is kept in the transaction of what it tells of: both stand, or neither does.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from accounts.models import Bucket, KeptAnswer, User

KEPT_FOR = timedelta(hours=24)
AT_A_TIME = 5_000
"""Kept answers forgotten by one statement: the rest waits for the next minute."""


class Kept(NamedTuple):
    """One answer as it went out."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class InFlight(Exception):
    """A request with this key is being answered at this moment."""


class OtherRequest(Exception):
    """This key stands for another request: another method, address or body."""


def claim_key(key: str, *, fingerprint: str, by: User) -> Kept | None:
    """Answer what this person's program was told under the key; None: nothing was done yet.

    Inside a transaction, to the end of which nobody else gets the key. Raises InFlight where
    somebody has it, and OtherRequest where it stands for another fingerprint (64 hex digits).
    """
    with connection.cursor() as cursor:
        # A statement of its own: the look that follows sees what was committed before the lock.
        locking = "select pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
        cursor.execute(locking, [f"key {by.pk} {key}"])
        if cursor.fetchone() != (True,):
            raise InFlight
    found = KeptAnswer.objects.filter(user=by, key=key).first()
    if found is None:
        return None
    if found.fingerprint != fingerprint:
        raise OtherRequest
    return Kept(found.status, found.headers, bytes(found.body))


def keep_answer(key: str, answer: Kept, *, fingerprint: str, by: User) -> None:
    """Keep an answer under a key that was claimed in the same transaction."""
    KeptAnswer.objects.create(
        user=by,
        key=key,
        fingerprint=fingerprint,
        status=answer.status,
        headers=dict(answer.headers),
        body=answer.body,
    )


def forget_what_is_old() -> None:
    """Forget answers after a day, and quotas that are whole again; a bounded number at a time."""
    now = timezone.now()
    old = KeptAnswer.objects.filter(created_at__lt=now - KEPT_FOR).order_by("created_at")
    KeptAnswer.objects.filter(pk__in=old.values("pk")[:AT_A_TIME]).delete()
    Bucket.objects.filter(free_at__lt=now).delete()
