"""Who took the steps that left events: a person, or nobody who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy
from pghistory.models import Context

from accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

NOBODY = "Verbatim"
SOMEBODY = gettext_lazy("An editor")
"""What a person is called to those who may not know whom."""


def people_of(contexts: Iterable[UUID | None]) -> dict[UUID | None, User]:
    """Answer who took the steps of these contexts, by context; what no person did is left out."""
    kept = Context.objects.filter(pk__in=[each for each in contexts if each])
    by = {pk: told.get("user") for pk, told in kept.values_list("pk", "metadata")}
    people = User.objects.in_bulk([each for each in by.values() if each])
    return {pk: people[person] for pk, person in by.items() if person in people}
