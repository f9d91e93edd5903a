"""Sign-in, sign-out and the account page."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login, logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import commands, queries
from accounts.access import SignedInRequest, own_page, signed_in
from accounts.forms import SignInForm, ThemeForm, TokenForm, TriedRoleForm
from accounts.links import person_id
from accounts.middleware import TRIED_ROLE
from accounts.models import Role, Token

BACKEND = "django.contrib.auth.backends.ModelBackend"
ONE_YEAR = timedelta(days=365)
REFUSED = 422


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by name and password, then go on to `next` where that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    next_page = own_page(request, wanted, default="")
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid():
        login(request, form.get_user(), backend=BACKEND)
        return redirect(next_page or settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "next": next_page}
    return render(
        request, "accounts/sign_in.html", context, status=REFUSED if form.is_bound else 200
    )


# One GET signs in, without a button to press: the link comes from one's own terminal, not from a
# chat whose preview would spend it, and a newcomer should be in by one click. HEAD spends nothing.
@never_cache
@require_http_methods(["GET"])
def sign_in_link(request: HttpRequest, uidb64: str, token: str) -> HttpResponse:
    """Sign in by a link that works once; who comes by it again while signed in is simply let in."""
    try:
        user = commands.spend_sign_in_link(uidb64=uidb64, token=token)
    except commands.LinkSpent:
        if request.user.is_authenticated and request.user.pk == person_id(uidb64):
            return redirect(settings.LOGIN_REDIRECT_URL)
        context = {"form": SignInForm(request), "link_spent": True}
        return render(request, "accounts/sign_in.html", context, status=410)
    login(request, user, backend=BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect(settings.LOGIN_REDIRECT_URL if settings.PUBLIC_READING else settings.LOGIN_URL)


@never_cache
@require_GET
@signed_in
def account(request: SignedInRequest) -> HttpResponse:
    """Who I am, my tokens and how the pages look."""
    return _account_page(request, TokenForm(user=request.user))


@never_cache
@require_POST
@signed_in
def token_create(request: SignedInRequest) -> HttpResponse:
    """Make a token; no redirect, as its secret stands in this one answer and nowhere else."""
    form = TokenForm(request.POST, user=request.user)
    if not form.is_valid():
        return _account_page(request, form, status=REFUSED)
    asked = form.cleaned_data
    try:
        token, secret = commands.create_token(
            request.user, name=asked["name"], scope=asked["scope"], expires_at=form.expires_at()
        )
    except commands.AccountRefused as refused:
        form.add_error(
            "last_day" if refused.field == "expires_at" else refused.field, refused.message
        )
        return _account_page(request, form, status=REFUSED)
    return _account_page(
        request, TokenForm(user=request.user), new_token=token, secret=secret, status=201
    )


@require_POST
@signed_in
def token_revoke(request: SignedInRequest, token_id: int) -> HttpResponse:
    """Withdraw one of my tokens."""
    token = get_object_or_404(Token.objects.filter(user=request.user), pk=token_id)
    commands.revoke_token(token, by=request.user)
    return redirect("account")


@require_POST
@signed_in
def role_try(request: SignedInRequest) -> HttpResponse:
    """Let an admin see the pages with another role, or with their own again."""
    if request.user.role != Role.ADMIN:
        message = _("Only an admin tries the pages with another role.")
        raise PermissionDenied(message)
    form = TriedRoleForm(request.POST)
    if not form.is_valid():
        return _account_page(request, TokenForm(user=request.user), role_form=form, status=REFUSED)
    if form.cleaned_data["role"] == Role.ADMIN:
        request.session.pop(TRIED_ROLE, None)
    else:
        request.session[TRIED_ROLE] = form.cleaned_data["role"]
    return redirect(_back(request))


@require_POST
def theme_choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice of light or dark in this browser; nothing about it is stored here."""
    form = ThemeForm(request.POST)
    answer = redirect(_back(request))
    if not form.is_valid() or form.cleaned_data["theme"] == "system":
        answer.delete_cookie("theme", samesite="Lax")
    else:
        theme, secure = form.cleaned_data["theme"], request.is_secure()
        answer.set_cookie(
            "theme", theme, max_age=ONE_YEAR, samesite="Lax", secure=secure, httponly=True
        )
    return answer


@require_POST
def letters_choose(request: HttpRequest) -> HttpResponse:
    """Keep in this browser whether single letters are keys of the pages."""
    answer = redirect(_back(request))
    if request.POST.get("letters") == "on":
        answer.delete_cookie("letters", samesite="Lax")
    else:
        answer.set_cookie(
            "letters",
            "off",
            max_age=ONE_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return answer


def _back(request: HttpRequest) -> str:
    return own_page(request, request.POST.get("next", ""), default=resolve_url("account"))


def _account_page(
    request: SignedInRequest, form: TokenForm, *, status: int = 200, **more: object
) -> HttpResponse:
    theme = request.COOKIES.get("theme")
    context = {
        "form": form,
        "tokens": queries.find_tokens(request.user),
        "now": timezone.now(),
        "theme_form": ThemeForm(
            initial={"theme": theme if theme in ("light", "dark") else "system"}
        ),
        "role_form": TriedRoleForm(initial={"role": request.user.effective_role}),
        **more,
    }
    return render(request, "accounts/account.html", context, status=status)
