from django.apps import AppConfig


class QuotesConfig(AppConfig):
    """What was said: speakers, quotes, targets, stances."""

    name = "quotes"
