"""What a browser sends that no view ever sees."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_form_beyond_all_limits_is_told_so_in_our_own_page(
    annotator: User, settings: Settings
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client()
    client.force_login(annotator)

    answer = client.post("/articles/new/", {"text": "x" * 2000})

    assert answer.status_code == 400
    assert "Nothing was stored" in answer.content.decode()
    assert "Verbatim" in answer.content.decode()
