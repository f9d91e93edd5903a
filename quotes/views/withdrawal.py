"""Taking an article out of the sight of readers, and bringing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import annotating, may
from accounts.models import Role
from quotes import commands

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from accounts.access import SignedInRequest


@require_POST
@annotating
def article_withdraw(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Withdraw an article, for the reason given."""
    reason = request.POST.get("reason", "")
    done = _("The article is withdrawn. Readers do not find it any more.")
    return _change(request, article_id, commands.withdraw_article, done, reason=reason)


@require_POST
@annotating
def article_restore(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Bring a withdrawn article back."""
    done = _("The article is back, as it was.")
    return _change(request, article_id, commands.restore_article, done)


def _change(
    request: SignedInRequest,
    article_id: int,
    command: Callable[..., object],
    done: str,
    **given: Any,
) -> HttpResponse:
    if not may(request.user, Role.REVIEWER):
        message = _("This needs the role reviewer or above.")
        raise PermissionDenied(message)
    try:
        command(article_id, by=request.user, **given)
        messages.success(request, done)
    except commands.Missing as missing:
        raise Http404(missing.message) from missing
    except commands.Conflict as conflict:
        messages.error(request, f"{conflict.message}.")
    return redirect("article-detail", article_id)
