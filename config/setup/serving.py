"""The running app of `make run`: somebody to sign in as, something to look at, a server."""

import os
from typing import Any

from django.core.management import call_command
from django.db import connections
from gunicorn.app.base import Application

from accounts import commands
from accounts.links import sign_in_path
from accounts.models import Role
from accounts.queries import find_user
from articles.models import Article
from config.database.base import close_pools
from config.setup.background import Worker
from config.setup.database import is_embedded
from config.setup.steps import say

ADMIN = "admin"


def open_newsroom(address: str) -> str:
    """Make sure that there is an admin, and in a new database the demo; return what to tell."""
    if is_embedded() and not Article.objects.exists():
        say("Loading the demo newsroom")
        call_command("load_demo")
    if find_user(ADMIN) is None:
        commands.create_user(name=ADMIN, role=Role.ADMIN, display_name="Admin")
    admin = find_user(ADMIN)
    link = address + sign_in_path(admin) if admin else ""
    return f"\nVerbatim is at   {address}/\nSign in once as {ADMIN}:\n  {link}\n\nCtrl-C stops it."


def serve(told_when_ready: str) -> None:
    """Become the web server, until Ctrl-C."""
    for connection in connections.all(initialized_only=True):
        connection.close()
    close_pools()  # the workers, forked from this process, make their own
    WebServer(told_when_ready, Worker(os.environ)).run()


class WebServer(Application):
    """gunicorn as config/web_server.py sets it, in a process that knows Django already."""

    def __init__(self, told_when_ready: str, worker: Worker) -> None:
        self.told_when_ready, self.worker = told_when_ready, worker
        super().__init__()

    def load_config(self) -> None:
        self.load_config_from_module_name_or_filename("python:config.web_server")
        self.cfg.set("when_ready", lambda _arbiter: self._is_ready())
        self.cfg.set("on_exit", lambda _arbiter: self.worker.end())

    def _is_ready(self) -> None:
        say(self.told_when_ready)
        self.worker.begin()

    def load(self) -> Any:
        from config.wsgi import application  # noqa: PLC0415  in the worker, after the fork

        return application
