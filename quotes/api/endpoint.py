"""What every address of the API has in common."""

from __future__ import annotations

from rest_framework.views import APIView


class Endpoint(APIView):
    """One address of the API; what holds for every request and answer hangs here."""
