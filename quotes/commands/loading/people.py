"""Who decided in another program: people here who cannot sign in."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from accounts.commands import create_user_without_password
from accounts.queries import find_user

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User
    from quotes.commands.loading.given import GivenPerson

LONGEST = 140
"""Characters of a name to sign in by that leave room for a number."""


def find_or_add_people(people: Iterable[GivenPerson]) -> dict[str, User]:
    """Answer who is meant, by their keys; who is new gets no password.

    Whoever has a password is meant by their own username alone: a file's "Admin" is not ours.
    """
    return {person.key: _meant(person) for person in people}


def _meant(person: GivenPerson) -> User:
    if person.username:
        return find_user(person.username) or _add(person.username, person.name)
    name = re.sub(r"[^\w.@+-]+", "-", person.name).strip("-").lower()[:LONGEST] or "coder"
    for number in count(1):
        username = name if number == 1 else f"{name}-{number}"
        known = find_user(username)
        if known is None:
            return _add(username, person.name)
        if not known.has_usable_password() and known.shown_name == person.name:
            return known
    raise AssertionError  # there is always a next number


def _add(username: str, name: str) -> User:
    return create_user_without_password(name=username, display_name=name[:LONGEST])
