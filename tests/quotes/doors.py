"""The forms of the article page, sent as htmx and as a browser without scripts sends them."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from django.test import Client

from quotes import commands
from quotes.models import Attribution, Quote, Speaker, Stance, Step, Target

if TYPE_CHECKING:
    from accounts.models import User
    from quotes.spans import Spans

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
WHOLE = {"HX-Request": "true", "HX-Request-Type": "full"}  # htmx's Back


def as_htmx(user: User | None, address: str, **sent: Any) -> Any:
    """Send a form as the page does, by htmx."""
    return _client(user).post(address, sent, headers=HTMX)


def as_form(user: User | None, address: str, **sent: Any) -> Any:
    """Send a form as a browser without scripts does."""
    return _client(user).post(address, sent)


def opened(user: User | None, address: str, headers: dict[str, str] | None = None) -> Any:
    """Open a page, or the part of it that htmx asks for."""
    return _client(user).get(address, headers=headers)


def _client(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def parts(text: str, *spans: tuple[int, int]) -> str:
    """Answer parts with their words, as the page sends them."""
    return json.dumps([{"start": a, "end": b, "exact": text[a:b]} for a, b in spans])


def text_of(quote: Quote) -> tuple[str, Spans]:
    """Answer the text a quote stands in, and where."""
    return quote.text_version.text, quote.content


def says(response: Any) -> str:
    """Answer what a page says."""
    return unescape(response.content.decode())


def everything() -> list[Any]:
    """Answer all rows a form of the article page could write."""
    models = (Quote, Attribution, Stance, Step, Speaker, Target)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def assert_only_annotators_post(address: str, reader: User, annotator: User) -> None:
    """Fail where a visitor, a reader or a GET gets further than the door, or leaves a trace."""
    before = everything()
    for post in (as_form, as_htmx):
        visitor = post(None, address)
        sent_to = visitor.headers.get("Location") or visitor.headers.get("HX-Redirect", "")
        assert sent_to.startswith("/sign-in/?next=")
        assert post(reader, address).status_code == 403
    assert opened(annotator, address).status_code == 405
    assert everything() == before


def assert_refused(response: Any, status: int, *words: str) -> None:
    """Fail unless the answer has this status and says these words."""
    assert response.status_code == status, says(response)[:400]
    for each in words:
        assert each in says(response)


def assert_stale_changes_nothing(user: User, address: str, quote: Quote, **sent: Any) -> None:
    """Fail unless a form is refused where somebody changed the same since, by htmx and without."""
    _change_the_same(address, quote, sent)
    before = everything()
    for post in (as_htmx, as_form):
        answer = post(user, address, version=quote.version, **sent)
        assert_refused(answer, 409, "Not saved")
        assert f'name="version" value="{quote.version + 1}"' in says(answer)
    assert everything() == before


def _change_the_same(address: str, quote: Quote, sent: dict[str, Any]) -> None:
    """Let somebody else change that part of a quote which a form sent there changes, too."""
    anybody: dict[str, Any] = {"version": quote.version, "by": None}
    if "/speaker/" in address:
        commands.set_speaker(quote.pk, **anybody, speaker="Somebody Else")
    elif "/stances/" in address:
        named = re.search(r"/stances/(\d+)/", address)
        target = int(named[1]) if named else sent.get("target") or sent["q"]
        commands.set_stance(quote.pk, target, **anybody, position="unclear", conditional=True)
    else:
        (start, end), *others = quote.content
        commands.set_content(quote.pk, **anybody, content=((start, end - 2), *others))


def assert_unknown_quote(user: User, address: str, quote: Quote) -> None:
    """Fail unless the same form for a quote that is not there is a 404."""
    missing = address.replace(f"/quotes/{quote.pk}/", "/quotes/987654/")
    assert as_htmx(user, missing, version=1).status_code == 404
    assert as_form(user, missing, version=1).status_code == 404
