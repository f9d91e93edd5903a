"""What is asked about people and their tokens."""

from hashlib import sha256

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from accounts.models import Role, Token, User

# Asked at each request of a program: written once, as making it anew takes longer than the answer.
OF_TOKENS = [field.attname for field in Token._meta.concrete_fields]
OF_PEOPLE = [field.attname for field in User._meta.concrete_fields]
COLUMNS = ", ".join(
    [f"token.{name}" for name in OF_TOKENS] + [f"owner.{name}" for name in OF_PEOPLE]
)
FIND = f"""
select {COLUMNS} from accounts_token token join accounts_user owner on owner.id = token.user_id
where token.digest = %s and token.revoked_at is null and owner.is_active
    and (token.expires_at is null or token.expires_at > statement_timestamp())
"""  # noqa: S608  names of columns, no words of anybody's


def digest_of(secret: str) -> str:
    """SHA-256 of a secret in 64 hex digits; slow hashes are for passwords, not 256 random bits."""
    return sha256(secret.encode()).hexdigest()


def find_token(secret: str) -> Token | None:
    """The token with this secret and its owner; None if unknown, revoked, expired or ownerless."""
    # By hash, not by prefix: what the time of an index look-up tells about a hash helps nobody.
    with connection.cursor() as cursor:
        cursor.execute(FIND, [digest_of(secret)])
        row = cursor.fetchone()
    if row is None:
        return None
    token = Token.from_db("default", OF_TOKENS, row[: len(OF_TOKENS)])
    token.user = User.from_db("default", OF_PEOPLE, row[len(OF_TOKENS) :])
    return token


def why_refused(secret: str) -> str:
    """Why `find_token` found nothing, in a sentence, for whoever holds the secret itself."""
    token = Token.objects.select_related("user").filter(digest=digest_of(secret)).first()
    if token is None:
        return "This token is not known here."
    if token.revoked_at:
        return f"The token {token.prefix}… was withdrawn on {token.revoked_at:%Y-%m-%d %H:%M} UTC."
    if not token.user.is_active:
        return f"The owner of the token {token.prefix}… no longer works here."
    return f"The token {token.prefix}… expired on {token.expires_at:%Y-%m-%d %H:%M} UTC."


def find_tokens(user: User) -> QuerySet[Token]:
    """The tokens of a person that are not revoked, expired ones included, newest first."""
    return Token.objects.filter(user=user, revoked_at__isnull=True).order_by("-created_at", "-id")


def find_user(name: str) -> User | None:
    """The person of this name, in whatever case it is written."""
    return User.objects.filter(username__iexact=name).first()


def people_by_name() -> QuerySet[User]:
    """Everybody who may work on articles, by the name that is shown."""
    works = [role for role in Role if role.includes(Role.ANNOTATOR)]
    people = User.objects.filter(is_active=True, role__in=works)
    return people.order_by(Coalesce(NullIf("display_name", Value("")), "username"), "id")
