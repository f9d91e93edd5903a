"""The app's name in Django."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """What was published: outlets, articles, text versions, families."""

    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"
