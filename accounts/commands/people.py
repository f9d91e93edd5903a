"""What changes about people and their tokens."""

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.links import person_id, sign_in_links
from accounts.models import Role, Scope, Token, User
from accounts.queries import digest_of

NAME_LENGTH = 80
TOUCHED_AT_MOST_EVERY = timedelta(minutes=1)


class AccountRefused(Exception):
    """Something about a person or token cannot be stored: which field, which value and why."""

    def __init__(self, field: str, value: object, message: str) -> None:
        super().__init__(message)
        self.field, self.value, self.message = field, value, message


class LinkSpent(Exception):
    """The sign-in link was used before, is too old or never was one."""


@transaction.atomic
def create_user(
    *, name: str, role: str, display_name: str = "", by: User | None = None
) -> tuple[User, str]:
    """Add a person and return them with a generated password; `by` is None at the command line.

    Raises AccountRefused for a name that is taken or cannot be one and for an unknown role.
    """
    if by is not None and not by.is_at_least(Role.ADMIN):
        raise AccountRefused("by", by.username, _("Only an admin adds people."))
    password = secrets.token_urlsafe(15)
    user = User(username=User.normalize_username(name), role=role, display_name=display_name)
    user.set_password(password)
    _check_user(user)
    user.save(force_insert=True)
    return user, password


@transaction.atomic
def create_user_without_password(*, name: str, display_name: str = "") -> User:
    """Add a reader who cannot sign in until an admin makes a link: somebody a file names.

    Raises AccountRefused.
    """
    user = User(username=User.normalize_username(name), role=Role.READER, display_name=display_name)
    user.set_unusable_password()
    _check_user(user)
    user.save(force_insert=True)
    return user


def _check_user(user: User) -> None:
    if user.role not in Role.values:
        known = ", ".join(Role.values)
        raise AccountRefused(
            "role",
            user.role,
            _("%(role)s is no role; there are %(known)s.")
            % {"role": f"{user.role!r}", "known": known},
        )
    if User.objects.filter(username__iexact=user.username).exists():
        raise AccountRefused(
            "name",
            user.username,
            _("The name %(name)s is taken.") % {"name": f"{user.username!r}"},
        )
    try:
        user.full_clean()
    except ValidationError as refused:
        field, messages = next(iter(refused.message_dict.items()))
        value = getattr(user, field, "")
        raise AccountRefused(
            field, value, f"{value!r} cannot be a {field}: {messages[0]}"
        ) from refused


@transaction.atomic
def create_token(
    user: User, *, name: str, scope: str = Scope.READ, expires_at: datetime | None = None
) -> tuple[Token, str]:
    """Make a token and return it with its secret, which is told this once and never stored.

    Raises AccountRefused for an empty or long name, for a scope that is unknown or wider than the
    owner's role, and for an expiry that is past.
    """
    _check_token(user, name=name, scope=scope, expires_at=expires_at)
    secret = f"vbt_{secrets.token_hex(32)}"
    token = Token(
        user=user,
        name=name,
        scope=scope,
        expires_at=expires_at,
        prefix=secret[:12],
        digest=digest_of(secret),
    )
    token.save(force_insert=True)
    token.refresh_from_db(fields=["created_at"])
    return token, secret


def _check_token(user: User, *, name: str, scope: str, expires_at: datetime | None) -> None:
    if not 1 <= len(name.strip()) <= len(name) <= NAME_LENGTH:
        raise AccountRefused(
            "name",
            name,
            _("A token needs a name of 1 to %(most)s characters.") % {"most": NAME_LENGTH},
        )
    if scope not in Scope.values:
        raise AccountRefused(
            "scope",
            scope,
            _("%(scope)s is no scope; there are %(names)s.")
            % {"scope": f"{scope!r}", "names": ", ".join(Scope.values)},
        )
    if scope == Scope.WRITE and not user.is_at_least(Role.ANNOTATOR):
        raise AccountRefused(
            "scope",
            scope,
            _("A %(role)s may not write, so no token of theirs may.")
            % {"role": user.effective_role},
        )
    if expires_at is not None and expires_at <= timezone.now():
        raise AccountRefused(
            "expires_at", expires_at, _("The token would expire before it could be used.")
        )


@transaction.atomic
def revoke_token(token: Token, *, by: User) -> Token:
    """Withdraw a token for good. Raises AccountRefused unless `by` owns it or is admin."""
    if token.user_id != by.pk and not by.is_at_least(Role.ADMIN):
        raise AccountRefused("by", by.username, _("Only its owner or an admin withdraws a token."))
    Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
    token.refresh_from_db(fields=["revoked_at"])
    return token


def touch_token(token: Token) -> None:
    """Note that a token was used, at most once a minute: not every read may cost a write."""
    now = timezone.now()
    stale = now - TOUCHED_AT_MOST_EVERY
    if token.last_used_at is None or token.last_used_at < stale:
        never_or_long_ago = Q(last_used_at__isnull=True) | Q(last_used_at__lt=stale)
        Token.objects.filter(never_or_long_ago, pk=token.pk).update(last_used_at=now)


@transaction.atomic
def spend_sign_in_link(*, uidb64: str, token: str) -> User:
    """Use up a one-time link and return whom it signs in; of two at once one gets LinkSpent."""
    user = (
        User.objects.select_for_update().filter(pk=person_id(uidb64) or 0, is_active=True).first()
    )
    if user is None or not sign_in_links.check_token(user, token):
        raise LinkSpent
    user.last_login = timezone.now()
    user.save(update_fields=["last_login"])
    return user
