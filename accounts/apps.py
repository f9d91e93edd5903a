from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who works here: sign-in, roles, API tokens."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
