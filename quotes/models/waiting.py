"""Which quotes wait on the desk, and the indexes that find a few hundred of them among millions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

_NO_TERM = ~Q(kind="term")
WITHOUT_SPEAKER = Q(status="accepted", speaker=None) & _NO_TERM
WITHOUT_STANCE = Q(status="accepted", stances_done=False) & _NO_TERM
UNSURE = Q(unsure=True) & ~Q(status="rejected")
UNDECIDED = Q(status="suggested") & _NO_TERM

WAITING = (
    models.Index(fields=["sort_at", "id"], name="quote_without_speaker", condition=WITHOUT_SPEAKER),
    models.Index(fields=["sort_at", "id"], name="quote_without_stance", condition=WITHOUT_STANCE),
    models.Index(fields=["sort_at", "id"], name="quote_unsure", condition=UNSURE),
    models.Index(fields=["confidence", "id"], name="quote_least_sure", condition=UNDECIDED),
)
