"""Who may open which page: decorators for function views, and the question behind them."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import Role, User

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in, as views behind these decorators get it."""

    user: User


SignedInPage = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


def may(user: User | AnonymousUser, role: Role) -> bool:
    """Whether this visitor may now do what the role may; where reading is public, all may read."""
    if isinstance(user, AnonymousUser):
        return role == Role.READER and settings.PUBLIC_READING
    return user.is_at_least(role)


def _guarded(view: Page[P], role: Role) -> Page[P]:
    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if may(request.user, role):
            return view(request, *args, **kwargs)
        if request.user.is_authenticated:
            message = _("This needs the role %(role)s or above.") % {"role": role.label.lower()}
            raise PermissionDenied(message)
        return to_sign_in(request)

    return page


def reading(view: Page[P]) -> Page[P]:
    """Open a page to everybody where PUBLIC_READING is on, elsewhere to those who are signed in."""
    return _guarded(view, Role.READER)


def signed_in(view: SignedInPage[P]) -> Page[P]:
    """Open a page to everybody who is signed in, whatever their role."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(cast("SignedInRequest", request), *args, **kwargs)
        return to_sign_in(request)

    return page


def annotating(view: SignedInPage[P]) -> Page[P]:
    """Open a page to annotators and above: visitors are sent to sign in, readers get 403."""
    return _guarded(cast("Page[P]", view), Role.ANNOTATOR)


def own_page(request: HttpRequest, wanted: str, default: str) -> str:
    """The wanted address where it is one of our own, else the default."""
    ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and ours else default


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Send a visitor to the sign-in page, and from there back to the page they were on.

    A fragment is answered 401 with HX-Redirect, which moves the whole page: htmx would follow a
    plain redirect and put the sign-in page into the middle of the page in view. The article page
    takes the 401 itself, and keeps what was typed (static/js/deeds.js).
    """
    answer = redirect_to_login(_page_in_view(request))
    if "HX-Request" not in request.headers:
        return answer
    moved = HttpResponseClientRedirect(answer.url)
    moved.status_code = 401
    return moved


def _page_in_view(request: HttpRequest) -> str:
    """The path of the page in view: after sign-in it can be opened, a fragment or form cannot."""
    if request.method == "GET" and "HX-Request" not in request.headers:
        return request.get_full_path()
    seen = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    seen = own_page(request, seen, default="/")
    return urlsplit(seen)._replace(scheme="", netloc="").geturl()
