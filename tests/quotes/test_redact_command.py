"""`manage.py redact` takes the words from standard input and does nothing unless it is told to."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from quotes.models import Redaction
from tests.quotes.test_redact import WORD, everywhere, planted

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


def run(monkeypatch: pytest.MonkeyPatch, article: int, *options: str) -> str:
    monkeypatch.setattr("sys.stdin", StringIO(f"{WORD}\n\n"))
    out = StringIO()
    call_command("redact", str(article), "--reason", "Asked for.", *options, stdout=out)
    return out.getvalue()


def test_tells_how_much_and_covers_it_only_when_told_to(
    monkeypatch: pytest.MonkeyPatch, admin: User
) -> None:
    article = planted(admin).pk
    assert run(monkeypatch, article).startswith("7 places, 2 quotes")
    assert not Redaction.objects.exists()
    told = run(monkeypatch, article, "--yes", "--by", admin.username)
    assert told.startswith("63 code points at 7 places are covered")
    assert Redaction.objects.get().by == admin
    assert everywhere(WORD) == []


def test_refuses_who_is_not_known_and_what_is_not_there(
    monkeypatch: pytest.MonkeyPatch, admin: User
) -> None:
    with pytest.raises(CommandError, match="nobody named"):
        run(monkeypatch, planted(admin).pk, "--by", "nobody")
    with pytest.raises(CommandError, match="no article"):
        run(monkeypatch, 9_999, "--yes")
