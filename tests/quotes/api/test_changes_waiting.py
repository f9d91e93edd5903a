"""Who waits for changes holds neither a connection nor the others up."""

from __future__ import annotations

from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from tests.factories import make_target
from tests.quotes.api.conftest import ApiClient
from tests.quotes.api.test_changes import follow

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User

pytestmark = pytest.mark.usefixtures("own_database")

FOLLOWERS = 20
CONNECTED = """
select count(*) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
"""


def connected() -> int:
    with connection.cursor() as cursor:
        cursor.execute(CONNECTED)
        return int(cursor.fetchone()[0])


def test_twenty_who_wait_hold_no_connection_and_others_are_answered(
    api: ApiClient, annotator: User, token: Callable[[User], str]
) -> None:
    cursor, secret = follow(api, {}), token(annotator)
    answered: list[int] = []

    def wait() -> None:
        page = ApiClient(secret).get(f"/changes/?after={cursor}&wait=20")
        answered.append(len(page.json["results"]))
        connection.close()

    waiting = [Thread(target=wait) for _ in range(FOLLOWERS)]
    for thread in waiting:
        thread.start()
    until = monotonic() + 15
    while connected() and monotonic() < until:
        sleep(0.01)
    assert connected() <= 1
    assert any(thread.is_alive() for thread in waiting)
    assert api.get("/targets/").status == 200
    make_target("Night boat")
    for thread in waiting:
        thread.join(20)
    assert len(answered) == FOLLOWERS
    assert max(answered) == 1
