"""What changes about people, their tokens and what is kept for their programs."""

from accounts.commands.buckets import Quota, Spent, spend
from accounts.commands.kept_answers import (
    InFlight,
    Kept,
    OtherRequest,
    claim_key,
    forget_what_is_old,
    keep_answer,
)
from accounts.commands.people import (
    AccountRefused,
    LinkSpent,
    create_token,
    create_user,
    create_user_without_password,
    revoke_token,
    spend_sign_in_link,
    touch_token,
)

__all__ = [
    "AccountRefused",
    "InFlight",
    "Kept",
    "LinkSpent",
    "OtherRequest",
    "Quota",
    "Spent",
    "claim_key",
    "create_token",
    "create_user",
    "create_user_without_password",
    "forget_what_is_old",
    "keep_answer",
    "revoke_token",
    "spend",
    "spend_sign_in_link",
    "touch_token",
]
