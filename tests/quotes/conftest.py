"""Browsers of those who read, who annotate and who have not signed in."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User


@pytest.fixture
def reading(client: Client, reader: User) -> Client:
    """Return the browser of a reader."""
    client.force_login(reader)
    return client


@pytest.fixture
def annotating(client: Client, annotator: User) -> Client:
    """Return the browser of an annotator."""
    client.force_login(annotator)
    return client


@pytest.fixture
def visitor(client: Client, settings: Settings) -> Client:
    """Return the browser of somebody who has not signed in, where reading is public."""
    settings.PUBLIC_READING = True
    return client
