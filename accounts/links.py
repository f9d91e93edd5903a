"""One-time links that sign a person in."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from accounts.models import User


class SignInLinks(PasswordResetTokenGenerator):
    """Links that die by any sign-in, by a new password and by age (PASSWORD_RESET_TIMEOUT)."""

    key_salt = "accounts.links.SignInLinks"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        # Django cuts the last sign-in to seconds: used within that second, a link would work twice.
        exactly = user.last_login and user.last_login.isoformat()
        return f"{super()._make_hash_value(user, timestamp)}{exactly}"


sign_in_links = SignInLinks()


def sign_in_path(user: User) -> str:
    """The path that signs this person in, once."""
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("sign-in-link", args=[uid, sign_in_links.make_token(user)])


def person_id(uidb64: str) -> int | None:
    """The id inside the link, or None where it holds none."""
    try:
        return int(urlsafe_base64_decode(uidb64))
    except ValueError:
        return None
