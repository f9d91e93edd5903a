"""Who works here: people, what they may do, and the tokens that act for them."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a person may do; each role may do all that the ones before it may."""

    READER = "reader", pgettext_lazy("role", "Reader")
    ANNOTATOR = "annotator", pgettext_lazy("role", "Annotator")
    REVIEWER = "reviewer", pgettext_lazy("role", "Reviewer")
    ADMIN = "admin", pgettext_lazy("role", "Admin")

    @property
    def rank(self) -> int:
        """Place in the order, from 0 for a reader."""
        return list(Role).index(self)

    def includes(self, other: "Role") -> bool:
        """Whether who has this role may do what the other role may."""
        return self.rank >= other.rank


class People(UserManager["User"]):
    """Finds people by name whatever the case, since no two names differ by case alone."""

    use_in_migrations = False

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractUser):
    """A person who works with this newsroom's quotes."""

    role = models.CharField(max_length=16, choices=Role.choices, default=Role.READER)
    display_name = models.CharField(max_length=150, blank=True, default="")

    # Set by the middleware for one request, while an admin tries another role; never stored.
    acting_role: Role | None = None

    objects: ClassVar[UserManager["User"]] = People()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_known"),
            models.UniqueConstraint(Lower("username"), name="user_name_once_in_any_case"),
        ]

    @property
    def effective_role(self) -> Role:
        """The role that counts now: the one being tried, but never more than the person's own."""
        own = Role(self.role)
        return min(own, self.acting_role or own, key=lambda role: role.rank)

    def is_at_least(self, role: Role) -> bool:
        """Whether this person may now do what the given role may."""
        return self.is_active and self.effective_role.includes(role)

    @property
    def shown_name(self) -> str:
        """The name to print on pages and in histories."""
        return self.display_name or self.username

    @property
    def initials(self) -> str:
        """First letters of the first and last word of the name, for the round mark on pages."""
        words = self.shown_name.split()
        return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper()


class Scope(models.TextChoices):
    """What a token may do, within the role of its owner."""

    READ = "read", pgettext_lazy("token", "read")
    WRITE = "write", pgettext_lazy("token", "read and write")


class Token(models.Model):
    """A key to the API that acts for its owner; only the SHA-256 of the secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.READ)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest"], name="token_digest_once"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="token_digest_is_sha256"
            ),
            models.CheckConstraint(
                condition=Q(prefix__regex=r"^vbt_[0-9a-f]{8}$"), name="token_prefix_is_ours"
            ),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="token_scope_known"),
            models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("created_at")),
                name="token_expires_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def last_day(self) -> datetime | None:
        """The last moment at which the token works, for pages to print as a day."""
        return self.expires_at and self.expires_at - timedelta(microseconds=1)


class KeptAnswer(models.Model):
    """What a client was answered under an Idempotency-Key, to be said again and not done again."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of method, address and body
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    body = models.BinaryField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key"], name="kept_answer_once_a_key"),
            models.CheckConstraint(
                condition=Q(fingerprint__regex=r"^[0-9a-f]{64}$"),
                name="kept_answer_fingerprint_is_sha256",
            ),
            models.CheckConstraint(
                condition=Q(status__gte=200, status__lt=400), name="kept_answer_is_no_refusal"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["created_at"], name="kept_answer_by_age")]

    def __str__(self) -> str:
        return f"{self.status} for {self.key}"


class Bucket(models.Model):
    """How much of its quota a token or an address has used; unlogged, so a crash empties all."""

    whose = models.CharField(max_length=64, primary_key=True, db_collation="C")
    free_at = models.DateTimeField()  # when all of the quota is there again
    is_over = models.BooleanField()  # whether the last request was one too many

    def __str__(self) -> str:
        return self.whose
