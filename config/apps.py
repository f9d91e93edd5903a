from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Makes the commands in config/management known."""

    name = "config"
